import type { Ballot } from '#graphql/schema.generated';
import type { RefusalCode } from '../desk/refusal.ts';
import type { PageStorage } from '../page/storage.ts';

/** What a viewer says: ids of options, or a text of one's own. */
export interface Answered {
  readonly choices: readonly string[];
  readonly text: string | null;
}

/** An answer that the server has not been heard to take. */
export interface Pending extends Answered {
  /** The same for every try, so that answering twice is answering once. */
  readonly requestId: string;
  /** Why the last try brought nothing; null while there is hope that this one does. */
  readonly trouble: RefusalCode | null;
}

/** What this browser knows of its ballot in one survey; all its tabs share it. */
export interface Kept {
  /** As the server said it has it. */
  readonly ballot: Ballot | null;
  readonly pending: Pending | null;
  /** Why the last answer was not taken. */
  readonly refused: RefusalCode | null;
  /** The server was asked for the ballot. */
  readonly asked: boolean;
}

export interface KeptBallot {
  read(): Kept;
  write(change: Partial<Kept>): void;
  readDraft(): Answered | null;
  /** What is chosen or typed and not sent; null once it is. */
  writeDraft(draft: Answered | null): void;
}

const NOTHING: Kept = { ballot: null, pending: null, refused: null, asked: false };
const PREFIX = 'butai.ballot.';
const DRAFT = 'butai.draft.';
/** Surveys whose answers a browser remembers: a day of them. */
const MOST = 40;

export const keptKey = (survey: string): string => `${PREFIX}${survey}`;

/** `changed` hears of every write through this object; those of other tabs come as the window's `storage` events. */
export function makeKeptBallot(
  survey: string,
  storage: PageStorage,
  now: () => number,
  changed: () => void,
): KeptBallot {
  const load = <T>(key: string): T | null => JSON.parse(storage.getItem(key) ?? 'null') as T | null;
  const save = (key: string, value: object): void => storage.setItem(key, JSON.stringify({ ...value, at: now() }));
  const read = (): Kept => ({ ...NOTHING, ...load<Kept>(keptKey(survey)) });

  /** Room for the next: what is older than the newest surveys goes. */
  function forgetOld(prefix: string): void {
    const keys = Object.keys(storage).filter((key) => key.startsWith(prefix));
    const age = (key: string) => load<{ at?: number }>(key)?.at ?? 0;
    for (const key of keys.sort((one, other) => age(other) - age(one)).slice(MOST)) storage.removeItem(key);
  }

  forgetOld(PREFIX);
  forgetOld(DRAFT);
  return {
    read,
    write: (change) => {
      save(keptKey(survey), { ...read(), ...change });
      changed();
    },
    readDraft: () => load<Answered>(DRAFT + survey),
    writeDraft: (draft) => (draft ? save(DRAFT + survey, draft) : storage.removeItem(DRAFT + survey)),
  };
}
