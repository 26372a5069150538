import type { Done, Lane } from './acts.ts';
import type { Desk } from './create-desk.ts';
import type { Refusal } from './refusal.ts';

/** Does it; where it was refused or nobody knows, what the desk shows is read again, for it is not what holds. */
export async function perform(desk: Desk, lane: Lane, name: string, act: () => Promise<Done>): Promise<Refusal | null> {
  const refusal = await desk.acts.run(lane, name, act);
  if (refusal)
    await Promise.all([desk.events.again(), desk.stages.again(), desk.sessions.again(), desk.surveys.again()]);
  return refusal;
}
