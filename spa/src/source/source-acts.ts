import type { Stage, StageSource, StageSourceInput } from '#graphql/schema.generated';
import { sameTexts } from '#graphql/text/text';
import type { Done, Expectation } from '../desk/acts.ts';
import type { Desk } from '../desk/create-desk.ts';
import { deskWords } from '../desk/desk-words.ts';
import { MOVE_SOURCE, PUT_SOURCES } from '../desk/documents.ts';
import { Refusal } from '../desk/refusal.ts';
import { learnStage, stageName } from '../stage/stage-acts.ts';
import { language } from '../text/language.ts';
import { pick, plain } from '../text/pick.ts';
import { type Address, addressName, isSame } from './address.ts';
import { sourceDeskWords } from './source-desk-words.ts';

export const sourceLabel = ({ label }: Pick<StageSource, 'label'>): string => plain(pick(label, language()).value);

export async function saveSources(
  desk: Desk,
  stage: string,
  sources: StageSourceInput[],
  expected: number,
): Promise<Stage> {
  const { putSources } = await desk.api.act(PUT_SOURCES, { stage, sources, expected });
  return learnStage(desk, putSources);
}

/** While the curtain is down no page has a picture: nothing will show there. */
const whileUp = (stage: Stage, contains: Expectation['contains']): Pick<Done, 'expect'> =>
  stage.curtain === 'UP' ? { expect: { stage: stage.id, actedAt: stage.updatedAt, contains } } : {};

export const sourcesSaved = (stage: Stage): Done => {
  const offered = (stage.sources ?? []).filter(({ role }) => role !== 'SPARE');
  return {
    said: () => deskWords().saved(sourceDeskWords().of(stageName(stage))),
    ...whileUp(stage, ({ state }) => {
      const given = state?.sources ?? [];
      return (
        given.length === offered.length &&
        offered.every(({ id, label }, i) => given[i]?.id === id && sameTexts(given[i]?.label ?? [], label))
      );
    }),
  };
};

/** Moves one source; every page that shows it follows. For ten seconds it can be moved back, unless somebody moved it on meanwhile. */
export async function moveSource(desk: Desk, stage: string, source: string, to: Address): Promise<Done> {
  const { row, found: before } = seenSource(desk, stage, source);
  const shownBefore = desk.screens().state?.sources?.find(({ id }) => id === source)?.url;
  const { channel = null, url = null } = to;
  const answer = await desk.api.act(MOVE_SOURCE, { stage, source, channel, url, expected: row.version });
  const moved = learnStage(desk, answer.moveSource);
  return {
    said: () => sourceDeskWords().movedTo(stageName(moved), sourceLabel(before), addressName(to)),
    ...whileUp(moved, ({ state }) => {
      const shown = state?.sources?.find(({ id }) => id === source)?.url;
      // Which address a channel has is not the desk's to know: another one than before.
      return url ? shown === url : shown != null && shown !== shownBefore;
    }),
    undo: async () => {
      if (!isSame(seenSource(desk, stage, source).found, to)) throw new Refusal('CONFLICT');
      return moveSource(desk, stage, source, before);
    },
    restores: () => sourceDeskWords().back(stageName(moved), addressName(before)),
  };
}

function seenSource(desk: Desk, stage: string, source: string) {
  const row = desk.stages.all()?.find(({ id }) => id === stage);
  if (!row) throw new Refusal('STAGE_NOT_FOUND');
  const found = row.sources?.find(({ id }) => id === source);
  if (!found) throw new Refusal('SOURCE_NOT_FOUND');
  return { row, found };
}
