import type { ResultsPolicy } from '#graphql/schema.generated';
import { EventUnderTest } from '../event-under-test.ts';
import { eventually, graphql, settled, stack, token } from '../stack.ts';
import { SurveyUnderTest } from '../survey-under-test.ts';
import { watch } from '../watch.ts';

const codes = ({ errors }: { errors: readonly { errorType: string | null }[] }) =>
  errors.map(({ errorType }) => errorType);

let event: EventUnderTest;
let viewer: string;

beforeAll(async () => {
  event = await EventUnderTest.put('ballots', { stages: ['main', 'side', 'third', 'fourth'] });
  viewer = await event.viewer();
}, 60_000);

describe('a ballot', () => {
  it('is refused without a token, with one of another event, and from an operator', async () => {
    const survey = await SurveyUnderTest.put(event, 'whose');
    await survey.act('open');
    const other = await EventUnderTest.put('elsewhere');
    expect(await survey.cast('', {})).toMatchObject({ status: 401 });
    expect(codes(await survey.cast(await other.viewer(), {}))).toEqual(['NOT_ADMITTED']);
    expect(codes(await survey.cast(event.operator, {}))).toEqual(['Unauthorized']);
    expect(codes(await survey.cast(viewer, {}))).toEqual([]);
    await survey.close(false);
    await survey.act('end');
  }, 60_000);

  it('is refused before opening, after closing, and once the survey is withdrawn, by those names', async () => {
    const survey = await SurveyUnderTest.put(event, 'window');
    expect(codes(await survey.cast(viewer, {}))).toEqual(['SURVEY_NOT_OPEN']);
    await survey.act('open');
    expect(codes(await survey.cast(viewer, {}))).toEqual([]);
    await survey.close(false);
    await settled();
    const late = async () => codes(await survey.cast(viewer, { requestId: 'late', choices: ['b'] }));
    // A copy of the gate that was read stale may take one for a moment: it is late by its time, and does not count.
    expect(await eventually(late, (answer) => answer.length > 0, 10_000)).toEqual(['SURVEY_NOT_OPEN']);
    await survey.act('withdraw');
    const afterwards = async () => codes(await survey.cast(await event.viewer(), { requestId: 'w' }));
    expect(await eventually(afterwards, (answer) => answer[0] !== 'SURVEY_NOT_OPEN', 10_000)).toEqual([
      'SURVEY_WITHDRAWN',
    ]);
  }, 60_000);

  it('is refused a second time where answers do not change, and taken once however often it is sent', async () => {
    const survey = await SurveyUnderTest.put(event, 'once', { changes: false });
    await survey.act('open');
    const same = await Promise.all([survey.cast(viewer, {}), survey.cast(viewer, {}), survey.cast(viewer, {})]);
    expect(same.flatMap(codes)).toEqual([]);
    expect(new Set(same.map(({ data }) => data?.castBallot?.castAt)).size).toBe(1);
    expect(codes(await survey.cast(viewer, { choices: ['b'], requestId: 'r2' }))).toEqual(['ALREADY_ANSWERED']);
    await survey.act('withdraw');
  }, 60_000);

  it('is refused with an option that there is not, several where one is asked for, one twice, 10,000, and a text of a megabyte', async () => {
    const survey = await SurveyUnderTest.put(event, 'what');
    await survey.act('open');
    const many = Array.from({ length: 10_000 }, (_, i) => `o${i}`);
    const refused = async (choices: string[], text?: string) => codes(await survey.cast(viewer, { choices, text }));
    expect(await refused(['z'])).toEqual(['INVALID_CHOICE']);
    expect(await refused(['a', 'b'])).toEqual(['INVALID_CHOICE']);
    expect(await refused(['a', 'a'])).toEqual(['INVALID_CHOICE']);
    expect(await refused([])).toEqual(['INVALID_CHOICE']);
    expect(await refused(many)).toEqual(['INVALID_CHOICE']);
    expect(await refused(['a'], 'a text')).toEqual(['INVALID_CHOICE']);
    expect(await refused([], 'x'.repeat(900_000))).toEqual(['TEXT_TOO_LONG']);
    await survey.act('withdraw');
  }, 60_000);

  it('says neither when it was cast nor by whom: the server’s clock and the token do', async () => {
    const survey = await SurveyUnderTest.put(event, 'clock');
    await survey.act('open');
    for (const more of ['castAt: "2020-01-01T00:00:00Z"', `sub: "${'0'.repeat(32)}"`, 'viewer: "somebody"']) {
      const input = `{ survey: $survey, choices: ["a"], requestId: "t", ${more} }`;
      const asked = await graphql(viewer, `mutation ($survey: ID!) { castBallot(input: ${input}) { castAt } }`, {
        survey: survey.id,
      });
      expect(asked.data).toBeFalsy();
      expect(asked.errors[0]?.message).toContain(more.split(':')[0]);
    }
    const mine = await survey.cast(viewer, { choices: ['a'] });
    const theirs = await survey.cast(await event.viewer(), { choices: ['b'] });
    expect([mine, theirs].map(({ data }) => data?.castBallot?.prev)).toEqual([null, null]);
    await survey.act('withdraw');
  }, 60_000);

  it('is taken from who was there before where newcomers are not asked', async () => {
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    const survey = await SurveyUnderTest.put(event, 'earlier', { electorate: 'EARLIER' });
    await survey.act('open');
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    expect(codes(await survey.cast(viewer, {}))).toEqual([]);
    expect(codes(await survey.cast(await event.viewer(), {}))).toEqual(['CAME_TOO_LATE']);
    await survey.act('withdraw');
    const invited = await SurveyUnderTest.put(event, 'invited', { electorate: 'INVITED' });
    await invited.act('open');
    expect(codes(await invited.cast(viewer, {}))).toEqual(['INVITATION_NEEDED']);
    await invited.act('withdraw');
  }, 60_000);
});

describe('a hidden tally', () => {
  const RESULTS = 'query ($survey: ID!) { results(survey: $survey) { status ballots counts { option count } } }';
  const EVERYTHING = `query ($stage: ID!, $survey: ID!) {
    surveys(stage: $stage) { id state }
    results(survey: $survey) { ballots counts { count } answers { text } }
    liveState(stage: $stage) { survey { results { ballots counts { count } answers { text } } answers } }
  }`;
  const stages: [ResultsPolicy, string][] = [
    ['AFTER_ANSWER', 'main'],
    ['AFTER_CLOSE', 'side'],
    ['OPERATOR_ONLY', 'third'],
    ['ALWAYS', 'fourth'],
  ];

  it.each(stages)(
    'under %s is in no query, publish, snapshot or file of a viewer before it may be',
    async (policy, slug) => {
      const survey = await SurveyUnderTest.put(event, 'hidden', { policy, stage: slug });
      const watcher = await watch(event.stage(slug), viewer);
      await survey.act('open');
      const answered = await event.viewer();
      await survey.cast(answered, { choices: ['c'] });
      await survey.cast(await event.viewer(), { choices: ['c'] });
      const ask = async (by: string) =>
        (await graphql<{ results: { ballots: number; counts: object[] | null } }>(by, RESULTS, { survey: survey.id }))
          .data?.results;
      const counted = await eventually(
        () => ask(event.operator),
        (results) => results?.ballots === 2,
      );
      expect(counted?.counts).toContainEqual({ option: 'c', count: 2 });
      await settled();
      await watcher.until((state) => state.survey?.results?.ballots === 2);
      // The query and the copies that it reads lag; the number of ballots is no secret.
      const stranger = await eventually(
        () => ask(viewer),
        (results) => results?.ballots === 2,
      );

      const isPublic = policy === 'ALWAYS';
      expect(stranger?.counts !== null).toBe(isPublic);
      expect((await ask(answered))?.counts !== null).toBe(isPublic || policy === 'AFTER_ANSWER');
      expect(watcher.states.some((state) => state.survey?.results?.counts)).toBe(isPublic);
      const snapshot = await (await fetch(`${stack().site}/live/${event.stage(slug)}.json`)).text();
      expect(snapshot.includes('"option":"c"')).toBe(isPublic);
      const { data } = await graphql(viewer, EVERYTHING, { stage: event.stage(slug), survey: survey.id });
      expect(JSON.stringify(data).includes('"count":2')).toBe(isPublic);
      for (const operators of [
        `{ tally(survey: "${survey.id}") { late } }`,
        `{ ballots(survey: "${survey.id}") { nextToken } }`,
        `{ answers(survey: "${survey.id}") { nextToken } }`,
        `{ surveys(stage: "${event.stage(slug)}") { certificate { digest } undo { act } answersShown } }`,
      ])
        expect(codes(await graphql(viewer, operators))).toContain('Unauthorized');

      await survey.close(true);
      const shown = await watcher.until((state) => state.survey?.state === 'CLOSED');
      expect(shown.survey?.results).toMatchObject({ status: 'PROVISIONAL', ballots: 2 });
      expect(shown.survey?.results?.counts).toContainEqual({ option: 'c', count: 2 });
      await survey.act('undo');
      const back = await watcher.until((state) => state.survey?.state === 'OPEN' && state.seq > shown.seq);
      expect(Boolean(back.survey?.results?.counts)).toBe(isPublic);
      watcher.close();
      await survey.act('withdraw');
    },
    90_000,
  );

  it('is shown to moderators and interpreters, who change nothing', async () => {
    const asked = `{ tally(survey: "${event.stage('main')}.hidden") { results { ballots } } }`;
    for (const role of ['moderator', 'interpreter']) expect(codes(await graphql(await token(role), asked))).toEqual([]);
  });
});
