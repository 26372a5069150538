import type { LiveState } from '#graphql/schema.generated';

/**
 * What a page may say of itself: `live` by the subscription, `fallback` by another channel (the picture, else the snapshot, polled), or `stale`: what
 * it shows may be wrong, and is as of `since` (server time, epoch milliseconds; null while there has been nothing).
 */
export type Status =
  | { readonly kind: 'live' }
  | { readonly kind: 'fallback'; readonly by: 'picture' | 'snapshot' }
  | { readonly kind: 'stale'; readonly since: number | null };

export interface Signs {
  readonly state: LiveState | null;
  /** Server time, epoch milliseconds. */
  readonly now: number;
  readonly up: boolean;
  /** Server time at which another channel last answered, whether with anything new or not; null: never. */
  readonly answeredAt: number | null;
  /** Server time at which the picture last said something; null: never. */
  readonly heardAt: number | null;
  /** Server time at which the page began to need that channel. */
  readonly downSince: number;
  readonly pollInterval: number;
}

const BEAT = 60_000;
/** A live stage publishes at least every 30 s. Older than this, the snapshot is asked … */
const QUIET = 45_000;
/** … and older than this, the page is stale. */
const STALE = 75_000;
const MISSED_POLLS = 3;

const time = (at: string | null | undefined): number => (at ? Date.parse(at) : 0);

/** A live stage is one whose state carried a beat no older than a minute when it was read: only such a stage promises to publish. */
const isLive = (state: LiveState): boolean => Boolean(state.beat) && time(state.at) - time(state.beat) <= BEAT;

const age = (signs: Signs): number => (signs.state && isLive(signs.state) ? signs.now - time(signs.state.at) : 0);

/** The subscription is up and silent for longer than a live stage is: time to ask the snapshot. */
export const isQuiet = (signs: Signs): boolean => signs.up && age(signs) >= QUIET;

/** States are repeated in the picture every ten seconds; one repeat may be lost. */
const HEARD = 25_000;

/** Whether the picture brings what the subscription does not: then nobody need be asked. */
export const isHeard = ({ heardAt, now }: Signs): boolean => heardAt !== null && now - heardAt < HEARD;

/** Up to when what the page shows was right for certain. */
const lastKnown = (signs: Signs): number | null => {
  const stateAt = time(signs.state?.at);
  return (age(signs) >= STALE ? stateAt : Math.max(stateAt, signs.answeredAt ?? 0, signs.heardAt ?? 0)) || null;
};

export function statusOf(signs: Signs): Status {
  const unanswered = signs.now - Math.max(signs.answeredAt ?? 0, signs.heardAt ?? 0, signs.downSince);
  const isStale = age(signs) >= STALE || (!signs.up && unanswered >= MISSED_POLLS * signs.pollInterval);
  if (isStale) return { kind: 'stale', since: lastKnown(signs) };
  return signs.up ? { kind: 'live' } : { kind: 'fallback', by: isHeard(signs) ? 'picture' : 'snapshot' };
}
