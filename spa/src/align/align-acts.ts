import type { Done } from '../desk/acts.ts';
import type { Desk } from '../desk/create-desk.ts';
import { SET_ALIGNED } from '../desk/documents.ts';
import { learnStage, seenStage, stageName } from '../stage/stage-acts.ts';
import { alignWords } from './align-words.ts';

/** Whether the stage's pages wait for their pictures. A page shows nothing of it before the next change. */
export async function setAligned(desk: Desk, aligned: boolean): Promise<Done> {
  const seen = seenStage(desk);
  const answer = await desk.api.act(SET_ALIGNED, { stage: seen.id, aligned, expected: seen.version });
  const stage = learnStage(desk, answer.setAligned);
  return { said: () => alignWords()[aligned ? 'saidOn' : 'saidOff'](stageName(stage)) };
}
