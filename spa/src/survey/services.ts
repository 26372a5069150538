import { configSource } from '../live/create-stage.ts';
import { browserTimers, type Timers } from '../live/timers.ts';
import { deviceStorage, type PageStorage } from '../page/storage.ts';
import { serverClock } from '../time/now.ts';
import type { ServerClock } from '../time/server-clock.ts';
import type { SurveyApi } from './survey-api.ts';

/** What a survey's card needs of the world around it: tests bring their own. */
export interface Services {
  readonly api: SurveyApi;
  readonly timers: Timers;
  readonly clock: ServerClock;
  readonly storage: PageStorage;
  /** The longest back-off, and over how long pages spread what they all do at once, in milliseconds. */
  spread(): number;
  /** Lets only one tab of the browser do it at a time. */
  exclusively<T>(name: string, act: () => Promise<T>): Promise<T>;
}

async function loadApi(stage: string): Promise<SurveyApi> {
  const [{ makeSurveyApi }, { viewerToken }] = await Promise.all([
    import('./survey-api.ts'),
    import('../live/subscribe.ts'),
  ]).catch((cause: unknown) => {
    throw Object.assign(new Error('UNREACHABLE', { cause }), { name: 'Refusal', code: 'UNREACHABLE' });
  });
  return makeSurveyApi(configSource, viewerToken(stage));
}

/** The API's client, in a chunk of its own; asked for at once, so that an answer that is given off line waits for nothing but the network. */
function lateApi(stage: string): SurveyApi {
  let loading: Promise<SurveyApi | null> = loadApi(stage).catch(() => null);
  /** What did not come at first is asked for again by whoever needs it, who hears why it did not come. */
  const api = async (): Promise<SurveyApi> => {
    const loaded = (await loading) ?? (await loadApi(stage));
    loading = Promise.resolve(loaded);
    return loaded;
  };
  return {
    cast: async (input) => (await api()).cast(input),
    myBallot: async (survey) => (await api()).myBallot(survey),
    results: async (survey) => (await api()).results(survey),
  };
}

/** Without locks (an old browser) two tabs may send the same answer, which its `requestId` makes one. */
const exclusively: Services['exclusively'] = async (name, act) =>
  'locks' in navigator ? navigator.locks.request(name, act) : act();

export const browserServices = (stage: string): Services => ({
  api: lateApi(stage),
  timers: browserTimers,
  clock: serverClock,
  storage: deviceStorage,
  spread: configSource.spread,
  exclusively,
});
