import type { TokenAge } from '#graphql/schema.generated';
import { MINUTES_MS } from '#graphql/survey/count';

/** How long before a survey's opening a voter's token was first issued. Whoever does not say counts as the youngest. */
export const tokenAge = (since: string | null | undefined, openedAt: string | null | undefined): TokenAge => {
  // `since` has whole seconds, rounded down: who came in the second of the opening may have come after it.
  if (!since || !openedAt || since >= openedAt.slice(0, 19)) return 'AFTER';
  return Date.parse(openedAt) - Date.parse(since) <= MINUTES_MS ? 'MINUTES' : 'EARLIER';
};
