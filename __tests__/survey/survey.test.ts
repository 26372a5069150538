import type { SurveyInput } from '#graphql/schema.generated';
import { checkReviewed, reviewed } from '#graphql/survey/review';
import {
  changedFields,
  checkAnswer,
  checkCorrection,
  checkImport,
  checkSeconds,
  checkSurvey,
  choicesOf,
  fieldsOf,
  type Question,
  type SurveyFields,
  surveyFields,
  surveysInOrder,
} from '#graphql/survey/survey';

const ja = (value: string) => [{ lang: 'ja', value }];
const rice = { id: 'rice', label: ja('ご飯') };
const noodles = { id: 'noodles', label: ja('麺') };
const input: SurveyInput = {
  id: 'matsuri.main.lunch',
  order: 1,
  kind: 'SINGLE',
  question: ja('お昼は何を食べますか'),
  options: [rice, noodles],
  policy: 'AFTER_CLOSE',
};
const many = (count: number) => Array.from({ length: count }, (_, i) => ({ id: `o${i}`, label: ja('選択肢') }));

describe('a survey', () => {
  it.each<[string, Partial<SurveyInput>]>([
    ['a single choice', {}],
    ['a choice of several', { kind: 'MULTIPLE', minChoices: 1, maxChoices: 2 }],
    ['a choice of as many as there are', { kind: 'MULTIPLE' }],
    ['a rating without words', { kind: 'RATING', options: null }],
    ['a rating with words for its ends', { kind: 'RATING', options: [{ id: '1', label: ja('悪い') }] }],
    ['a question for free text', { kind: 'TEXT', options: [] }],
    ['twelve options', { options: many(12) }],
    ['the shortest time limit', { seconds: 5 }],
    ['the longest time limit', { seconds: 86400 }],
  ])('may be %s', (_, more) => {
    expect(checkSurvey({ ...input, ...more })).toBeNull();
  });

  it.each<[string, Partial<SurveyInput>, string]>([
    ['id', { id: 'matsuri.main' }, 'INVALID_ID'],
    ['order', { order: 0 }, 'INVALID_ORDER'],
    ['order', { order: 1000 }, 'INVALID_ORDER'],
    ['question', { question: [] }, 'INVALID_TEXT'],
    ['question', { question: ja('問'.repeat(201)) }, 'TEXT_TOO_LONG'],
    ['options', { options: many(13) }, 'TOO_MANY'],
    ['options', { options: many(10_000) }, 'TOO_MANY'],
    ['options', { options: [rice] }, 'INVALID_OPTIONS'],
    ['options', { kind: 'TEXT' }, 'INVALID_OPTIONS'],
    ['options', { kind: 'RATING' }, 'INVALID_OPTIONS'],
    ['options.1.id', { options: [rice, { ...noodles, id: 'Noodles' }] }, 'INVALID_OPTIONS'],
    ['options.0.id', { options: [rice, rice] }, 'INVALID_OPTIONS'],
    ['options.1.label', { options: [rice, { ...noodles, label: [] }] }, 'INVALID_TEXT'],
    ['options.0.label', { options: [{ ...rice, label: ja('飯'.repeat(81)) }, noodles] }, 'TEXT_TOO_LONG'],
    ['maxChoices', { maxChoices: 2 }, 'INVALID_OPTIONS'],
    ['minChoices', { kind: 'MULTIPLE', minChoices: 0 }, 'INVALID_OPTIONS'],
    ['maxChoices', { kind: 'MULTIPLE', minChoices: 2, maxChoices: 1 }, 'INVALID_OPTIONS'],
    ['maxChoices', { kind: 'MULTIPLE', maxChoices: 3 }, 'INVALID_OPTIONS'],
    ['seconds', { seconds: 4 }, 'INVALID_SECONDS'],
    ['seconds', { seconds: 86401 }, 'INVALID_SECONDS'],
  ])('is refused for its %s: %#', (field, more, code) => {
    expect(checkSurvey({ ...input, ...more })).toMatchObject({ field, code });
  });

  it('takes one answer of everybody, who may change it, until somebody closes it, where nothing else is said', () => {
    const { changes, electorate, seconds, minChoices, maxChoices } = surveyFields(input);
    expect({ changes, electorate, seconds, minChoices, maxChoices }).toEqual({
      changes: true,
      electorate: 'EVERYBODY',
      seconds: null,
      minChoices: 1,
      maxChoices: 1,
    });
  });

  it('has no time limit where none is given', () => {
    expect(checkSeconds('seconds', undefined)).toBeNull();
    expect(checkSeconds('seconds', null)).toBeNull();
  });

  it('is chosen from by its options, a rating from one to five, a text not at all', () => {
    expect(choicesOf({ kind: 'SINGLE', options: [rice, noodles] })).toEqual(['rice', 'noodles']);
    expect(choicesOf({ kind: 'RATING', options: [{ id: '1' }] })).toEqual(['1', '2', '3', '4', '5']);
    expect(choicesOf({ kind: 'TEXT', options: [] })).toEqual([]);
  });

  it('lies in its order, and by its id where two have one place', () => {
    const [a, b, c] = ['a', 'b', 'c'].map((slug) => `matsuri.main.${slug}`) as [string, string, string];
    const surveys = [
      { id: a, order: 10 },
      { id: c, order: 2 },
      { id: b, order: 2 },
    ];
    expect(surveysInOrder(surveys).map(({ id }) => id)).toEqual([b, c, a]);
  });
});

describe('what changed of a survey', () => {
  const fields = surveyFields({ ...input, kind: 'MULTIPLE' });
  const changes: [keyof SurveyFields, Partial<SurveyFields>][] = [
    ['order', { order: 2 }],
    ['kind', { kind: 'SINGLE' }],
    ['question', { question: ja('夜は') }],
    ['options', { options: [noodles, rice] }],
    ['options', { options: [rice] }],
    ['options', { options: [rice, { ...noodles, label: ja('そば') }] }],
    ['minChoices', { minChoices: 2 }],
    ['maxChoices', { maxChoices: 1 }],
    ['policy', { policy: 'ALWAYS' }],
    ['changes', { changes: false }],
    ['electorate', { electorate: 'EARLIER' }],
    ['seconds', { seconds: 90 }],
  ];

  it.each(changes)('is the %s: %j', (field, change) => {
    expect(changedFields(fields, { ...fields, ...change })).toEqual([field]);
  });

  it('is nothing where only the way of saying "no time limit" differs', () => {
    expect(changedFields(fields, { ...fields, seconds: undefined })).toEqual([]);
  });

  it('covers every field that a copy starts with', () => {
    expect(new Set(changes.map(([field]) => field))).toEqual(new Set(Object.keys(fieldsOf(fields))));
  });
});

describe('an import', () => {
  it('changes what was not edited at the desk', () => {
    expect(checkImport({ state: 'DRAFT', edited: ['policy'] }, ['order'])).toBeNull();
    expect(checkImport({ state: 'DRAFT', edited: null }, ['order'])).toBeNull();
  });

  it('leaves alone what was edited at the desk', () => {
    const refused = checkImport({ state: 'DRAFT', edited: ['policy'] }, ['order', 'policy']);
    expect(refused).toMatchObject({ code: 'FIELD_EDITED', field: 'policy' });
  });

  it.each(['OPEN', 'CLOSED', 'ENDED', 'WITHDRAWN'] as const)('leaves alone a survey that is %s', (state) => {
    expect(checkImport({ state, edited: [] }, [])).toMatchObject({ code: 'SURVEY_STATE' });
  });
});

describe('a correction', () => {
  const fields = surveyFields(input);

  it('changes words', () => {
    expect(checkCorrection(fields, ja('昼は'), [{ ...rice, label: ja('ごはん') }, noodles])).toBeNull();
  });

  it.each([
    ['an option less', [rice]],
    ['an option more', [rice, noodles, { id: 'bread', label: ja('パン') }]],
    ['another order', [noodles, rice]],
    ['another id', [rice, { ...noodles, id: 'soba' }]],
  ])('is refused with %s', (_, options) => {
    expect(checkCorrection(fields, ja('昼は'), options)).toMatchObject({ code: 'INVALID_OPTIONS', field: 'options' });
  });

  it('is refused with words that no survey may have', () => {
    expect(checkCorrection(fields, [], [rice, noodles])).toMatchObject({ code: 'INVALID_TEXT', field: 'question' });
  });
});

describe('an answer', () => {
  const single: Question = { kind: 'SINGLE', choices: ['rice', 'noodles'], minChoices: 1, maxChoices: 1 };
  const multiple: Question = { kind: 'MULTIPLE', choices: ['a', 'b', 'c'], minChoices: 2, maxChoices: 3 };
  const text: Question = { kind: 'TEXT', choices: [], minChoices: 1, maxChoices: 1 };

  it.each<[string, Question, string[], string | null]>([
    ['one of the options', single, ['rice'], null],
    ['as many as asked for', multiple, ['c', 'a'], null],
    ['a text', text, [], 'カレー'],
    ['the longest text', text, [], '文'.repeat(140)],
  ])('is taken: %s', (_, question, choices, said) => {
    expect(checkAnswer(question, choices, said)).toBeNull();
  });

  it.each<[string, Question, string[], string | null, string]>([
    ['nothing', single, [], null, 'INVALID_CHOICE'],
    ['two where one is asked for', single, ['rice', 'noodles'], null, 'INVALID_CHOICE'],
    ['an unknown option', single, ['bread'], null, 'INVALID_CHOICE'],
    ['one option twice', multiple, ['a', 'a'], null, 'INVALID_CHOICE'],
    ['too few', multiple, ['a'], null, 'INVALID_CHOICE'],
    ['ten thousand options', multiple, Array.from({ length: 10_000 }, () => 'a'), null, 'INVALID_CHOICE'],
    ['a text where none is asked for', single, ['rice'], '', 'INVALID_CHOICE'],
    ['a choice where a text is asked for', text, ['rice'], 'カレー', 'INVALID_CHOICE'],
    ['no text', text, [], null, 'INVALID_TEXT'],
    ['a blank text', text, [], ' \n', 'INVALID_TEXT'],
    ['a control character', text, [], 'カレー\u0000', 'INVALID_TEXT'],
    ['a text that is too long', text, [], '文'.repeat(141), 'TEXT_TOO_LONG'],
    ['a megabyte of text', text, [], 'x'.repeat(1_000_000), 'TEXT_TOO_LONG'],
  ])('is refused: %s', (_, question, choices, said, code) => {
    expect(checkAnswer(question, choices, said)).toMatchObject({ code });
  });
});

describe('moderation', () => {
  const before = { answersShown: ['a', 'b'], answersRejected: ['c'] };

  it('shows an answer after those that are shown', () => {
    expect(reviewed(before, 'd', 'SHOWN')).toEqual({ answersShown: ['a', 'b', 'd'], answersRejected: ['c'] });
    expect(reviewed(before, 'c', 'SHOWN')).toEqual({ answersShown: ['a', 'b', 'c'], answersRejected: [] });
  });

  it('leaves an answer in its place that is shown already', () => {
    expect(reviewed(before, 'a', 'SHOWN')).toEqual(before);
  });

  it('turns an answer down, also one that was shown', () => {
    expect(reviewed(before, 'a', 'REJECTED')).toEqual({ answersShown: ['b'], answersRejected: ['c', 'a'] });
  });

  it('takes back what it said', () => {
    expect(reviewed(before, 'c', 'NEW')).toEqual({ answersShown: ['a', 'b'], answersRejected: [] });
    expect(reviewed(before, 'b', 'NEW')).toEqual({ answersShown: ['a'], answersRejected: ['c'] });
  });

  it('begins with nothing', () => {
    expect(reviewed({}, 'a', 'SHOWN')).toEqual({ answersShown: ['a'], answersRejected: [] });
  });

  it('shows as many as fit one file, and turns as many down as anybody reads', () => {
    const ids = (count: number) => Array.from({ length: count }, (_, i) => `${i}`);
    const at = (shown: number, rejected: number) =>
      checkReviewed({ answersShown: ids(shown), answersRejected: ids(rejected) });
    expect(at(60, 1000)).toBeNull();
    expect(at(61, 0)).toMatchObject({ code: 'TOO_MANY' });
    expect(at(0, 1001)).toMatchObject({ code: 'TOO_MANY' });
  });
});
