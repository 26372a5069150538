import { createHash } from 'node:crypto';
import { buildLiveState } from '#graphql/live/live-state';
import { type Snapshot, serialize, type TextFiles } from '#graphql/live/snapshot';
import { settleAll } from '../settle-all.ts';
import type { Publisher } from './publisher.ts';
import { takeTurn } from './take-turn.ts';

/** AppSync meters each started 5 KB per client. */
const METERED_BYTES = 5 * 1_024;
/** How long the deliveries wait for the text files that the state names. */
const TEXTS_WITHIN_MS = 800;

/** Publishes what a stage's pages show, as it is now. Throws what failed, after everything that could be delivered has been. */
export const publishStage = async (stage: string, publisher: Publisher): Promise<void> => {
  const { store, files, appsync, frames, now, notice } = publisher;
  const turn = await takeTurn({ stage }, () => store.readStage(stage), publisher);
  if (!turn?.rows) return;
  const { state, texts } = buildLiveState(turn.rows, { seq: turn.seq, at: now().toISOString(), hash });
  const bytes = Buffer.byteLength(JSON.stringify(state));
  if (bytes > METERED_BYTES) notice('OversizeLiveState', { stage, bytes });

  const stored = await putTexts(stage, texts, turn.live.texts, publisher);
  const snapshot: Snapshot = { state, texts };
  const fresh = stored.filter((name) => !turn.live.texts.includes(name));
  await settleAll([
    appsync.publish(state),
    files.putIfNewer(`live/${stage}.json`, JSON.stringify(snapshot), turn.seq),
    frames.put({ state, channels: turn.rows.liveChannels ?? [], texts: fresh }),
  ]);
  await store.keep({ stage }, { state, texts: stored, publishedAt: now().toISOString() });
  notice('Published', { stage, seq: turn.seq, bytes });
};

/** Puts the files that are not known to be there. Returns those of the state that now are; what is missing delays nothing. */
const putTexts = async (
  stage: string,
  texts: TextFiles,
  known: readonly string[],
  { files, notice }: Publisher,
): Promise<string[]> => {
  const within = AbortSignal.timeout(TEXTS_WITHIN_MS);
  const put = async (name: string): Promise<boolean> => {
    const file = texts[name];
    if (known.includes(name) || !file) return true;
    try {
      await files.putText(`text/${stage}/${name}.json`, serialize(file), within);
      return true;
    } catch (error) {
      notice('TextFileFailed', { stage, name, error });
      return false;
    }
  };
  const names = Object.keys(texts);
  const there = await Promise.all(names.map(put));
  return names.filter((_, i) => there[i]);
};

/** The name of a text file with this content. */
export const hash = (content: string): string => createHash('sha256').update(content).digest('hex').slice(0, 32);
