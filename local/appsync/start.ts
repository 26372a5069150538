import type { Api, RunningAppSync, StartOptions } from './api.ts';
import { createEngine, type Engine } from './engine.ts';
import { type Effects, httpListener } from './http.ts';
import { close, listen } from './listen.ts';
import { FanOut } from './realtime/fan-out.ts';
import { Groups } from './realtime/groups.ts';
import { RealtimeListener } from './realtime/listener.ts';
import { Session } from './realtime/session.ts';

/**
 * Starts the engine for one API, on two listeners of 127.0.0.1. Throws `NotSupported` or `InvalidApi` (errors.ts) when the
 * API uses what the engine, or AppSync, does not take.
 */
export async function startAppSync(api: Api, options: StartOptions = {}): Promise<RunningAppSync> {
  const log = options.log ?? (() => undefined);
  let engine = createEngine(api, options.iam, log);
  const current = (): Engine => engine;
  const groups = new Groups();
  const fanOut = new FanOut(current, groups);
  const hosts = new Set(options.hosts);
  const isOwnHost = (host: string | undefined) => host !== undefined && hosts.has(host);
  const session = new Session({
    engine: current,
    groups,
    isOwnHost,
    connectionTimeoutMs: options.connectionTimeoutMs ?? 300_000,
  });
  const realtime = new RealtimeListener({
    engine: current,
    session,
    isOwnHost,
    keepAliveMs: options.keepAliveMs ?? 60_000,
    initTimeoutMs: options.initTimeoutMs ?? 15_000,
  });
  const http = httpListener(current, ({ publications, invalidations }: Effects) => {
    for (const publication of publications) fanOut.publish(publication);
    for (const invalidation of invalidations) session.invalidate(invalidation);
  });
  const httpPort = await listen(http, options.ports?.http);
  for (const name of ['127.0.0.1', 'localhost']) hosts.add(`${name}:${httpPort}`);
  try {
    await realtime.start(options.ports?.realtime);
  } catch (error) {
    await close(http);
    throw error;
  }
  return {
    httpUrl: `http://127.0.0.1:${httpPort}/graphql`,
    realtimeUrl: `ws://127.0.0.1:${realtime.port}/graphql`,
    http: {
      start: async () => {
        if (!http.listening) await listen(http, httpPort);
      },
      stop: () => close(http),
    },
    realtime: {
      start: () => realtime.start(),
      stop: () => realtime.stop(),
      cut: (filter) => realtime.cut(filter),
    },
    stats: () => ({ connections: realtime.connections.size, ...groups.counts(), ...structuredClone(fanOut.counters) }),
    replace(next) {
      engine = createEngine(next, options.iam, log);
      session.revalidate();
    },
    async stop() {
      await Promise.all([close(http), realtime.stop()]);
    },
  };
}
