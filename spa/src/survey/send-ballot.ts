import type { Ballot } from '#graphql/schema.generated';
import type { Refusal, RefusalCode } from '../desk/refusal.ts';
import { backOff } from '../live/delays.ts';
import type { Timers } from '../live/timers.ts';
import type { Answered, KeptBallot, Pending } from './kept-ballot.ts';
import type { SurveyApi } from './survey-api.ts';

export interface SenderOptions {
  readonly survey: string;
  readonly api: Pick<SurveyApi, 'cast' | 'myBallot'>;
  readonly kept: KeptBallot;
  readonly timers: Timers;
  /** Whether the survey still takes answers, as far as the page was told. */
  isOpen(): boolean;
  /** The longest back-off in milliseconds. */
  spread(): number;
  /** Lets only one tab of the browser do it at a time. */
  exclusively<T>(name: string, act: () => Promise<T>): Promise<T>;
}

export interface Sender {
  /** Sends an answer, until the server has said what became of it. */
  send(answer: Answered): void;
  /** Goes on with an answer that a page before this one, or another tab, has left. */
  resume(): void;
  /** Something says that it may work now. */
  wake(): void;
  stop(): void;
}

/** What may be different on the next try. */
const PASSING: readonly RefusalCode[] = ['UNREACHABLE', 'TOO_MANY_REQUESTS', 'SIGNED_OUT', 'FAULT'];

/** A page that finds an answer of another tab leaves that tab the first tries. */
const OTHERS_FIRST = 3;

export const isRefusal = (error: unknown): error is Refusal => error instanceof Error && error.name === 'Refusal';

/** Sends what is kept as pending, again and again with back-off and full jitter, until the server has taken or refused it. */
export function makeSender(options: SenderOptions): Sender {
  const { survey, api, kept, timers } = options;
  let alive = true;
  let running = false;
  let tries = 0;
  let endPause = () => {};

  function pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const cancel = timers.after(milliseconds, resolve);
      endPause = () => {
        cancel();
        resolve();
      };
    });
  }

  async function run(attempt: number): Promise<void> {
    if (running) return;
    running = true;
    tries = attempt;
    if (tries > 0) await pause(backOff(tries, options.spread(), timers.random()));
    while (alive && kept.read().pending) {
      const done = await options.exclusively(`butai.ballot.${survey}`, once);
      if (done || !alive) continue;
      tries += 1;
      await pause(backOff(tries, options.spread(), timers.random()));
    }
    running = false;
  }

  /** One try; whether it is known what became of the answer. */
  async function once(): Promise<boolean> {
    const { pending } = kept.read();
    if (!pending) return true;
    try {
      return options.isOpen() ? await cast(pending) : await settle(pending, 'SURVEY_NOT_OPEN');
    } catch (error) {
      if (!isRefusal(error)) throw error;
      return refused(pending, error.code);
    }
  }

  async function cast(pending: Pending): Promise<boolean> {
    const { choices, text, requestId } = pending;
    taken(pending, await api.cast({ survey, choices: [...choices], text, requestId }));
    return true;
  }

  /** It is refused now, or would be; an earlier try whose reply was lost may have arrived all the same, which only the server knows. */
  async function settle(pending: Pending, refusal: RefusalCode): Promise<boolean> {
    const ballot = await api.myBallot(survey);
    if (ballot && saysTheSame(ballot, pending)) taken(pending, ballot);
    else drop(pending, refusal, ballot);
    return true;
  }

  async function refused(pending: Pending, code: RefusalCode): Promise<boolean> {
    if (PASSING.includes(code)) {
      const isCurrent = kept.read().pending?.requestId === pending.requestId;
      // A site that is busy for a second is not worth a word yet.
      if (isCurrent && (code === 'UNREACHABLE' || tries > 0)) kept.write({ pending: { ...pending, trouble: code } });
      return false;
    }
    const mayHaveArrived = code === 'ALREADY_ANSWERED' || (code === 'SURVEY_NOT_OPEN' && tries > 0);
    if (mayHaveArrived) return settle(pending, code).catch(unheard);
    drop(pending, code, null);
    return true;
  }

  function unheard(error: unknown): boolean {
    if (!isRefusal(error)) throw error;
    return false;
  }

  /** Another answer may have been given meanwhile: that one stays pending. */
  function restOf(pending: Pending): Pending | null {
    const now = kept.read().pending;
    return now?.requestId === pending.requestId ? null : now;
  }

  function taken(pending: Pending, ballot: Ballot): void {
    kept.write({ ballot, pending: restOf(pending), refused: null });
  }

  function drop(pending: Pending, refused: RefusalCode, ballot: Ballot | null): void {
    const rest = restOf(pending);
    if (!rest) kept.writeDraft({ choices: pending.choices, text: pending.text });
    kept.write({ ballot: ballot ?? kept.read().ballot, pending: rest, refused });
  }

  return {
    send: ({ choices, text }) => {
      kept.writeDraft(null);
      kept.write({ pending: { choices, text, requestId: crypto.randomUUID(), trouble: null }, refused: null });
      tries = 0;
      endPause();
      void run(0);
    },
    resume: () => void run(OTHERS_FIRST),
    wake: () => endPause(),
    stop: () => {
      alive = false;
      endPause();
    },
  };
}

const saysTheSame = (ballot: Ballot, said: Answered): boolean =>
  (ballot.text ?? null) === said.text &&
  ballot.choices.length === said.choices.length &&
  said.choices.every((choice) => ballot.choices.includes(choice));
