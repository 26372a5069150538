import type { SiteEvent } from '#graphql/live/site';
import type { LiveEvent } from '#graphql/schema.generated';

const starts = (event: LiveEvent): number => Date.parse(event.startsAt ?? '');

/** The event that the front page is about: one that is live, else the next one announced, else the newest. */
export function currentEvent(events: readonly SiteEvent[]): SiteEvent | undefined {
  const byStart = [...events].sort((one, other) => starts(one) - starts(other));
  return (
    byStart.find((event) => event.state === 'LIVE') ??
    byStart.find((event) => event.state === 'ANNOUNCED') ??
    byStart.at(-1)
  );
}
