import type { Stage } from '#graphql/schema.generated';
import { settleAll } from '../settle-all.ts';
import type { KeysAtHand } from './keys-at-hand.ts';

type Lowering = Pick<KeysAtHand, 'store' | 'site' | 'now'>;

/** Somebody who acts on the stage at the same moment is done after one try; it is not done so often in a row. */
const TRIES = 5;

/**
 * Lowers the curtain of every stage that gives out the channel's picture. One that fails holds back none of the others.
 * @returns ids of the stages whose curtain was up
 * @throws AggregateError of what failed
 */
export const lowerCurtains = async (channel: string, by: string, lowering: Lowering): Promise<string[]> => {
  const site = await lowering.site.readSite();
  const giving = site.flatMap(({ stages }) => stages).filter((stage) => givesOut(stage, channel));
  const lowered: string[] = [];
  const lowerOne = async (stage: Stage): Promise<void> => {
    if (await lower(stage, channel, by, lowering)) lowered.push(stage.id);
  };
  await settleAll(giving.map(lowerOne));
  return lowered.sort();
};

/** Spares are given to nobody. */
const givesOut = ({ curtain, sources }: Stage, channel: string): boolean =>
  curtain === 'UP' && (sources ?? []).some((source) => source.channel === channel && source.role !== 'SPARE');

/** @returns false where the stage stopped giving the picture out by itself */
const lower = async (seen: Stage, channel: string, by: string, { store, now }: Lowering): Promise<boolean> => {
  let stage: Stage | null = seen;
  for (let tries = 0; tries < TRIES; tries++) {
    if (!stage || !givesOut(stage, channel)) return false;
    if (await store.lowerCurtain(stage, { at: now().toISOString(), by })) return true;
    stage = await store.readStage(seen.id);
  }
  throw new Error(`the curtain of ${seen.id} does not come down: somebody else goes on changing the stage`);
};
