/** Keys of the Stage table. Legal in APPSYNC_JS. An id carries its partition, so nothing is ever looked up to find a row. */

export interface Key {
  readonly pk: string;
  readonly sk: string;
}

/** The event of a stage's, session's or survey's id: `<event>` of `<event>.<stage>[.<slug>]`. */
export const eventOf = (id: string): string => id.split('.')[0] ?? '';

/** The stage of a session's or survey's id: `<event>.<stage>` of `<event>.<stage>.<slug>`. */
export const stageOf = (id: string): string => id.split('.').slice(0, 2).join('.');

/** One row that lists the site's events, so that a list needs no index: `{events: Set<event id>}`. */
export const SITE_KEY: Key = { pk: 'SITE', sk: 'SITE' };

/** An event and, in `stages`, the set of its stages' ids. */
export const eventKey = (id: string): Key => ({ pk: `EVENT#${id}`, sk: 'EVENT' });

export const stageKey = (id: string): Key => ({ pk: `STAGE#${id}`, sk: 'STAGE' });

export const SESSION_PREFIX = 'SESSION#';

export const sessionKey = (id: string): Key => ({ pk: `STAGE#${stageOf(id)}`, sk: `${SESSION_PREFIX}${id}` });

/** `seq` and what was last published; never fanned out. */
export const liveKey = (stage: string): Key => ({ pk: `STAGE#${stage}`, sk: 'LIVE' });

/** `seq` of the list of events that the site's front page shows; never fanned out. */
export const SITE_LIVE_KEY: Key = { pk: 'SITE', sk: 'LIVE' };

export const STREAM_PREFIX = 'STREAM#';

/** A channel's signs of life. Where there is no channel, the timer's: `streamKey(stage, 'timer')`. */
export const streamKey = (stage: string, channel: string): Key => ({
  pk: `STAGE#${stage}`,
  sk: `${STREAM_PREFIX}${channel}`,
});

export const operatorKey = (sub: string): Key => ({ pk: `OPERATOR#${sub}`, sk: 'OPERATOR' });
