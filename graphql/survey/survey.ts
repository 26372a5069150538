import type { Violation } from '../errors.ts';
import { checkId, isSlug } from '../id.ts';
import { inOrder } from '../in-order.ts';
import type {
  Survey,
  SurveyInput,
  SurveyKind,
  SurveyOption,
  SurveyOptionInput,
  TextInput,
} from '../schema.generated.ts';
import { checkRequiredTexts, checkTexts, MAX_LENGTH, sameTexts } from '../text/text.ts';

/** Most options of a survey: they are in every LiveState, and an overlay must show them all. */
export const MAX_OPTIONS = 12;

/** Most prepared surveys of a stage: a list of them is one read. */
export const MAX_SURVEYS = 100;

/** Most free-text answers that are shown: they are one file, and one read per publish. */
export const MAX_ANSWERS_SHOWN = 60;

/** Most free-text answers that moderation turns down; beyond that there are too many to read anyway. */
export const MAX_ANSWERS_REJECTED = 1000;

const MAX_ORDER = 999;
const SHORTEST_SECONDS = 5;
const LONGEST_SECONDS = 86400;

/** What can be chosen where the kind says it. */
export const RATINGS = ['1', '2', '3', '4', '5'];

/** What a person or a spreadsheet says about a survey; the rest is the platform's. */
export type SurveyFields = Pick<
  Survey,
  | 'order'
  | 'kind'
  | 'question'
  | 'options'
  | 'minChoices'
  | 'maxChoices'
  | 'policy'
  | 'changes'
  | 'electorate'
  | 'seconds'
>;

/** The ids of what can be chosen, in their order; none of a TEXT. */
export function choicesOf(survey: { kind: SurveyKind; options: { id: string }[] }): string[] {
  if (survey.kind === 'RATING') return RATINGS;
  return survey.options.map(({ id }) => id);
}

/** Checks what can be told from the input alone. */
export function checkSurvey(input: SurveyInput): Violation | null {
  return (
    checkId('id', input.id, 3) ??
    checkOrder(input.order) ??
    checkWords(input.question, input.options ?? []) ??
    checkOptions(input) ??
    checkSeconds('seconds', input.seconds)
  );
}

function checkOrder(order: number): Violation | null {
  if (order >= 1 && order <= MAX_ORDER) return null;
  return { code: 'INVALID_ORDER', field: 'order', message: `order must be from 1 to ${MAX_ORDER}.` };
}

/** Checks a question and its options' labels. */
function checkWords(question: TextInput[], options: SurveyOptionInput[]): Violation | null {
  if (options.length > MAX_OPTIONS)
    return { code: 'TOO_MANY', field: 'options', message: `A survey has at most ${MAX_OPTIONS} options.` };
  return (
    checkRequiredTexts('question', question, MAX_LENGTH.question) ??
    options
      .map(({ label }, i) => checkRequiredTexts(`options.${i}.label`, label, MAX_LENGTH.option))
      .find((violation) => violation !== null) ??
    null
  );
}

function checkOptions({ kind, options, minChoices, maxChoices }: SurveyInput): Violation | null {
  const ids = (options ?? []).map(({ id }) => id);
  const wrong = ids.findIndex((id) => !isSlug(id) || ids.indexOf(id) !== ids.lastIndexOf(id));
  if (wrong >= 0)
    return { code: 'INVALID_OPTIONS', field: `options.${wrong}.id`, message: 'Each option needs an id of its own.' };
  if (kind === 'TEXT' && ids.length > 0) return badOptions('options', 'A question for free text has no options.');
  if (kind === 'RATING' && ids.some((id) => RATINGS.indexOf(id) < 0))
    return badOptions('options', 'The options of a rating are 1 to 5.');
  if ((kind === 'SINGLE' || kind === 'MULTIPLE') && ids.length < 2)
    return badOptions('options', 'There must be at least two options.');
  const min = minChoices ?? 1;
  const max = maxChoices ?? (kind === 'MULTIPLE' ? ids.length : 1);
  if (kind !== 'MULTIPLE')
    return min === 1 && max === 1 ? null : badOptions('maxChoices', 'Only a MULTIPLE takes several choices.');
  if (min < 1) return badOptions('minChoices', 'An answer has at least one choice.');
  if (max < min || max > ids.length)
    return badOptions(
      'maxChoices',
      'The most choices are no fewer than the fewest and no more than there are options.',
    );
  return null;
}

function badOptions(field: string, message: string): Violation {
  return { code: 'INVALID_OPTIONS', field, message };
}

/** Checks a time limit; left out, there is none. */
export function checkSeconds(field: string, seconds: number | null | undefined): Violation | null {
  if (seconds === null || seconds === undefined) return null;
  if (seconds >= SHORTEST_SECONDS && seconds <= LONGEST_SECONDS) return null;
  const message = `A time limit is from ${SHORTEST_SECONDS} to ${LONGEST_SECONDS} seconds.`;
  return { code: 'INVALID_SECONDS', field, message };
}

/** The fields that an input gives, with what it leaves out. */
export function surveyFields(input: SurveyInput): SurveyFields {
  const options = input.options ?? [];
  return {
    order: input.order,
    kind: input.kind,
    question: input.question,
    options,
    minChoices: input.minChoices ?? 1,
    maxChoices: input.maxChoices ?? (input.kind === 'MULTIPLE' ? options.length : 1),
    policy: input.policy,
    changes: input.changes ?? true,
    electorate: input.electorate ?? 'EVERYBODY',
    seconds: input.seconds ?? null,
  };
}

/** The fields of a survey that a copy of it starts with. */
export function fieldsOf(survey: SurveyFields): SurveyFields {
  return {
    order: survey.order,
    kind: survey.kind,
    question: survey.question,
    options: survey.options,
    minChoices: survey.minChoices,
    maxChoices: survey.maxChoices,
    policy: survey.policy,
    changes: survey.changes,
    electorate: survey.electorate,
    seconds: survey.seconds ?? null,
  };
}

/** The names of the fields in which two versions of a survey differ. */
export function changedFields(before: SurveyFields, after: SurveyFields): string[] {
  const changed: string[] = [];
  if (before.order !== after.order) changed.push('order');
  if (before.kind !== after.kind) changed.push('kind');
  if (!sameTexts(before.question, after.question)) changed.push('question');
  if (!sameOptions(before.options, after.options)) changed.push('options');
  if (before.minChoices !== after.minChoices) changed.push('minChoices');
  if (before.maxChoices !== after.maxChoices) changed.push('maxChoices');
  if (before.policy !== after.policy) changed.push('policy');
  if (before.changes !== after.changes) changed.push('changes');
  if (before.electorate !== after.electorate) changed.push('electorate');
  if ((before.seconds ?? null) !== (after.seconds ?? null)) changed.push('seconds');
  return changed;
}

function sameOptions(a: SurveyOption[], b: SurveyOption[]): boolean {
  return (
    a.length === b.length &&
    a.every((option, i) => {
      const other = b[i];
      return other !== undefined && option.id === other.id && sameTexts(option.label, other.label);
    })
  );
}

/** Checks that corrected words leave the options' ids, number and order alone. */
export function checkCorrection(
  survey: SurveyFields,
  question: TextInput[],
  options: SurveyOptionInput[],
): Violation | null {
  const same = survey.options.length === options.length && survey.options.every(({ id }, i) => id === options[i]?.id);
  if (!same) return { code: 'INVALID_OPTIONS', field: 'options', message: 'A correction changes words alone.' };
  return checkWords(question, options);
}

/** Checks that an import leaves alone what is no longer the spreadsheet's: a survey that was opened, a field edited at the desk. */
export function checkImport(current: Pick<Survey, 'state' | 'edited'>, changed: string[]): Violation | null {
  if (current.state !== 'DRAFT') return { code: 'SURVEY_STATE', field: 'id', message: 'The survey was opened.' };
  const edited = changed.find((field) => (current.edited ?? []).indexOf(field) >= 0);
  if (edited === undefined) return null;
  return { code: 'FIELD_EDITED', field: edited, message: `${edited} was edited at the desk.` };
}

/** What an answer is checked against. */
export interface Question {
  kind: SurveyKind;
  /** Ids of what can be chosen. */
  choices: string[];
  minChoices: number;
  maxChoices: number;
}

/** Checks an answer. A text must say something; choices must be of the survey, none twice, as many as it asks for. */
export function checkAnswer(question: Question, choices: string[], text: string | null | undefined): Violation | null {
  if (question.kind === 'TEXT') {
    if (choices.length > 0) return badChoice('choices', 'A text is asked for.');
    return checkTexts('text', [{ lang: 'und', value: text ?? '' }], MAX_LENGTH.answer);
  }
  if (text !== null && text !== undefined) return badChoice('text', 'No text is asked for.');
  if (choices.length < question.minChoices || choices.length > question.maxChoices)
    return badChoice('choices', `From ${question.minChoices} to ${question.maxChoices} can be chosen.`);
  const wrong = choices.find(
    (id) => question.choices.indexOf(id) < 0 || choices.indexOf(id) !== choices.lastIndexOf(id),
  );
  return wrong === undefined ? null : badChoice('choices', 'Choices are of this survey, each once.');
}

function badChoice(field: string, message: string): Violation {
  return { code: 'INVALID_CHOICE', field, message };
}

/** By their place among the stage's prepared surveys. */
export function surveysInOrder<T extends Pick<Survey, 'id' | 'order'>>(surveys: T[]): T[] {
  return inOrder(
    surveys,
    surveys.map(({ id, order }) => `${10000 + order} ${id}`),
  );
}
