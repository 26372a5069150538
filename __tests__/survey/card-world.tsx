import type { Ballot, BallotInput, LiveSurvey, SurveyResults } from '#graphql/schema.generated';
import { Refusal, type RefusalCode } from '../../spa/src/desk/refusal.ts';
import type { Services } from '../../spa/src/survey/services.ts';
import { makeServerClock } from '../../spa/src/time/server-clock.ts';
import { makeFakeTime } from '../live/fake-time.ts';
import { both } from '../stage/stage-view.ts';

/** So many seconds from now, as the API says times. */
export const inSeconds = (seconds: number): string => new Date(Date.now() + seconds * 1_000).toISOString();

export const ID = 'e.a.q';

/** An open survey with one choice of three. */
export const aSurvey = (change: Partial<LiveSurvey> = {}): LiveSurvey => ({
  id: ID,
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
  openedAt: inSeconds(0),
  closesAt: inSeconds(42),
  closedAt: null,
  withdrawnAt: null,
  results: someResults({ counts: null }),
  answers: null,
  ...change,
});

export const someResults = (change: Partial<SurveyResults> = {}): SurveyResults => ({
  survey: ID,
  status: 'SO_FAR',
  ballots: 200,
  counts: [
    { option: 'metrics', count: 67 },
    { option: 'log', count: 67 },
    { option: 'deploy', count: 66 },
  ],
  answers: null,
  ...change,
});

export const aBallot = (change: Partial<Ballot> = {}): Ballot => ({
  survey: ID,
  choices: ['deploy'],
  text: null,
  castAt: inSeconds(-5),
  prev: null,
  prevAt: null,
  ...change,
});

/** An API, time and storage in the test's hands. `replies` are what becomes of sends, in order; at their end the server takes them. */
export function makeCardWorld() {
  const time = makeFakeTime(Date.now());
  const sent: BallotInput[] = [];
  const asked: string[] = [];
  const replies: (RefusalCode | Ballot | 'NEVER')[] = [];
  const server: { ballot: Ballot | null; results: SurveyResults | null } = { ballot: null, results: null };
  let isAway = false;
  /** Whether questions, too, get no reply. */
  const away = (now: boolean) => {
    isAway = now;
  };
  const services: Services = {
    api: {
      cast: async (input) => {
        sent.push(input);
        const reply = replies.shift();
        if (reply === 'NEVER') return new Promise<Ballot>(() => {});
        if (typeof reply === 'string') throw new Refusal(reply);
        server.ballot = reply ?? aBallot({ choices: input.choices, text: input.text ?? null });
        return server.ballot;
      },
      myBallot: async () => {
        asked.push('myBallot');
        if (isAway) throw new Refusal('UNREACHABLE');
        return server.ballot;
      },
      results: async () => {
        asked.push('results');
        return server.results;
      },
    },
    timers: time,
    clock: makeServerClock(time.now),
    storage: localStorage,
    spread: () => 30_000,
    exclusively: async (_name, act) => act(),
  };
  return { time, sent, asked, replies, server, services, away };
}
