import { buildASTSchema, parse } from 'graphql';
import { ERROR_CODES } from '#graphql/errors';
import { APPSYNC_DECLARATIONS, mergeSchema } from '../../modules/api/merge-schema.ts';
import { role } from '../aws.ts';
import { type Caller, nobody } from '../callers.ts';
import { EventUnderTest } from '../event-under-test.ts';
import { graphql, token } from '../stack.ts';
import { SubscriptionRefused, watch } from '../watch.ts';

/** Everybody who may knock. */
const AUDIENCES = [
  'nobody',
  'viewer',
  'viewer of another event',
  'operator',
  'moderator',
  'interpreter',
  'user without a group',
  'publisher',
  'another role',
] as const;
type Audience = (typeof AUDIENCES)[number];

const STAFF: Audience[] = ['operator', 'moderator', 'interpreter'];
const THOSE_OF_THE_EVENT: Audience[] = ['viewer', ...STAFF];

interface Field {
  admits: Audience[];
  /** The operation without its keyword. It changes nothing that other tests see: ids name rows that are not there. */
  ask: (event: string) => string;
}

const TIMES = 'startsAt: "2026-11-20T09:00:00Z", endsAt: "2026-11-20T10:00:00Z"';
const TITLE = 'title: [{ lang: "en", value: "t" }]';

/** Who may do what. A field that is not here fails the test: decide, then write it down. */
const FIELDS: Record<string, Field> = {
  'Query.events': { admits: [...THOSE_OF_THE_EVENT, 'viewer of another event'], ask: () => '{ events { id } }' },
  'Query.event': { admits: THOSE_OF_THE_EVENT, ask: (event) => `{ event(id: "${event}") { id } }` },
  'Query.stages': { admits: THOSE_OF_THE_EVENT, ask: (event) => `{ stages(event: "${event}") { id } }` },
  'Query.stage': { admits: THOSE_OF_THE_EVENT, ask: (event) => `{ stage(id: "${event}.main") { id } }` },
  'Query.programme': {
    admits: THOSE_OF_THE_EVENT,
    ask: (event) => `{ programme(stage: "${event}.main") { sessions { id } } }`,
  },
  'Query.liveState': { admits: THOSE_OF_THE_EVENT, ask: (event) => `{ liveState(stage: "${event}.main") { seq } }` },
  'Mutation.putEvent': {
    admits: ['operator'],
    ask: () =>
      `{ putEvent(input: { id: "none", ${TITLE}, ${TIMES}, zone: "UTC", languages: ["en"], state: DRAFT }, expected: 1) { id } }`,
  },
  'Mutation.putStage': {
    admits: ['operator'],
    ask: () => '{ putStage(input: { id: "none.a", order: 1, name: [{ lang: "en", value: "n" }] }) { id } }',
  },
  'Mutation.putSession': {
    admits: ['operator'],
    ask: () => `{ putSession(input: { id: "none.a.b", ${TITLE}, ${TIMES} }) { id } }`,
  },
  'Mutation.removeSession': {
    admits: ['operator'],
    ask: () => '{ removeSession(id: "none.a.b", expected: 1) { id } }',
  },
  'Mutation.startSession': {
    admits: ['operator'],
    ask: () => '{ startSession(stage: "none.a", session: "none.a.b", expected: 1) { id } }',
  },
  'Mutation.endSession': { admits: ['operator'], ask: () => '{ endSession(stage: "none.a", expected: 1) { id } }' },
  'Mutation.updateStageText': {
    admits: ['operator'],
    ask: () => `{ updateStageText(stage: "none.a", ${TITLE}, description: [], expected: 1) { id } }`,
  },
  'Mutation.setCurtain': {
    admits: ['operator'],
    ask: () => '{ setCurtain(stage: "none.a", curtain: UP, expected: 1) { id } }',
  },
  'Mutation.setAligned': {
    admits: ['operator'],
    ask: () => '{ setAligned(stage: "none.a", aligned: true, expected: 1) { id } }',
  },
  'Mutation.publishLiveState': {
    admits: ['publisher'],
    ask: () =>
      '{ publishLiveState(input: { stage: "none.a", seq: 1, state: "{\\"stage\\":\\"none.a\\",\\"seq\\":1}" }) { stage seq } }',
  },
  'Query.channels': { admits: STAFF, ask: () => '{ channels { name } }' },
  'Mutation.putSources': {
    admits: ['operator'],
    ask: () => '{ putSources(stage: "none.a", sources: [], expected: 1) { id } }',
  },
  'Mutation.moveSource': {
    admits: ['operator'],
    ask: () => '{ moveSource(stage: "none.a", source: "floor", channel: "c1", expected: 1) { id } }',
  },
  'Query.playback': {
    admits: ['operator', 'moderator'],
    ask: () => '{ playback(stage: "none.a") { asOf } }',
  },
  'Query.streams': { admits: STAFF, ask: () => '{ streams(stage: "none.a") { channel } }' },
  'Query.broadcast': { admits: ['operator'], ask: () => '{ broadcast(channel: "c99") { server } }' },
  'Mutation.copyStreamKey': { admits: ['operator'], ask: () => '{ copyStreamKey(channel: "c99") { key } }' },
  'Mutation.replaceStreamKey': { admits: ['operator'], ask: () => '{ replaceStreamKey(channel: "c99") { cut } }' },
  'Query.surveys': { admits: THOSE_OF_THE_EVENT, ask: (event) => `{ surveys(stage: "${event}.main") { id } }` },
  'Query.results': {
    admits: THOSE_OF_THE_EVENT,
    ask: (event) => `{ results(survey: "${event}.main.none") { ballots } }`,
  },
  'Query.myBallot': { admits: ['viewer'], ask: (event) => `{ myBallot(survey: "${event}.main.none") { castAt } }` },
  'Query.tally': { admits: STAFF, ask: () => '{ tally(survey: "none.a.b") { degraded } }' },
  'Query.answers': { admits: STAFF, ask: () => '{ answers(survey: "none.a.b") { nextToken } }' },
  'Query.ballots': { admits: ['operator'], ask: () => '{ ballots(survey: "none.a.b") { nextToken } }' },
  'Mutation.castBallot': {
    admits: ['viewer'],
    ask: (event) =>
      `{ castBallot(input: { survey: "${event}.main.none", choices: ["a"], requestId: "r" }) { castAt } }`,
  },
  'Mutation.putSurvey': {
    admits: ['operator'],
    ask: () =>
      '{ putSurvey(input: { id: "none.a.b", order: 1, kind: TEXT, question: [{ lang: "en", value: "q" }], policy: ALWAYS }) { id } }',
  },
  'Mutation.removeSurvey': {
    admits: ['operator'],
    ask: () => '{ removeSurvey(survey: "none.a.b", expected: 1) { id } }',
  },
  'Mutation.copySurvey': {
    admits: ['operator'],
    ask: () => '{ copySurvey(survey: "none.a.b", copy: "none.a.c") { id } }',
  },
  'Mutation.correctSurvey': {
    admits: ['operator'],
    ask: () => '{ correctSurvey(survey: "none.a.b", question: [{ lang: "en", value: "q" }], expected: 1) { id } }',
  },
  'Mutation.extendSurvey': {
    admits: ['operator'],
    ask: () => '{ extendSurvey(survey: "none.a.b", seconds: 30, expected: 1) { id } }',
  },
  'Mutation.closeSurvey': {
    admits: ['operator'],
    ask: () => '{ closeSurvey(survey: "none.a.b", show: true, expected: 1) { id } }',
  },
  'Mutation.resetSurvey': {
    admits: ['operator'],
    ask: () => '{ resetSurvey(survey: "none.a.b", copy: "none.a.c", expected: 1) { id } }',
  },
  'Mutation.reviewAnswer': {
    admits: ['operator'],
    ask: () => '{ reviewAnswer(survey: "none.a.b", answer: "1f", review: SHOWN, expected: 1) { id } }',
  },
  ...Object.fromEntries(
    ['openSurvey', 'showResults', 'hideResults', 'endSurvey', 'withdrawSurvey', 'undoSurvey'].map(
      (act): [string, Field] => [
        `Mutation.${act}`,
        { admits: ['operator'], ask: () => `{ ${act}(survey: "none.a.b", expected: 1) { id } }` },
      ],
    ),
  ),
  'Subscription.onLiveState': { admits: THOSE_OF_THE_EVENT, ask: (event) => `${event}.main` },
};

/** How a refusal is worded: by AppSync, or by a resolver. */
const REFUSALS = ['Unauthorized', 'UnauthorizedException', 'NOT_ADMITTED'];

let event: EventUnderTest;
let callers: Record<Audience, Caller | string>;

beforeAll(async () => {
  const other = await EventUnderTest.put('other');
  event = await EventUnderTest.put('refuse');
  callers = {
    nobody,
    viewer: await event.viewer(),
    'viewer of another event': await other.viewer(),
    operator: event.operator,
    moderator: await token('moderator'),
    interpreter: await token('interpreter'),
    'user without a group': await token('operator', { group: 'guests' }),
    publisher: await role('live-publish'),
    'another role': await role('live-beat'),
  };
}, 60_000);

const operationOf = (name: string) => (name.split('.')[0] ?? '').toLowerCase();

/** The refusal that an audience gets, or null. */
async function refusalOf(name: string, audience: Audience): Promise<string | null> {
  const asked = FIELDS[name]?.ask(event.id) ?? '';
  if (operationOf(name) === 'subscription') {
    try {
      (await watch(asked, callers[audience])).close();
      return null;
    } catch (error) {
      if (error instanceof SubscriptionRefused) return error.errorType;
      throw error;
    }
  }
  const { errors } = await graphql(callers[audience], `${operationOf(name)} ${asked}`);
  const types = errors.map(({ errorType }) => errorType ?? 'none');
  const refusal = types.find((type) => REFUSALS.includes(type));
  // Rules may refuse whoever was let in; a document that AppSync does not take would prove nothing.
  const fault = types.find((type) => type !== refusal && !ERROR_CODES.some((code) => code === type));
  if (fault) throw new Error(`${name} for ${audience}: ${JSON.stringify(errors)}`);
  return refusal ?? null;
}

describe('the API', () => {
  it('has no field of which nobody said whom it admits', () => {
    const schema = buildASTSchema(parse(APPSYNC_DECLARATIONS + mergeSchema()));
    const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
    const fields = roots.flatMap((root) =>
      Object.keys(root?.getFields() ?? {}).map((field) => `${root?.name}.${field}`),
    );
    expect(Object.keys(FIELDS).sort()).toEqual(fields.sort());
  });

  for (const [name, { admits }] of Object.entries(FIELDS)) {
    it(`admits to ${name}: ${admits.join(', ')}, and nobody else`, async () => {
      const refusals: [Audience, string | null][] = [];
      for (const audience of AUDIENCES) refusals.push([audience, await refusalOf(name, audience)]);
      expect(refusals.filter(([, refusal]) => refusal === null).map(([audience]) => audience)).toEqual(
        AUDIENCES.filter((audience) => admits.includes(audience)),
      );
    });
  }

  it('answers 401 to nobody, and refusals by field inside 200', async () => {
    expect(await graphql(nobody, '{ events { id } }')).toMatchObject({ status: 401, data: null });
    const refused = await graphql(await event.viewer(), `mutation ${FIELDS['Mutation.endSession']?.ask(event.id)}`);
    expect(refused).toMatchObject({
      status: 200,
      data: { endSession: null },
      errors: [{ errorType: 'Unauthorized', path: ['endSession'] }],
    });
  });

  it('does not tell viewers who changed what', async () => {
    const asked = `{ stage(id: "${event.stage('main')}") { id updatedBy } }`;
    const [byViewer, byOperator] = [await graphql(callers.viewer, asked), await graphql(callers.operator, asked)];
    expect(byViewer.data).toMatchObject({ stage: { updatedBy: null } });
    expect(byViewer.errors).toMatchObject([{ errorType: 'Unauthorized', path: ['stage', 'updatedBy'] }]);
    expect(byOperator.data).toMatchObject({ stage: { updatedBy: expect.stringContaining('@') } });
  });
});
