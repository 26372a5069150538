import type { LiveSession, LiveState, Text } from '../schema.generated.ts';
import type { ShownAnswers } from '../survey/live-survey.ts';

/** A stage's timetable in order of planned start; a session's description has a file of its own. */
export interface Timetable {
  sessions: LiveSession[];
}

/** What an immutable file `text/<stage>/<hash>.json` holds: a description, the timetable, or a survey's shown answers. */
export type TextFile = Text[] | Timetable | ShownAnswers;

/** Text files by their hash. */
export type TextFiles = Record<string, TextFile>;

/** `live/<stage>.json`: what a page paints first, with every text that the state names. */
export interface Snapshot {
  state: LiveState;
  texts: TextFiles;
}

/** A text file's content. Its hash is that of these bytes in UTF-8. */
export function serialize(file: TextFile): string {
  return JSON.stringify(file);
}
