import { GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { ballotKey, eventKey, gateKey, type Key, surveyKey, tallyKey } from '#graphql/keys';
import type { Ballot } from '#graphql/schema.generated';
import { MAX_CHANGES } from '#graphql/survey/ballot';
import type { Gate } from '#graphql/survey/machine';
import { post } from '../../local/appsync/__tests__/test-client.ts';
import { until } from '../local/engines/small-world.ts';
import { COPIES, startSurveyApi } from './survey-api.ts';

const EVENT = 'matsuri26';
const LAG_MS = 600;
const CAST = `mutation ($input: BallotInput!) { castBallot(input: $input) { survey choices text castAt prev { choices text } prevAt } }`;
const OPENED = '2026-11-20T09:00:00.000Z';

let api: Awaited<ReturnType<typeof startSurveyApi>>;
let surveys = 0;
let voters = 0;

interface Answered {
  ballot: Ballot | null;
  code: string | undefined;
}

const claims = { event: EVENT, access: 'OPEN', since: Date.parse(OPENED) / 1000 - 60, net: '5f0c' };
const newVoter = () => (voters++).toString(16).padStart(4, '0').split('').reverse().join('').padEnd(32, '7');
const tokenOf = (sub: string, more = {}) => api.issuer.token({ sub, ...claims, ...more });
const ask = async (query: string, token: string, variables: object) =>
  (await post(api.app, query, token, variables)).body;

async function cast(token: string, input: Record<string, unknown>): Promise<Answered> {
  const { data, errors } = await ask(CAST, token, { input: { choices: ['a'], requestId: 'r1', ...input } });
  return { ballot: data?.castBallot ?? null, code: errors?.[0]?.errorType };
}

const gateAs = (survey: string, change: Partial<Gate> = {}): Gate => ({
  survey,
  version: 2,
  state: 'OPEN',
  kind: 'SINGLE',
  choices: ['a', 'b', 'c'],
  minChoices: 1,
  maxChoices: 1,
  changes: true,
  electorate: 'EVERYBODY',
  openedAt: OPENED,
  takesUntil: null,
  ...change,
});

async function putGate(gate: Gate) {
  for (let n = 0; n < COPIES; n += 1)
    await api.documents.send(new PutCommand({ TableName: 'Stage', Item: { ...gateKey(gate.survey, n), ...gate } }));
}

/** A survey whose gate was put this moment. */
async function asked(change: Partial<Gate> = {}): Promise<string> {
  const survey = `${EVENT}.main.s${surveys++}`;
  await putGate(gateAs(survey, change));
  return survey;
}

async function rowOf(survey: string, sub: string) {
  const Key = ballotKey(survey, sub);
  return (await api.documents.send(new GetCommand({ TableName: 'Ballot', Key, ConsistentRead: true }))).Item;
}

/** Until reads that are not consistent see a row of the Stage table as it is. */
const untilSeen = (Key: Key, row: object) =>
  until(async () => {
    const { Item } = await api.documents.send(new GetCommand({ TableName: 'Stage', Key }));
    return Object.entries(row).every(([name, value]) => Item?.[name] === value);
  });

async function untilGateSeen(survey: string, state: Gate['state']) {
  for (let n = 0; n < COPIES; n += 1) await untilSeen(gateKey(survey, n), { state });
}

beforeAll(async () => {
  api = await startSurveyApi(LAG_MS);
}, 60_000);
afterAll(() => api?.stop());

describe('a ballot, through the resolvers’ real code and real tables whose inconsistent reads lag', () => {
  it('is taken in the instant after the opening, when a copy of the gate still looks shut', async () => {
    const survey = await asked();
    const sub = newVoter();
    const { ballot } = await cast(await tokenOf(sub), { survey });
    expect(ballot).toEqual({
      survey,
      choices: ['a'],
      text: null,
      castAt: expect.stringMatching(/^2\d{3}-.*Z$/),
      prev: null,
      prevAt: null,
    });
    expect(await rowOf(survey, sub)).toEqual({
      ...ballotKey(survey, sub),
      survey,
      choices: ['a'],
      text: null,
      said: { choices: ['a'], text: null },
      castAt: ballot?.castAt,
      prev: null,
      prevAt: null,
      requestId: 'r1',
      prevRequestId: null,
      changes: 0,
      since: '2026-11-20T08:59:00.000Z',
      net: '5f0c',
      expiresAt: Math.floor(Date.parse(ballot?.castAt ?? '') / 1000) + 400 * 86_400,
    });
  });

  it('keeps the answer before, and when that was given', async () => {
    const survey = await asked();
    const sub = newVoter();
    const token = await tokenOf(sub);
    const first = await cast(token, { survey });
    const second = await cast(token, { survey, choices: ['b'], requestId: 'r2' });
    expect(second.ballot).toMatchObject({
      choices: ['b'],
      prev: { choices: ['a'], text: null },
      prevAt: first.ballot?.castAt,
    });
    const third = await cast(token, { survey, choices: ['c'], requestId: 'r3' });
    expect(third.ballot).toMatchObject({ prev: { choices: ['b'] }, prevAt: second.ballot?.castAt });
    const before = await rowOf(survey, sub);
    expect(before).toMatchObject({ changes: 2, requestId: 'r3', prevRequestId: 'r2' });
  });

  it('is answered as it is stored when it is sent again, and nothing is written', async () => {
    const survey = await asked();
    const sub = newVoter();
    const token = await tokenOf(sub);
    const first = await cast(token, { survey });
    const row = await rowOf(survey, sub);
    expect(await cast(token, { survey })).toEqual(first);
    expect(await rowOf(survey, sub)).toEqual(row);
  });

  it('is answered as it is stored when it is sent again after closing, and another one is refused', async () => {
    const survey = await asked();
    const token = await tokenOf(newVoter());
    const first = await cast(token, { survey });
    await putGate(gateAs(survey, { state: 'CLOSED', version: 3 }));
    expect(await cast(token, { survey })).toEqual(first);
    expect((await cast(token, { survey, choices: ['b'], requestId: 'r2' })).code).toBe('SURVEY_NOT_OPEN');
  });

  it('is not brought back by an old request that arrives once more after a change', async () => {
    const survey = await asked();
    const token = await tokenOf(newVoter());
    await cast(token, { survey, choices: ['a'], requestId: 'r1' });
    const second = await cast(token, { survey, choices: ['b'], requestId: 'r2' });
    expect(await cast(token, { survey, choices: ['a'], requestId: 'r1' })).toEqual(second);
  });

  it('is one ballot when one request is sent many times at once', async () => {
    const survey = await asked();
    const sub = newVoter();
    const token = await tokenOf(sub);
    const all = await Promise.all(Array.from({ length: 8 }, () => cast(token, { survey })));
    expect(new Set(all.map(({ ballot }) => ballot?.castAt)).size).toBe(1);
    expect(await rowOf(survey, sub)).toMatchObject({ changes: 0, requestId: 'r1', prev: null });
  });

  it('loses no answer when two pages of one viewer answer at once', async () => {
    const survey = await asked();
    const sub = newVoter();
    const token = await tokenOf(sub);
    await Promise.all([
      cast(token, { survey, choices: ['a'], requestId: 'r1' }),
      cast(token, { survey, choices: ['b'], requestId: 'r2' }),
    ]);
    const row = await rowOf(survey, sub);
    expect([row?.choices, row?.prev.choices].flat().toSorted()).toEqual(['a', 'b']);
    expect(row).toMatchObject({ changes: 1 });
  });

  it('cannot be changed where the survey takes one answer, yet may be sent again', async () => {
    const survey = await asked({ changes: false });
    const token = await tokenOf(newVoter());
    const first = await cast(token, { survey });
    expect(await cast(token, { survey, choices: ['b'], requestId: 'r2' })).toEqual({
      ballot: null,
      code: 'ALREADY_ANSWERED',
    });
    expect(await cast(token, { survey })).toEqual(first);
  });

  it('can be changed only so often', async () => {
    const survey = await asked();
    const sub = newVoter();
    const token = await tokenOf(sub);
    await cast(token, { survey });
    const changes = { ':n': MAX_CHANGES - 1 };
    await api.documents.send(
      new UpdateCommand({
        TableName: 'Ballot',
        Key: ballotKey(survey, sub),
        UpdateExpression: 'SET changes = :n',
        ExpressionAttributeValues: changes,
      }),
    );
    expect((await cast(token, { survey, choices: ['b'], requestId: 'r2' })).code).toBeUndefined();
    expect((await cast(token, { survey, choices: ['c'], requestId: 'r3' })).code).toBe('ALREADY_ANSWERED');
    expect(await rowOf(survey, sub)).toMatchObject({ choices: ['b'], changes: MAX_CHANGES });
  });

  it('holds a text as it was written', async () => {
    const survey = await asked({ kind: 'TEXT', choices: [] });
    const { ballot } = await cast(await tokenOf(newVoter()), { survey, choices: [], text: ' 盆踊り! ' });
    expect(ballot).toMatchObject({ choices: [], text: ' 盆踊り! ' });
  });

  it('is refused once the survey is closed or withdrawn, for every copy alike', async () => {
    const closed = await asked({ state: 'CLOSED' });
    const withdrawn = await asked({ state: 'WITHDRAWN' });
    for (const sub of ['00', '01'].map((digits) => digits.padEnd(32, 'f'))) {
      const token = await tokenOf(sub);
      expect((await cast(token, { survey: closed })).code).toBe('SURVEY_NOT_OPEN');
      expect((await cast(token, { survey: withdrawn })).code).toBe('SURVEY_WITHDRAWN');
      expect(await rowOf(closed, sub)).toBeUndefined();
    }
  });

  it('is refused after the deadline and its grace, though nobody has closed the survey', async () => {
    const survey = await asked({ takesUntil: new Date(Date.now() - 1).toISOString() });
    expect((await cast(await tokenOf(newVoter()), { survey })).code).toBe('SURVEY_NOT_OPEN');
  });

  it('that a copy of the gate took which was read stale says itself that it came after closing', async () => {
    const survey = await asked();
    await untilGateSeen(survey, 'OPEN');
    const closedAt = new Date().toISOString();
    await putGate(gateAs(survey, { state: 'CLOSED', version: 3 }));
    const { ballot } = await cast(await tokenOf(newVoter()), { survey });
    expect((ballot?.castAt ?? '') >= closedAt).toBe(true);
    await untilGateSeen(survey, 'CLOSED');
    expect((await cast(await tokenOf(newVoter()), { survey })).code).toBe('SURVEY_NOT_OPEN');
  });

  it.each([
    ['whose token is for another event', {}, { event: 'hanabi26' }, 'NOT_ADMITTED'],
    ['whom we did not number', {}, { sub: 'someone' }, 'NOT_ADMITTED'],
    ['without an invitation', { electorate: 'INVITED' as const }, {}, 'INVITATION_NEEDED'],
    [
      'who came after the opening',
      { electorate: 'EARLIER' as const },
      { since: Date.parse(OPENED) / 1000 },
      'CAME_TOO_LATE',
    ],
  ])('is refused of a viewer %s', async (_, gate, token, code) => {
    const survey = await asked(gate);
    expect(await cast(await tokenOf(newVoter(), token), { survey })).toEqual({ ballot: null, code });
  });

  it.each([
    ['an option that the survey does not have', { choices: ['z'] }, 'INVALID_CHOICE'],
    ['two options where it has one', { choices: ['a', 'b'] }, 'INVALID_CHOICE'],
    ['10,000 options', { choices: Array.from({ length: 10_000 }, (_, i) => `o${i}`) }, 'INVALID_CHOICE'],
    ['a text of a megabyte, nearly', { text: 'x'.repeat(1_000_000) }, 'TEXT_TOO_LONG'],
    ['a request id that is none', { requestId: 'R 1' }, 'INVALID_ID'],
  ])('is refused with %s', async (_, input, code) => {
    const survey = await asked();
    const sub = newVoter();
    expect(await cast(await tokenOf(sub), { survey, ...input })).toEqual({ ballot: null, code });
    expect(await rowOf(survey, sub)).toBeUndefined();
  });

  it('is one’s own to read, and nobody else’s', async () => {
    const survey = await asked();
    const [mine, other] = [await tokenOf(newVoter()), await tokenOf(newVoter())];
    const query = 'query ($survey: ID!) { myBallot(survey: $survey) { choices } }';
    await cast(mine, { survey });
    expect(await ask(query, mine, { survey })).toEqual({ data: { myBallot: { choices: ['a'] } } });
    expect(await ask(query, other, { survey })).toEqual({ data: { myBallot: null } });
  });
});

describe('results after answering', () => {
  it('are shown to who has answered, at once, and to nobody else', async () => {
    const survey = await asked();
    const options = ['a', 'b', 'c'].map((id) => ({ id, label: [{ lang: 'en', value: id }] }));
    const row = { id: survey, kind: 'SINGLE', options, state: 'OPEN', resultsShown: false, policy: 'AFTER_ANSWER' };
    const put = (Item: object) => api.documents.send(new PutCommand({ TableName: 'Stage', Item }));
    await put({ ...eventKey(EVENT), id: EVENT, state: 'LIVE' });
    await put({ ...surveyKey(survey), ...row });
    await put({ ...tallyKey(survey, 'shard-1'), ballots: 3, choice_a: 2, choice_b: 1, lastSeq: '1' });
    await put({ ...tallyKey(survey, 'shard-2'), ballots: 1, choice_a: 1, lastSeq: '2' });
    await untilSeen(surveyKey(survey), { state: 'OPEN' });
    await untilSeen(tallyKey(survey, 'shard-1'), { ballots: 3 });
    await untilSeen(tallyKey(survey, 'shard-2'), { ballots: 1 });
    const query = 'query ($survey: ID!) { results(survey: $survey) { status ballots counts { option count } } }';
    const resultsFor = async (token: string) => (await ask(query, token, { survey })).data.results;
    const token = await tokenOf(newVoter());
    expect(await resultsFor(token)).toEqual({ status: 'SO_FAR', ballots: 4, counts: null });
    await cast(token, { survey });
    expect((await resultsFor(token)).counts).toEqual([
      { option: 'a', count: 3 },
      { option: 'b', count: 1 },
      { option: 'c', count: 0 },
    ]);
    expect((await resultsFor(await tokenOf(newVoter()))).counts).toBeNull();
  });
});
