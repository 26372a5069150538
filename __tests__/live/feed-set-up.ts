import type { TextFile } from '#graphql/live/snapshot';
import type { LiveState } from '#graphql/schema.generated';
import type { Answer } from '../../spa/src/live/answer.ts';
import type { Listener } from '../../spa/src/live/connection.ts';
import { DOWN, type Link } from '../../spa/src/live/link.ts';
import { makeStageFeed, type StageView } from '../../spa/src/live/stage-feed.ts';
import { makeServerClock } from '../../spa/src/time/server-clock.ts';
import { makeFakeTime, settle } from './fake-time.ts';

/** Nobody answers. */
export const FAILED: Answer = { kind: 'failed' };

/** A feed whose files, channel and time are the test’s. */
export function setUp() {
  const time = makeFakeTime();
  const files = new Map<string, Answer>();
  const asked: string[] = [];
  const views: StageView[] = [];
  const acts: string[] = [];
  let listener!: Listener;
  let changed!: (link: Link) => void;
  const feed = makeStageFeed({
    stage: 'e.a',
    get: async (path) => {
      asked.push(path);
      return files.get(path) ?? { kind: 'missing' };
    },
    timers: time,
    clock: makeServerClock(time.now),
    poll: () => 5_000,
    spread: () => 30_000,
    realTime: (given, report) => {
      listener = given;
      changed = report;
      const act = (name: string) => () => void acts.push(name);
      return { start: act('start'), stop: act('stop'), lost: act('lost'), wake: act('wake') };
    },
    changed: (view) => views.push(view),
  });
  const state = (seq: number, change: Partial<LiveState> = {}): LiveState => ({
    stage: 'e.a',
    seq,
    at: new Date(time.now()).toISOString(),
    event: { id: 'e', state: 'LIVE' },
    ...change,
  });
  const snapshot = (live: LiveState, texts: Record<string, TextFile> = {}) =>
    files.set('/live/e.a.json', { kind: 'found', body: { state: live, texts } });
  const up = async () => {
    changed({ ...DOWN, up: true });
    listener.acknowledged();
    await settle();
  };
  const start = async () => {
    feed.start();
    await settle();
  };
  return {
    time,
    files,
    asked,
    views,
    acts,
    feed,
    state,
    snapshot,
    start,
    up,
    down: () => changed({ ...DOWN, attempt: 1, retryAt: time.now() + 500 }),
    push: (live: LiveState) => listener.data({ onLiveState: live }),
    pulls: () => asked.filter((path) => path === '/live/e.a.json').length,
    view: () => views.at(-1)!,
  };
}
