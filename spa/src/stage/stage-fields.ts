import type { Stage } from '#graphql/schema.generated';
import { checkStage, checkStageText } from '#graphql/stage/stage';
import type { Seen } from '../desk/edit-state.ts';
import type { RefusalCode } from '../desk/refusal.ts';
import { type Fields, textFields, textsOf } from '../text/text-fields.ts';

const seen = (stage: Stage, fields: Fields): Seen => ({ version: stage.version, fields, updatedBy: stage.updatedBy });

export const stageTextSeen = (stage: Stage): Seen =>
  seen(stage, { ...textFields('title', stage.title), ...textFields('description', stage.description) });

export const stageTextOf = (fields: Fields, languages: readonly string[]) => ({
  title: textsOf('title', fields, languages),
  description: textsOf('description', fields, languages),
});

export function wrongStageText(fields: Fields, languages: readonly string[]): RefusalCode | null {
  const { title, description } = stageTextOf(fields, languages);
  return checkStageText(title, description)?.code ?? null;
}

export const stageSeen = (stage: Stage): Seen => seen(stage, textFields('name', stage.name));

/** What the form would send: of a new stage `slug` becomes the last part of the id. */
export const stageInput = (id: string, order: number, fields: Fields, languages: readonly string[]) => ({
  id,
  order,
  name: textsOf('name', fields, languages),
});

export const wrongStage = (input: ReturnType<typeof stageInput>): RefusalCode | null => checkStage(input)?.code ?? null;
