import type { GetFile } from './answer.ts';
import type { Timers } from './timers.ts';

/** `/config.json`: what only the deployment knows. */
export interface Config {
  readonly graphql: { readonly url: string; readonly realtime: string; readonly host: string };
  readonly operators: { readonly authority: string; readonly clientId: string };
  readonly audience: string;
  /** The longest back-off, in seconds. */
  readonly spread: number;
  /** The shortest poll interval, in seconds. */
  readonly poll: number;
  /** Share, from 0 to 1, of page loads that report how their picture plays. */
  readonly sample: number;
}

export interface ConfigSource {
  /** Rejects with `config` where there has never been an answer. */
  load(): Promise<Config>;
  /** Milliseconds; the least that the design allows until the file is there. */
  spread(): number;
  poll(): number;
}

/** Asked again when older: an operator may widen the spread while pages are open, and a deploy may move the API. */
const FRESH = 300_000;

export function makeConfigSource(get: GetFile, timers: Timers): ConfigSource {
  let config: Config | null = null;
  let loadedAt = 0;
  return {
    load: async () => {
      if (config && timers.now() - loadedAt < FRESH) return config;
      const answer = await get('/config.json');
      if (answer.kind === 'found') {
        config = answer.body as Config;
        loadedAt = timers.now();
      }
      if (!config) throw new Error('config');
      return config;
    },
    spread: () => Math.max(30, config?.spread ?? 0) * 1000,
    poll: () => Math.max(5, config?.poll ?? 0) * 1000,
  };
}
