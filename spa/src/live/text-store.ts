import type { TextFile, TextFiles } from '#graphql/live/snapshot';
import type { GetFile } from './answer.ts';
import { backOff } from './delays.ts';
import type { Timers } from './timers.ts';

interface Options {
  readonly stage: string;
  readonly get: GetFile;
  readonly timers: Timers;
  /** A file that was wanted has come. */
  arrived(): void;
}

export interface TextStore {
  /** Files that came with a snapshot. */
  add(files: TextFiles): void;
  /** The hashes in use now. What is missing is fetched, again and again until it is there or no longer wanted. */
  want(hashes: readonly string[]): void;
  get(hash: string): TextFile | undefined;
  stop(): void;
}

const LONGEST_RETRY = 30_000;

/** The stage's long texts by hash. Files are immutable: what was fetched once is right for ever. */
export function makeTextStore(options: Options): TextStore {
  const { timers } = options;
  const files = new Map<string, TextFile>();
  const asking = new Map<string, () => void>();
  let wanted: ReadonlySet<string> = new Set();

  async function ask(hash: string, attempt: number): Promise<void> {
    asking.set(hash, () => {});
    const answer = await options.get(`/text/${options.stage}/${hash}.json`);
    if (answer.kind === 'found') {
      asking.delete(hash);
      files.set(hash, answer.body as TextFile);
      options.arrived();
    } else if (wanted.has(hash)) {
      asking.set(
        hash,
        timers.after(backOff(attempt, LONGEST_RETRY, timers.random()), () => void ask(hash, attempt + 1)),
      );
    } else asking.delete(hash);
  }

  return {
    add: (more) => {
      for (const [hash, file] of Object.entries(more)) if (!files.has(hash)) files.set(hash, file);
    },
    want: (hashes) => {
      wanted = new Set(hashes);
      for (const hash of files.keys()) if (!wanted.has(hash)) files.delete(hash);
      for (const hash of wanted) if (!files.has(hash) && !asking.has(hash)) void ask(hash, 1);
    },
    get: (hash) => files.get(hash),
    stop: () => {
      wanted = new Set();
      for (const cancel of asking.values()) cancel();
    },
  };
}
