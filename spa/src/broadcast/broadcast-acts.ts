import type { ReplacedKey, Stage, StreamKey } from '#graphql/schema.generated';
import type { Done } from '../desk/acts.ts';
import type { Desk } from '../desk/create-desk.ts';
import { Refusal } from '../desk/refusal.ts';
import { stageName } from '../stage/stage-acts.ts';
import { language } from '../text/language.ts';
import { serverClock } from '../time/now.ts';
import { COPY_STREAM_KEY, REPLACE_STREAM_KEY } from './broadcast-documents.ts';
import { broadcastWords } from './broadcast-words.ts';

const stagesWith = (desk: Desk, channel: string, isSpare: boolean): Stage[] =>
  (desk.stages.all() ?? []).filter(({ sources }) =>
    (sources ?? []).some((source) => source.channel === channel && (source.role === 'SPARE') === isSpare),
  );

/** The stages of the event that give a channel's picture out; spares are given to nobody. */
export const stagesOf = (desk: Desk, channel: string): Stage[] => stagesWith(desk, channel, false);

/** The stages that can move to the channel. */
export const spareOf = (desk: Desk, channel: string): Stage[] => stagesWith(desk, channel, true);

/** `Main stage and Side stage`. */
export const namesOf = (stages: readonly Stage[]): string =>
  new Intl.ListFormat(language(), { type: 'conjunction' }).format(stages.map(stageName));

/** Asks for the key, which is recorded; `take` gets it, says whether it is on the clipboard, and nothing keeps it. */
export async function copyKey(
  desk: Desk,
  channel: string,
  take: (given: StreamKey) => Promise<boolean>,
): Promise<Done> {
  const { copyStreamKey } = await desk.api.act(COPY_STREAM_KEY, { channel });
  if (!copyStreamKey) throw new Refusal('FAULT');
  const isCopied = await take(copyStreamKey);
  return { said: () => broadcastWords()[isCopied ? 'keyCopied' : 'keyShown'](channel) };
}

/** Takes the channel out of the hands of whoever has its key. It cannot be taken back. */
export async function replaceKey(desk: Desk, channel: string, tell: (replaced: ReplacedKey) => void): Promise<Done> {
  const { replaceStreamKey } = await desk.api.act(REPLACE_STREAM_KEY, { channel });
  if (!replaceStreamKey) throw new Refusal('FAULT');
  tell(replaceStreamKey);
  await desk.stages.again();
  return { said: () => broadcastWords().replaced(channel), ...curtainDown(desk, replaceStreamKey) };
}

/** The stage that is looked at shows that its curtain came down. */
const curtainDown = (desk: Desk, { lowered }: ReplacedKey): Pick<Done, 'expect'> => {
  const stage = lowered.find((id) => id === desk.watched());
  if (!stage) return {};
  const actedAt = new Date(serverClock.now()).toISOString();
  return { expect: { stage, actedAt, contains: ({ state }) => state?.curtain === 'DOWN' } };
};
