import { configSource } from '../live/create-stage.ts';
import { browserTimers, type Timers } from '../live/timers.ts';
import { serverClock } from '../time/now.ts';
import type { ServerClock } from '../time/server-clock.ts';
import type { SurveyApi } from './survey-api.ts';

/** What a survey's card needs of the world around it: tests bring their own. */
export interface Services {
  readonly api: SurveyApi;
  readonly timers: Timers;
  readonly clock: ServerClock;
  readonly storage: Storage;
  /** The longest back-off, and over how long pages spread what they all do at once, in milliseconds. */
  spread(): number;
  /** Lets only one tab of the browser do it at a time. */
  exclusively<T>(name: string, act: () => Promise<T>): Promise<T>;
}

/** The API client comes in a chunk of its own; where it did not come, the network was away. */
function lateApi(stage: string): SurveyApi {
  const load = async (): Promise<SurveyApi> => {
    const [{ makeSurveyApi }, { viewerToken }] = await Promise.all([
      import('./survey-api.ts'),
      import('../live/subscribe.ts'),
    ]).catch((cause: unknown) => {
      throw Object.assign(new Error('UNREACHABLE', { cause }), { name: 'Refusal', code: 'UNREACHABLE' });
    });
    return makeSurveyApi(configSource, viewerToken(stage));
  };
  return {
    cast: async (input) => (await load()).cast(input),
    myBallot: async (survey) => (await load()).myBallot(survey),
    results: async (survey) => (await load()).results(survey),
  };
}

/** Without locks (an old browser) two tabs may send the same answer, which its `requestId` makes one. */
const exclusively: Services['exclusively'] = async (name, act) =>
  'locks' in navigator ? navigator.locks.request(name, act) : act();

export const browserServices = (stage: string): Services => ({
  api: lateApi(stage),
  timers: browserTimers,
  clock: serverClock,
  storage: localStorage,
  spread: configSource.spread,
  exclusively,
});
