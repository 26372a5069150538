import { buildLiveState } from '#graphql/live/live-state';
import { hash, publishStage } from './publish-stage.ts';
import type { Publisher } from './publisher.ts';
import { isVisibleChange } from './visible-change.ts';

/**
 * Publishes what a stage's pages show if somebody would see a difference: what counts and measures changes all the time. Asked before a number is
 * taken, because one that was taken and not published makes others start over.
 */
export const publishVisible = async (stage: string, publisher: Publisher): Promise<void> => {
  const { store, now, notice } = publisher;
  const [rows, before] = await Promise.all([store.readStage(stage), store.readPublished(stage)]);
  const after = rows && buildLiveState(rows, { seq: 0, at: now().toISOString(), hash }).state;
  if (after && isVisibleChange(before, after)) await publishStage(stage, publisher);
  else notice('Unchanged', { stage });
};
