import { type Accessor, createEffect, createMemo, createSignal, on } from 'solid-js';
import type { Survey, Tally } from '#graphql/schema.generated';
import { isOnPage } from '#graphql/survey/machine';
import type { Desk } from '../desk/create-desk.ts';
import { Refusal } from '../desk/refusal.ts';
import { pollWhileVisible } from '../live/poll-while-visible.ts';
import { serverClock } from '../time/now.ts';
import { TALLY } from './survey-documents.ts';

/** How often a count that may still move is asked for, in milliseconds. */
const ROUND = 2_000;
/** The rate is that of so many last milliseconds. */
const WINDOW = 10_000;

/** A survey's count as this desk last read it. */
export interface Count {
  tally: Accessor<Tally | null>;
  /** Why the last question had no answer. */
  refusal: Accessor<Refusal | null>;
  /** Ballots a second over the last ten seconds; null while it is not open, or where it was read only once. */
  perSecond: Accessor<number | null>;
}

export interface Sample {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly ballots: number;
}

/** Whole ballots a second between the oldest and the newest sample of the window. */
function rateOf(samples: readonly Sample[]): number | null {
  const [first, last] = [samples[0], samples.at(-1)];
  if (!first || !last || last.at <= first.at) return null;
  return Math.max(0, Math.round(((last.ballots - first.ballots) * 1000) / (last.at - first.at)));
}

/** Follows the count of a survey that was opened, every two seconds as long as it can move and somebody looks. */
export function createTally(desk: Desk, survey: Accessor<Survey | undefined>): Count {
  const [tally, setTally] = createSignal<Tally | null>(null);
  const [refusal, setRefusal] = createSignal<Refusal | null>(null);
  const [samples, setSamples] = createSignal<readonly Sample[]>([]);
  const id = createMemo(() => (survey()?.state === 'DRAFT' ? null : (survey()?.id ?? null)));
  const moves = () => {
    const now = survey();
    return now !== undefined && isOnPage(now) && !now.certificate;
  };

  async function read(): Promise<void> {
    const about = id();
    if (about === null) return;
    try {
      const answer = (await desk.api.ask(TALLY, { survey: about })).tally ?? null;
      if (about !== id()) return;
      setTally(answer);
      setRefusal(null);
      const at = serverClock.now();
      const recent = samples().filter((sample) => at - sample.at <= WINDOW);
      setSamples(answer ? [...recent, { at, ballots: answer.results.ballots }] : []);
    } catch (cause) {
      if (!(cause instanceof Refusal)) throw cause;
      if (about === id()) setRefusal(cause);
    }
  }

  pollWhileVisible(
    () => ROUND,
    async () => {
      if (moves()) await read();
    },
  )();
  createEffect(
    on(id, () => {
      setTally(null);
      setRefusal(null);
      setSamples([]);
      if (!moves()) void read();
    }),
  );
  // Closing, showing and the certificate change what the numbers are.
  createEffect(on([() => survey()?.version, () => survey()?.certificate], () => void read(), { defer: true }));

  return { tally, refusal, perSecond: () => (survey()?.state === 'OPEN' ? rateOf(samples()) : null) };
}
