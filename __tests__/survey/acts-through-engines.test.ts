import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { answerKey, eventKey, gateKey, type Key, stageKey, surveyKey } from '#graphql/keys';
import type { Survey } from '#graphql/schema.generated';
import { isOnPage } from '#graphql/survey/machine';
import { post } from '../../local/appsync/__tests__/test-client.ts';
import { COPIES, startActsApi } from './acts-api.ts';

const FIELDS = `{ id stage order kind question { lang value } options { id label { lang value } } minChoices maxChoices policy changes electorate
  seconds state resultsShown openedAt closesAt takesUntil closedAt endedAt withdrawnAt copyOf undo { act until } answersShown answersRejected
  edited version updatedAt updatedBy }`;
const SURVEY_ARGS = { survey: 'ID!', expected: 'Int!' };
/** The arguments of each act with their types. */
const ACTS = {
  putSurvey: { input: 'SurveyInput!', expected: 'Int', origin: 'Origin' },
  removeSurvey: SURVEY_ARGS,
  copySurvey: { survey: 'ID!', copy: 'ID!' },
  correctSurvey: { ...SURVEY_ARGS, question: '[TextInput!]!' },
  openSurvey: SURVEY_ARGS,
  extendSurvey: { ...SURVEY_ARGS, seconds: 'Int!' },
  closeSurvey: { ...SURVEY_ARGS, show: 'Boolean!' },
  showResults: SURVEY_ARGS,
  hideResults: SURVEY_ARGS,
  endSurvey: SURVEY_ARGS,
  withdrawSurvey: SURVEY_ARGS,
  undoSurvey: SURVEY_ARGS,
  resetSurvey: { ...SURVEY_ARGS, copy: 'ID!' },
  reviewAnswer: { ...SURVEY_ARGS, answer: 'ID!', review: 'AnswerReview!' },
};
type Act = keyof typeof ACTS;

const ja = (value: string) => [{ lang: 'ja', value }];
const inputOf = (id: string, more: object = {}) => ({
  id,
  order: 1,
  kind: 'SINGLE',
  question: ja('お昼は何を食べますか'),
  options: [
    { id: 'rice', label: ja('ご飯') },
    { id: 'noodles', label: ja('麺') },
  ],
  policy: 'AFTER_CLOSE',
  ...more,
});

let api: Awaited<ReturnType<typeof startActsApi>>;
let stages = 0;

beforeAll(async () => {
  api = await startActsApi();
}, 60_000);
afterAll(() => api?.stop());

async function act(name: Act, variables: object, operator = 'hana') {
  const args = Object.entries(ACTS[name]);
  const query = `mutation (${args.map(([arg, type]) => `$${arg}: ${type}`)}) { ${name}(${args.map(([arg]) => `${arg}: $${arg}`)}) ${FIELDS} }`;
  const { data, errors } = (await post(api.app, query, await api.operator(operator), variables)).body;
  return { survey: (data?.[name] ?? null) as Survey | null, code: errors?.[0]?.errorType as string | undefined };
}

/** An act that is expected to be carried out. */
async function done(name: Act, variables: object): Promise<Survey> {
  const { survey, code } = await act(name, variables);
  expect(code).toBeUndefined();
  return survey as Survey;
}

async function listed(stage: string, token: string): Promise<Survey[]> {
  const { data } = (await post(api.app, `query ($stage: ID!) { surveys(stage: $stage) ${FIELDS} }`, token, { stage }))
    .body;
  return data.surveys;
}
const surveysOf = async (stage: string) => listed(stage, await api.operator('hana'));
const rowAt = async (Key: Key) =>
  (await api.documents.send(new GetCommand({ TableName: 'Stage', Key, ConsistentRead: true }))).Item;
const put = (TableName: string, Item: Record<string, unknown>) =>
  api.documents.send(new PutCommand({ TableName, Item }));

/** A stage of its own for each test, in an event that is live. */
async function newStage(): Promise<string> {
  const stage = `matsuri.s${stages++}`;
  await put('Stage', { ...eventKey('matsuri'), id: 'matsuri', state: 'LIVE', version: 1 });
  await put('Stage', { ...stageKey(stage), id: stage, event: 'matsuri', version: 1 });
  return stage;
}

describe('acts on surveys, through the resolvers’ real code and real tables', () => {
  it('give back what is stored, all the way from a draft to its end', async () => {
    const stage = await newStage();
    const survey = `${stage}.lunch`;
    const acts: [Act, object][] = [
      ['putSurvey', { input: inputOf(survey, { seconds: 90 }) }],
      ['putSurvey', { input: inputOf(survey, { policy: 'OPERATOR_ONLY' }), expected: 1 }],
      ['openSurvey', { survey, expected: 2 }],
      ['extendSurvey', { survey, seconds: 30, expected: 3 }],
      ['undoSurvey', { survey, expected: 4 }],
      ['showResults', { survey, expected: 5 }],
      ['hideResults', { survey, expected: 6 }],
      ['correctSurvey', { survey, question: ja('昼ご飯は'), expected: 7 }],
      ['closeSurvey', { survey, show: true, expected: 8 }],
      ['undoSurvey', { survey, expected: 9 }],
      ['closeSurvey', { survey, show: false, expected: 10 }],
      ['endSurvey', { survey, expected: 11 }],
      ['undoSurvey', { survey, expected: 12 }],
    ];
    for (const [name, variables] of acts) {
      const given = await done(name, variables);
      expect(await surveysOf(stage)).toEqual([given]);
    }
    expect((await rowAt(stageKey(stage)))?.survey).toBe(survey);
    await done('withdrawSurvey', { survey, expected: 13 });
    for (let n = 0; n < COPIES; n += 1)
      expect(await rowAt(gateKey(survey, n))).toMatchObject({ state: 'WITHDRAWN', version: 14 });
  }, 30_000);

  it('end what is closed where another survey is opened, and refuse where it is open', async () => {
    const stage = await newStage();
    for (const slug of ['a', 'b']) await done('putSurvey', { input: inputOf(`${stage}.${slug}`) });
    await done('openSurvey', { survey: `${stage}.a`, expected: 1 });
    expect((await act('openSurvey', { survey: `${stage}.b`, expected: 1 })).code).toBe('SURVEY_OPEN');
    await done('closeSurvey', { survey: `${stage}.a`, show: true, expected: 2 });
    await done('openSurvey', { survey: `${stage}.b`, expected: 1 });
    expect((await surveysOf(stage)).map(({ state }) => state)).toEqual(['ENDED', 'OPEN']);
    expect((await act('undoSurvey', { survey: `${stage}.a`, expected: 4 })).code).toBe('UNDO_OVER');
  }, 30_000);

  it('keep the stage’s list when a draft is removed or copied, and the survey when it is reset', async () => {
    const [stage, other] = [await newStage(), await newStage()];
    const survey = `${stage}.a`;
    await done('putSurvey', { input: inputOf(survey) });
    await done('copySurvey', { survey, copy: `${other}.b` });
    expect((await act('copySurvey', { survey, copy: `${other}.b` })).code).toBe('CONFLICT');
    await done('removeSurvey', { survey: `${other}.b`, expected: 1 });
    expect(await surveysOf(other)).toEqual([]);
    await done('openSurvey', { survey, expected: 1 });
    expect((await act('removeSurvey', { survey, expected: 2 })).code).toBe('SURVEY_STATE');
    const copy = await done('resetSurvey', { survey, copy: `${stage}.c`, expected: 2 });
    expect(copy).toMatchObject({ state: 'DRAFT', copyOf: survey, version: 1 });
    expect((await surveysOf(stage)).map(({ state }) => state)).toEqual(['WITHDRAWN', 'DRAFT']);
  });

  it('refuse the hundred-and-first survey of a stage', async () => {
    const stage = await newStage();
    const surveys = new Set(Array.from({ length: 99 }, (_, i) => `${stage}.s${i}`));
    await put('Stage', { ...stageKey(stage), id: stage, event: 'matsuri', version: 1, surveys });
    const both = ['x', 'y'].map((slug) => act('putSurvey', { input: inputOf(`${stage}.${slug}`) }));
    expect((await Promise.all(both)).filter(({ survey }) => survey !== null)).toHaveLength(1);
    expect((await act('putSurvey', { input: inputOf(`${stage}.z`) })).code).toBe('TOO_MANY');
  });

  it('moderate answers that were given, and no others', async () => {
    const stage = await newStage();
    const survey = `${stage}.words`;
    await done('putSurvey', { input: inputOf(survey, { kind: 'TEXT', options: [] }) });
    const review = { survey, answer: '0123456789abcdef', review: 'SHOWN', expected: 1 };
    expect((await act('reviewAnswer', review)).code).toBe('ANSWER_NOT_FOUND');
    await put('Ballot', { ...answerKey(survey, review.answer), id: review.answer, text: 'カレー', count: 1 });
    expect(await done('reviewAnswer', review)).toMatchObject({ answersShown: [review.answer], version: 2 });
  });

  it('show a viewer neither drafts nor what was withdrawn, and refuse one of another event', async () => {
    const stage = await newStage();
    for (const slug of ['a', 'b']) await done('putSurvey', { input: inputOf(`${stage}.${slug}`) });
    await done('openSurvey', { survey: `${stage}.a`, expected: 1 });
    const query = '{ surveys(stage: "STAGE") { id state question { value } } }'.replace('STAGE', stage);
    const seen = async (event: string) => (await post(api.app, query, await api.viewer(event))).body;
    expect((await seen('matsuri')).data.surveys.map(({ id }: Survey) => id)).toEqual([`${stage}.a`]);
    expect((await seen('other')).errors[0].errorType).toBe('NOT_ADMITTED');
    await done('withdrawSurvey', { survey: `${stage}.a`, expected: 2 });
    expect((await seen('matsuri')).data.surveys).toEqual([]);
  });

  it('open one survey of several that are opened in the same moment', async () => {
    for (let round = 0; round < 4; round += 1) {
      const stage = await newStage();
      const ids = ['a', 'b', 'c', 'd'].map((slug) => `${stage}.${slug}`);
      for (const id of ids) await done('putSurvey', { input: inputOf(id) });
      const opened = await Promise.all(ids.map((survey) => act('openSurvey', { survey, expected: 1 })));
      expect(opened.filter(({ survey }) => survey !== null)).toHaveLength(1);
      await expectWhole(stage, await surveysOf(stage));
    }
  }, 30_000);

  it('leave one survey on the page, and gates as their surveys are, when two operators act at once', async () => {
    const stage = await newStage();
    const ids = ['a', 'b', 'c'].map((slug) => `${stage}.${slug}`);
    for (const id of ids) await done('putSurvey', { input: inputOf(id) });
    const names: Act[] = ['openSurvey', 'closeSurvey', 'endSurvey', 'undoSurvey', 'openSurvey', 'extendSurvey'];
    for (let round = 0; round < 20; round += 1) {
      const surveys = await surveysOf(stage);
      const random = <T>(from: T[]): T => from[Math.floor(Math.random() * from.length)] as T;
      const acts = ['hana', 'taro'].map((operator) => {
        const { id, version } = random(surveys);
        return act(random(names), { survey: id, expected: version, show: true, seconds: 30 }, operator);
      });
      const codes = (await Promise.all(acts)).flatMap(({ code }) => code ?? []);
      for (const code of codes) expect(['CONFLICT', 'SURVEY_STATE', 'SURVEY_OPEN', 'UNDO_OVER']).toContain(code);
      await expectWhole(stage, await surveysOf(stage));
    }
  }, 30_000);
});

async function expectWhole(stage: string, surveys: Survey[]): Promise<void> {
  const onPage = surveys.filter(isOnPage).map(({ id }) => id);
  expect((await rowAt(stageKey(stage)))?.survey ?? null).toBe(onPage[0] ?? null);
  expect(onPage.length).toBeLessThanOrEqual(1);
  for (const { id, state } of surveys.filter((survey) => survey.state !== 'DRAFT')) {
    const row = await rowAt(surveyKey(id));
    const gate = await rowAt(gateKey(id, COPIES - 1));
    expect(gate).toMatchObject({ state, openedAt: row?.openedAt });
    expect(gate?.takesUntil).toBe(row?.takesUntil);
  }
}
