import { eventsInOrder } from '../event/event.ts';
import type { Event, LiveEvent, LiveStage, Stage } from '../schema.generated.ts';
import { stagesInOrder } from '../stage/stage.ts';
import { liveEvent, liveStage } from './live-state.ts';

/** An event as the front page lists it. */
export type SiteEvent = LiveEvent & { stages: LiveStage[] };

/** `live/site.json`: what the front page shows. Newest start first; no drafts. */
export interface Site {
  seq: number;
  /** Server time at which the rows were read, as ISO 8601 in UTC. */
  at: string;
  events: SiteEvent[];
}

export interface SiteRows {
  event: Event;
  stages: Stage[];
}

/** Builds `live/site.json` from the rows of all events and their stages. Pure: same rows, same bytes. */
export function buildSite(rows: SiteRows[], { seq, at }: { seq: number; at: string }): Site {
  const events = rows
    .filter(({ event }) => event.state !== 'DRAFT')
    .map(({ event, stages }) => ({ ...liveEvent(event), stages: stagesInOrder(stages).map(liveStage) }));
  return { seq, at, events: eventsInOrder(events) };
}
