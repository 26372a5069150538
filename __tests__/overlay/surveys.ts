import type { LiveSurvey, OptionCount } from '#graphql/schema.generated';
import { both } from '../stage/stage-view.ts';

const counts = (numbers: readonly number[]): OptionCount[] =>
  ['metrics', 'log', 'deploy'].map((option, i) => ({ option, count: numbers[i] ?? 0 }));

export const survey: LiveSurvey = {
  id: 'e.a.s',
  version: 2,
  state: 'OPEN',
  kind: 'SINGLE',
  question: both('本番で障害が起きたとき、|最初に見るのは?', 'Production breaks. |What do you look at first?'),
  options: [
    { id: 'metrics', label: both('メトリクス', 'The metrics') },
    { id: 'log', label: both('ログ', 'The log') },
    { id: 'deploy', label: both('デプロイ履歴', 'The last deploy') },
  ],
  minChoices: 1,
  maxChoices: 1,
  policy: 'AFTER_CLOSE',
  changes: true,
  electorate: 'EVERYBODY',
  openedAt: '2026-11-20T10:00:00.000Z',
  closesAt: null,
  closedAt: null,
  withdrawnAt: null,
  results: { survey: 'e.a.s', status: 'SO_FAR', ballots: 1_204, counts: null },
  answers: null,
};

const results = { ...survey.results, survey: 'e.a.s', ballots: 1_200, counts: counts([500, 300, 400]) };

/** Open, with its results shown. */
export const soFar: LiveSurvey = { ...survey, results: { ...results, status: 'SO_FAR' } };

/** Closed, with its results shown. */
export const closed: LiveSurvey = {
  ...survey,
  state: 'CLOSED',
  closedAt: '2026-11-20T10:01:00.000Z',
  results: { ...results, status: 'PROVISIONAL' },
};

export const text: LiveSurvey = { ...survey, kind: 'TEXT', options: [], answers: '0123' };

export const rating: LiveSurvey = {
  ...closed,
  kind: 'RATING',
  options: [{ id: '5', label: both('とてもよい', 'Excellent') }],
  results: {
    survey: 'e.a.s',
    status: 'FINAL',
    ballots: 4,
    counts: ['1', '2', '3', '4', '5'].map((option, i) => ({ option, count: i > 2 ? 2 : 0 })),
  },
};
