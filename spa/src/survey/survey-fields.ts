import { MAX_SLUG } from '#graphql/id';
import type { Survey, SurveyInput, SurveyKind, SurveyOption, Text } from '#graphql/schema.generated';
import { checkCorrection, checkSurvey, RATINGS } from '#graphql/survey/survey';
import type { Seen } from '../desk/edit-state.ts';
import type { RefusalCode } from '../desk/refusal.ts';
import { type Fields, textFields, textsOf } from '../text/text-fields.ts';

/** Of a RATING only these steps have words in the form, and any that an import gave some. */
const ENDS = ['1', '5'];

const LETTERS = 'abcdefghijklmnopqrstuvwxyz'.split('');

/** A survey as its form has it. An option's words are named by its id, so that moving it moves no text. */
export const surveySeen = (survey: Survey): Seen => ({
  version: survey.version,
  updatedBy: survey.updatedBy,
  fields: {
    kind: survey.kind,
    order: String(survey.order),
    options: survey.options.map(({ id }) => id).join(' '),
    minChoices: String(survey.minChoices),
    maxChoices: survey.kind === 'MULTIPLE' ? String(survey.maxChoices) : '',
    policy: survey.policy,
    changes: String(survey.changes),
    electorate: survey.electorate,
    seconds: survey.seconds == null ? '' : String(survey.seconds),
    ...textFields('question', survey.question),
    ...labelFields(survey.options),
  },
});

const labelFields = (options: readonly SurveyOption[]): Fields =>
  Object.assign({}, ...options.map(({ id, label }) => textFields(`options.${id}`, label))) as Fields;

/** What a new survey starts with: two options, and its place after the others. */
export const blankSurvey = (others: readonly Pick<Survey, 'id' | 'order'>[], stage: string): Seen => ({
  version: null,
  fields: {
    slug: freeSlug(stage, `q${others.length + 1}`, others),
    kind: 'SINGLE',
    order: String(Math.max(0, ...others.map(({ order }) => order)) + 1),
    options: 'a b',
    minChoices: '1',
    policy: 'AFTER_CLOSE',
    changes: 'true',
    electorate: 'EVERYBODY',
  },
});

/** The slug, or where the stage has it already the first of `slug-2`, `slug-3` … that it has not. */
export function freeSlug(stage: string, slug: string, others: readonly { readonly id: string }[]): string {
  const isTaken = (each: string) => others.some(({ id }) => id === `${stage}.${each}`);
  const base = slug.replace(/-\d+$/, '');
  let each = slug;
  for (let n = 2; isTaken(each); n++) each = `${base.slice(0, MAX_SLUG - String(n).length - 1)}-${n}`;
  return each;
}

/** Ids of the options in their order. */
export const optionIds = (fields: Fields): string[] => {
  if (fields.kind === 'TEXT') return [];
  if (fields.kind === 'RATING') return RATINGS.filter((id) => ENDS.includes(id) || hasWords(fields, id));
  return (fields.options ?? '').split(' ').filter((id) => id !== '');
};

const hasWords = (fields: Fields, id: string): boolean =>
  Object.entries(fields).some(([name, value]) => name.startsWith(`options.${id}.`) && value.trim() !== '');

/** With one more option, whose id no other has, and none that was removed while its words are still there. */
export function withOption(fields: Fields): string {
  const ids = optionIds(fields);
  const isFree = (id: string) => !ids.includes(id) && !hasWords(fields, id);
  const next = [...LETTERS, ...LETTERS.map((letter) => `${letter}2`)].find(isFree);
  return [...ids, next ?? `o${ids.length}`].join(' ');
}

export const withoutOption = (fields: Fields, id: string): string =>
  optionIds(fields)
    .filter((each) => each !== id)
    .join(' ');

/** With the option one place further up (-1) or down (1). */
export function withMoved(fields: Fields, id: string, by: -1 | 1): string {
  const ids = optionIds(fields);
  const from = ids.indexOf(id);
  ids.splice(from, 1);
  ids.splice(from + by, 0, id);
  return ids.join(' ');
}

export interface SurveyWords {
  readonly question: Text[];
  readonly options: SurveyOption[];
}

/** What the audience reads. Steps of a rating without words are left out. */
export function surveyWords(fields: Fields, languages: readonly string[]): SurveyWords {
  const options = optionIds(fields).map((id) => ({ id, label: textsOf(`options.${id}`, fields, languages) }));
  return {
    question: textsOf('question', fields, languages),
    options: fields.kind === 'RATING' ? options.filter(({ label }) => label.length > 0) : options,
  };
}

/** What is typed into a field for numbers; NaN where it is none. Empty: not said. */
const numberOf = (value: string | undefined): number | null => {
  if (!value?.trim()) return null;
  return /^\d+$/.test(value.trim()) ? Number(value) : Number.NaN;
};

interface Wrong {
  readonly code: RefusalCode;
  /** The input's field: `question`, `options.2.label`. */
  readonly field: string;
}

export type Typed<T> = { readonly input: T; readonly wrong: null } | { readonly input: null; readonly wrong: Wrong };

/** What the form would send, or what is wrong with it. */
export function surveyInput(id: string, fields: Fields, languages: readonly string[]): Typed<SurveyInput> {
  const kind = (fields.kind ?? 'SINGLE') as SurveyKind;
  const isMultiple = kind === 'MULTIPLE';
  const input: SurveyInput = {
    id,
    kind,
    order: numberOf(fields.order) ?? Number.NaN,
    ...surveyWords(fields, languages),
    minChoices: isMultiple ? numberOf(fields.minChoices) : 1,
    maxChoices: isMultiple ? numberOf(fields.maxChoices) : 1,
    policy: fields.policy as SurveyInput['policy'],
    changes: fields.changes === 'true',
    electorate: fields.electorate as NonNullable<SurveyInput['electorate']>,
    seconds: numberOf(fields.seconds),
  };
  const bounds = [input.minChoices, input.maxChoices].some((each) => Number.isNaN(each));
  const wrong = checkSurvey(input) ?? (bounds ? { code: 'INVALID_OPTIONS' as const, field: 'maxChoices' } : null);
  return wrong ? { input: null, wrong } : { input, wrong: null };
}

/** What a correction of the words would send, or what is wrong with it. */
export function correction(survey: Survey, fields: Fields, languages: readonly string[]): Typed<SurveyWords> {
  const question = textsOf('question', fields, languages);
  const options = survey.options.map(({ id }) => ({ id, label: textsOf(`options.${id}`, fields, languages) }));
  const wrong = checkCorrection(survey, question, options);
  return wrong ? { input: null, wrong } : { input: { question, options }, wrong: null };
}
