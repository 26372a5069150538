import type { StageRows } from '#graphql/live/live-state';
import type { SiteRows } from '#graphql/live/site';
import type { LiveState } from '#graphql/schema.generated';
import type { ToFrames } from '../../lambdas/fallback/frames-queue.ts';
import type { LiveRow, Page, Published } from '../../lambdas/live/live-store.ts';
import type { Notice, Publisher } from '../../lambdas/live/publisher.ts';

/** So that a test can put a failing part in place of a working one. */
type Mutable<T> = { -readonly [Name in keyof T]: T[Name] };

const nameOf = (page: Page): string => (page === 'site' ? page : page.stage);

/** A publisher with everything in memory. What it reads and where it fails is the test's. */
export const makeMemoryPublisher = (
  read: { stage?: (id: string) => StageRows | null; site?: () => SiteRows[] } = {},
) => {
  const live = new Map<string, LiveRow>();
  const liveOf = (page: Page): LiveRow => live.get(nameOf(page)) ?? { seq: 0, published: 0, texts: [] };
  const memory = {
    live,
    liveOf,
    /** Raises a page's number as another publisher would. */
    moveOn: (page: Page): number => {
      const row = { ...liveOf(page), seq: liveOf(page).seq + 1 };
      live.set(nameOf(page), row);
      return row.seq;
    },
    delivered: [] as LiveState[],
    framed: [] as ToFrames[],
    files: new Map<string, { seq: number; content: string }>(),
    texts: new Map<string, string>(),
    kept: [] as { page: Page; published: Published }[],
    noticed: [] as Notice[],
    pauses: [] as number[],
  };
  const publisher: Mutable<Publisher> = {
    store: {
      nextSeq: async (page) => memory.moveOn(page),
      readLive: async (page) => liveOf(page),
      readPublished: async (stage) =>
        (memory.kept.findLast(({ page }) => nameOf(page) === stage)?.published.state as LiveState | undefined) ?? null,
      readStage: async (id) => read.stage?.(id) ?? null,
      readSite: async () => read.site?.() ?? [],
      keep: async (page, published) => {
        memory.kept.push({ page, published });
        const { seq } = published.state;
        if (seq > liveOf(page).published)
          live.set(nameOf(page), { ...liveOf(page), published: seq, texts: published.texts });
      },
    },
    files: {
      putIfNewer: async (key, content, seq) => {
        if ((memory.files.get(key)?.seq ?? 0) >= seq) return false;
        memory.files.set(key, { seq, content });
        return true;
      },
      putText: async (key, content) => {
        memory.texts.set(key, content);
      },
    },
    appsync: {
      publish: async (state) => {
        memory.delivered.push(state);
      },
    },
    frames: {
      put: async (to) => {
        memory.framed.push(to);
      },
    },
    now: () => new Date('2026-11-20T09:30:00.000Z'),
    pause: async (ms) => {
      memory.pauses.push(ms);
    },
    notice: (what) => {
      memory.noticed.push(what);
    },
  };
  return { memory, publisher };
};
