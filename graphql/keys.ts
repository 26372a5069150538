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

/** A channel of the pool, as Terraform made it. */
export const channelKey = (channel: string): Key => ({ pk: `CHANNEL#${channel}`, sk: 'CHANNEL' });

/** When and by whom a channel's stream key was given out and replaced; never the key. */
export const keyActsKey = (channel: string): Key => ({ pk: `CHANNEL#${channel}`, sk: 'KEY' });

/** The lease of the loop that watches a channel; never fanned out. */
export const loopKey = (channel: string): Key => ({ pk: `LOOP#${channel}`, sk: 'LOOP' });

export const operatorKey = (sub: string): Key => ({ pk: `OPERATOR#${sub}`, sk: 'OPERATOR' });

export const SURVEY_PREFIX = 'SURVEY#';

export const surveyKey = (id: string): Key => ({ pk: `STAGE#${stageOf(id)}`, sk: `${SURVEY_PREFIX}${id}` });

export const TALLY_PREFIX = 'TALLY#';

/** The tally of a survey is the sum of one row for each shard of the ballots' stream. */
export const tallyPrefix = (survey: string): string => `${TALLY_PREFIX}${survey}#`;

export const tallyKey = (survey: string, shard: string): Key => ({
  pk: `STAGE#${stageOf(survey)}`,
  sk: `${tallyPrefix(survey)}${shard}`,
});

/** The n-th copy of what castBallot has to know of a survey, from 0. Copies have partitions of their own. */
export const gateKey = (survey: string, n: number): Key => ({ pk: `GATE#${survey}#${n}`, sk: 'GATE' });

/** Of the Ballot table: a viewer's one ballot of a survey, in the partition that the first two digits of the viewer's random `sub` name. */
export const ballotKey = (survey: string, sub: string): Key => ({
  pk: `${SURVEY_PREFIX}${survey}#${sub.slice(0, 2)}`,
  sk: `VIEWER#${sub}`,
});

/** Of the Ballot table: how often one free text was given, `id` being the text's hash. */
export const answerKey = (survey: string, id: string): Key => ({ pk: `ANSWERS#${survey}`, sk: `ANSWER#${id}` });

/** Of the Playback table: the partition of a stage. */
export const playbackPartition = (stage: string): string => `STAGE#${stage}`;

/** Of the Playback table: the reports of a kind of device in the minute that starts then, ISO 8601. */
export const playbackKey = (stage: string, minute: string, device: string, browser: string): Key => ({
  pk: playbackPartition(stage),
  sk: `${minute}#${device}#${browser}`,
});
