import { buildLiveState } from '#graphql/live/live-state';
import type { ResultsPolicy, Survey } from '#graphql/schema.generated';
import type { SurveyRow } from '#graphql/survey/machine';
import { at, both, publishing, rows } from '../live/stage-rows.ts';

/** What moderation lets be shown, and nobody sees before the results are. */
const SAID = 'だれにも言わない';

const survey: SurveyRow = {
  id: 'matsuri.main.first',
  stage: 'matsuri.main',
  order: 1,
  kind: 'SINGLE',
  question: both('最初に見るのは?', 'What do you look at first?'),
  options: [
    { id: 'a', label: both('ログ', 'The log') },
    { id: 'b', label: both('画面', 'The dashboard') },
  ],
  minChoices: 1,
  maxChoices: 1,
  policy: 'AFTER_CLOSE',
  changes: true,
  electorate: 'EVERYBODY',
  seconds: null,
  state: 'OPEN',
  resultsShown: false,
  openedAt: at,
  version: 2,
  updatedAt: at,
  updatedBy: 'hana@example.com',
};
const tallies = [
  { pk: 'x', sk: 'y', lastSeq: '0', ballots: 3, choice_a: 2, choice_b: 1 },
  { pk: 'x', sk: 'z', lastSeq: '0', ballots: 2, choice_b: 2, late: 4 },
];
const build = (more: Partial<SurveyRow>, answers = [{ id: '1f', text: SAID, count: 2 }]) =>
  buildLiveState({ ...rows, survey: { survey: { ...survey, ...more }, tallies, answers } }, publishing);

describe("A LiveState's survey", () => {
  it('says how many ballots there are, and nothing of what they say, while results are hidden', () => {
    const { state } = build({});
    expect(state.survey?.results).toEqual({
      survey: survey.id,
      status: 'SO_FAR',
      ballots: 5,
      counts: null,
      answers: null,
    });
    expect(JSON.stringify(state)).not.toContain('choice_');
  });

  it('adds up the tally of all shards once results are shown', () => {
    const { state } = build({ resultsShown: true });
    expect(state.survey?.results?.counts).toEqual([
      { option: 'a', count: 2 },
      { option: 'b', count: 3 },
    ]);
  });

  it('has the certificate instead of the tally once there is one', () => {
    const certificate = { ballots: 4, counts: [{ option: 'a', count: 4 }] } as NonNullable<Survey['certificate']>;
    const { state } = build({ state: 'CLOSED', resultsShown: true, certificate });
    expect(state.survey?.results).toMatchObject({ status: 'FINAL', ballots: 4, counts: certificate.counts });
  });

  const moments: [Survey['state'], boolean][] = [
    ['OPEN', false],
    ['OPEN', true],
    ['CLOSED', false],
    ['CLOSED', true],
  ];
  const policies: ResultsPolicy[] = ['ALWAYS', 'AFTER_ANSWER', 'AFTER_CLOSE', 'OPERATOR_ONLY'];
  it.each(
    policies.flatMap((policy) => moments.map(([state, shown]) => [policy, state, shown] as const)),
  )('under %s while %s has counts only if everybody sees them (%s)', (policy, state, resultsShown) => {
    const { state: live, texts } = build({ policy, state, resultsShown, kind: 'TEXT', options: [] });
    expect(live.survey?.results?.counts !== null).toBe(resultsShown);
    expect(live.survey?.answers !== null).toBe(resultsShown);
    expect(JSON.stringify({ live, texts }).includes('さくら')).toBe(
      resultsShown || JSON.stringify(rows).includes('"さくら"'),
    );
  });

  it('names the file that has the shown answers of a TEXT', () => {
    const answers = [{ id: '1f', text: 'もう一度、聞きたい', count: 2 }];
    const { state, texts } = build({ kind: 'TEXT', options: [], resultsShown: true }, answers);
    expect(texts[state.survey?.answers ?? '']).toEqual({ answers });
  });

  it('says of a withdrawn survey that it was, and no number', () => {
    const { state } = build({ state: 'WITHDRAWN', withdrawnAt: at, resultsShown: true });
    expect(state.survey).toMatchObject({ state: 'WITHDRAWN', withdrawnAt: at, results: null, answers: null });
  });

  it.each(['DRAFT', 'ENDED'] as const)('is none while it is %s', (state) => {
    expect(build({ state }).state.survey).toBeNull();
  });

  it('gives the stage a sign of life though nothing is on air', () => {
    const streams = [{ checkedAt: at }];
    const { stage } = rows;
    const silent = { ...rows, stage: { ...stage, session: null }, streams };
    expect(buildLiveState(silent, publishing).state.beat).toBeNull();
    const asked = buildLiveState({ ...silent, survey: { survey, tallies, answers: [] } }, publishing);
    expect(asked.state.beat).toBe(at);
  });

  it('is none while the event is a draft', () => {
    const draft = { ...rows, event: { ...rows.event, state: 'DRAFT' as const } };
    expect(buildLiveState({ ...draft, survey: { survey, tallies, answers: [] } }, publishing).state.survey).toBeNull();
  });
});
