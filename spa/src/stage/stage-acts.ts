import type { Curtain, Stage, StageInput, TextInput } from '#graphql/schema.generated';
import { sameTexts } from '#graphql/text/text';
import type { Done } from '../desk/acts.ts';
import type { Desk } from '../desk/create-desk.ts';
import { deskWords } from '../desk/desk-words.ts';
import { PUT_STAGE, SET_CURTAIN, UPDATE_STAGE_TEXT } from '../desk/documents.ts';
import { Refusal } from '../desk/refusal.ts';
import { language } from '../text/language.ts';
import { pick, plain } from '../text/pick.ts';
import { stageDeskWords } from './stage-desk-words.ts';

export const stageName = (stage: Pick<Stage, 'name'>): string => plain(pick(stage.name, language()).value);

/** A mutation gave the stage back: the desk shows that at once. */
export function learnStage(desk: Desk, stage: Stage | null | undefined): Stage {
  if (!stage) throw new Refusal('FAULT');
  desk.stages.learn(stage.id, stage);
  return stage;
}

/** The stage as the desk sees it now; acts name the version that was seen. */
export function seenStage(desk: Desk): Stage {
  const stage = desk.stage();
  if (!stage) throw new Refusal('STAGE_NOT_FOUND');
  return stage;
}

export async function setCurtain(desk: Desk, curtain: Curtain): Promise<Done> {
  const seen = seenStage(desk);
  const answer = await desk.api.act(SET_CURTAIN, { stage: seen.id, curtain, expected: seen.version });
  const stage = learnStage(desk, answer.setCurtain);
  return {
    said: () => (curtain === 'UP' ? stageDeskWords().raised : stageDeskWords().lowered),
    expect: {
      stage: stage.id,
      actedAt: stage.updatedAt,
      contains: ({ state }) => state?.curtain === curtain,
    },
    undo: () => setCurtain(desk, curtain === 'UP' ? 'DOWN' : 'UP'),
  };
}

/** Creates the stage (`expected` null), renames it or gives it another place. */
export async function saveStage(desk: Desk, input: StageInput, expected: number | null): Promise<Stage> {
  const { putStage } = await desk.api.act(PUT_STAGE, { input, expected });
  return learnStage(desk, putStage);
}

/** Every stage's page names all stages of its event. */
export const stageSaved = (desk: Desk, stage: Stage): Done => ({
  said: () => deskWords().saved(stageDeskWords().what(stageName(stage))),
  expect: {
    stage: desk.watched() ?? stage.id,
    actedAt: stage.updatedAt,
    contains: ({ state }) => sameTexts(state?.stages?.find(({ id }) => id === stage.id)?.name ?? [], stage.name),
  },
});

/** Puts the stage one place further up (-1) or down (1); all others keep their order. */
export async function moveStage(desk: Desk, id: string, by: -1 | 1): Promise<Done> {
  const before = [...(desk.stages.all() ?? [])];
  const from = before.findIndex((stage) => stage.id === id);
  const [moved] = before.splice(from, 1);
  if (!moved) throw new Refusal('STAGE_NOT_FOUND');
  before.splice(from + by, 0, moved);
  for (const [index, { id, name, order, version }] of before.entries())
    if (order !== index + 1) await saveStage(desk, { id, name, order: index + 1 }, version);
  return { said: () => stageDeskWords().moved };
}

export async function saveStageText(
  desk: Desk,
  id: string,
  text: { title: TextInput[]; description: TextInput[] },
  expected: number,
): Promise<Stage> {
  const { updateStageText } = await desk.api.act(UPDATE_STAGE_TEXT, { stage: id, ...text, expected });
  return learnStage(desk, updateStageText);
}

export const stageTextSaved = (stage: Stage): Done => ({
  said: () => deskWords().saved(stageDeskWords().textOf(stageName(stage))),
  expect: {
    stage: stage.id,
    actedAt: stage.updatedAt,
    contains: ({ state, description }) =>
      sameTexts(state?.title ?? [], stage.title) &&
      // A session on air shows its own description in this one's place.
      (state?.session != null || sameTexts([...description], stage.description)),
  },
});
