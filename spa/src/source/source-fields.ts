import type { SourceRole, Stage, StageSource, StageSourceInput } from '#graphql/schema.generated';
import { checkSources } from '#graphql/source/source';
import type { Seen } from '../desk/edit-state.ts';
import type { RefusalCode } from '../desk/refusal.ts';
import { type Fields, textFields, textsOf } from '../text/text-fields.ts';

/** A stage's sources as their form has them. Each one's fields are named by its id, so that moving it moves nothing else. */
export const sourcesSeen = (stage: Stage): Seen => ({
  version: stage.version,
  updatedBy: stage.updatedBy,
  fields: Object.assign(
    { sources: (stage.sources ?? []).map(({ id }) => id).join(' ') },
    ...(stage.sources ?? []).map(fieldsOf),
  ) as Fields,
});

const fieldsOf = ({ id, role, label, channel, url }: StageSource): Fields => ({
  [`${id}.role`]: role,
  [`${id}.channel`]: channel ?? '',
  [`${id}.url`]: url ?? '',
  ...textFields(`${id}.label`, label),
});

/** Ids of the sources in their order. */
export const sourceIds = (fields: Fields): string[] => (fields.sources ?? '').split(' ').filter((id) => id !== '');

const ID: Readonly<Record<SourceRole, string>> = { FLOOR: 'floor', LANGUAGE: 'voice', SIGN: 'sign', SPARE: 'spare' };

/** An id for one more source: none that is there, and none that was removed while its fields are still kept. */
export function freeId(role: SourceRole, fields: Fields): string {
  const isTaken = (id: string) =>
    sourceIds(fields).includes(id) || Object.keys(fields).some((name) => name.startsWith(`${id}.`));
  let id = ID[role];
  for (let n = 2; isTaken(id); n++) id = `${ID[role]}-${n}`;
  return id;
}

export const withoutSource = (fields: Fields, id: string): string =>
  sourceIds(fields)
    .filter((each) => each !== id)
    .join(' ');

/** With the source one place further up (-1) or down (1). */
export function withMoved(fields: Fields, id: string, by: -1 | 1): string {
  const ids = sourceIds(fields);
  const from = ids.indexOf(id);
  ids.splice(from, 1);
  ids.splice(from + by, 0, id);
  return ids.join(' ');
}

/** What the form would send. The address that is not chosen stays in the form alone. */
export const sourcesInput = (fields: Fields, languages: readonly string[]): StageSourceInput[] =>
  sourceIds(fields).map((id) => {
    const source = {
      id,
      role: fields[`${id}.role`] as SourceRole,
      label: textsOf(`${id}.label`, fields, languages),
    };
    const channel = fields[`${id}.channel`];
    return channel ? { ...source, channel } : { ...source, url: fields[`${id}.url`]?.trim() || null };
  });

/** What is wrong with it, and with which field of the input: `2.label`. */
export function wrongSources(
  sources: StageSourceInput[],
  channels: readonly string[],
): { readonly code: RefusalCode; readonly field: string } | null {
  const wrong = checkSources(sources, { channels: [...channels] });
  return wrong && { code: wrong.code, field: (wrong.field ?? '').replace(/^sources\./, '') };
}
