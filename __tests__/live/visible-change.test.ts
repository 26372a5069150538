import type { LiveState, LiveSurvey } from '#graphql/schema.generated';
import { isVisibleChange } from '../../lambdas/live/visible-change.ts';

const at = '2026-11-20T10:00:00.000Z';
const later = (ms: number): string => new Date(Date.parse(at) + ms).toISOString();

const survey = (ballots: number, counts: number[] | null, more: Partial<LiveSurvey> = {}): LiveSurvey => ({
  id: 'matsuri.main.first',
  version: 2,
  state: 'OPEN',
  results: {
    survey: 'matsuri.main.first',
    status: 'SO_FAR',
    ballots,
    counts: counts?.map((count, i) => ({ option: 'abcdef'[i] ?? '', count })) ?? null,
  },
  ...more,
});
const state = (of: LiveSurvey | null, more: Partial<LiveState> = {}): LiveState => ({
  stage: 'matsuri.main',
  seq: 1,
  at,
  beat: at,
  curtain: 'UP',
  survey: of,
  ...more,
});

describe('A change that viewers see', () => {
  it.each<[string, LiveState | null, LiveState]>([
    ['the first state', null, state(null)],
    ['a curtain', state(null), state(null, { curtain: 'DOWN' })],
    ['a survey that opens', state(null), state(survey(0, null))],
    ['a survey that goes', state(survey(0, null)), state(null)],
    ['another version of a survey', state(survey(5, null)), state(survey(5, null, { version: 3 }))],
    ['the first ballot', state(survey(0, null)), state(survey(1, null))],
    ['a tenth more ballots', state(survey(100, null)), state(survey(110, null))],
    ['a tenth fewer ballots', state(survey(100, null)), state(survey(90, null))],
    ['a bar that moves by a point', state(survey(1_000, [500, 500])), state(survey(1_000, [510, 490]))],
    ['results that are shown', state(survey(9, null)), state(survey(9, [4, 5]))],
    ['results that are hidden', state(survey(9, [4, 5])), state(survey(9, null))],
    [
      'results that are final',
      state(survey(9, [4, 5])),
      state({ ...survey(9, [4, 5]), results: { survey: 'x', status: 'FINAL', ballots: 9, counts: [] } }),
    ],
    ['shown answers', state(survey(9, [])), state(survey(9, [], { answers: 'hash' }))],
    ['nothing, after a silence', state(null), state(null, { at: later(15_000) })],
  ])('is %s', (_what, before, after) => {
    expect(isVisibleChange(before, after)).toBe(true);
  });

  it.each<[string, LiveState, LiveState]>([
    ['another number and another beat', state(null), state(null, { seq: 9, at: later(14_999), beat: later(9) })],
    ['less than a tenth more ballots', state(survey(100, null)), state(survey(109, null))],
    ['less than a point', state(survey(1_000, [500, 500])), state(survey(1_009, [507, 502]))],
    ['no ballots still', state(survey(0, [0, 0])), state(survey(0, [0, 0]))],
  ])('is not %s', (_what, before, after) => {
    expect(isVisibleChange(before, after)).toBe(false);
  });
});
