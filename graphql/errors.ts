/**
 * The closed list of refusals. A resolver raises one as `errorType`, a Lambda as `{error: code}`; the page has a sentence for each in every
 * language. What is not in this list is a fault. Legal in APPSYNC_JS.
 */
export const ERROR_CODES = [
  /** The row changed since it was read. `errorInfo.version` is its version now: null where it is gone, absent where another act was under way. */
  'CONFLICT',
  'NOT_FOUND',
  'INVALID_ID',
  'INVALID_LANGUAGE',
  /** Blank, empty where a text is needed, with control characters, or one language twice. */
  'INVALID_TEXT',
  'TEXT_TOO_LONG',
  /** More speakers, languages, stages or events than there may be. */
  'TOO_MANY',
  'INVALID_ORDER',
  /** An end that is not after the start, or a year that is not from 1970 to 9999. */
  'INVALID_TIMES',
  'INVALID_ZONE',
  'EVENT_NOT_FOUND',
  'STAGE_NOT_FOUND',
  'SESSION_NOT_FOUND',
  'SESSION_ON_AIR',
  /** An import may not change a session that has been on air. */
  'SESSION_STARTED',
  /** An import may not change what was edited at the desk. */
  'FIELD_EDITED',
  /** Who may watch does not change once the event is announced. */
  'ACCESS_FIXED',
  'ACCESS_UNAVAILABLE',
  'SOURCE_NOT_FOUND',
  'CHANNEL_NOT_FOUND',
  /** A source that is neither a channel nor an https address, or both. */
  'INVALID_SOURCE',
  'HOST_NOT_ALLOWED',
  /** The channel has no stream key: a replacement was cut short. */
  'STREAM_KEY_MISSING',
  'SURVEY_NOT_FOUND',
  /** The survey is not open to ballots: not yet, or no longer. */
  'SURVEY_NOT_OPEN',
  /** The survey was withdrawn: its ballots do not count. */
  'SURVEY_WITHDRAWN',
  /** Another survey is open on the stage. */
  'SURVEY_OPEN',
  /** The survey's state does not allow the act: only a draft can be opened or edited, only what is on the page closed. */
  'SURVEY_STATE',
  /** The last act cannot be undone, or no longer. */
  'UNDO_OVER',
  /** A choice that the survey does not have, one twice, too few, too many, or a text where none is asked for. */
  'INVALID_CHOICE',
  /** Options that do not fit the kind: too few, an id twice, bounds that nobody could keep. */
  'INVALID_OPTIONS',
  /** A time limit that is not from 5 seconds to a day. */
  'INVALID_SECONDS',
  /** The survey takes no changes of an answer, or this one was changed fifty times. */
  'ALREADY_ANSWERED',
  /** The survey takes ballots of invited viewers only. */
  'INVITATION_NEEDED',
  /** The survey takes ballots of those only who were there before it opened. */
  'CAME_TOO_LATE',
  /** There is no such answer. */
  'ANSWER_NOT_FOUND',
  /** The viewer's token is for another event, the event is a draft, or the operator lacks the role. */
  'NOT_ADMITTED',
  'OPERATOR_REMOVED',
  /** No token is issued for an event that is unknown or a draft. */
  'EVENT_NOT_OPEN',
  'TOO_MANY_REQUESTS',
  /** A report of playback that no page of ours sends. */
  'INVALID_REPORT',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** What rules answer: the first thing that is wrong, or null. */
export interface Violation {
  readonly code: ErrorCode;
  /** The input's field, for example `title` or `speakers.0.name`. */
  readonly field: string;
  /** For developers and logs; people read the page's own sentence for the code. */
  readonly message: string;
}
