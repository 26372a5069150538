import { isZone } from '../event/event.ts';
import { isSlug, MAX_SLUG } from '../id.ts';
import { MAX_LENGTH } from '../text/text.ts';
import { checkTimes } from '../times.ts';
import type { Cells } from './cells.ts';
import { SURVEY_COLUMNS } from './columns.ts';
import type { PlannedEvent, PlannedSession, PlannedStage } from './event-programme.ts';
import { knowsZone, readTime } from './local-time.ts';
import { readSpeakers } from './speakers.ts';

/** What the rows of a file know of each other. */
export interface Context {
  /** The event's id. */
  readonly event: string;
  readonly zone: string;
  /** The event's times; null where they cannot be told, so that one mistake is reported once. */
  readonly times: Times | null;
  /** The lines of the ids read so far. */
  readonly seen: Map<string, number>;
}

/** Epoch milliseconds. */
interface Times {
  readonly startsAt: number;
  readonly endsAt: number;
}

export function readEvent(
  cells: Cells,
  languages: readonly string[],
): { event: PlannedEvent; zone: string; times: Times | null } {
  const id = readSlug(cells);
  const title = cells.requiredTexts('title', MAX_LENGTH.title);
  const zone = cells.required('zone');
  const known = isZone(zone) && knowsZone(zone);
  if (zone !== '' && !known) cells.report('zone', 'INVALID_ZONE', `${zone} is no IANA time zone.`);
  const times = readTimes(cells, known ? zone : 'UTC');
  cells.leaveEmpty('stage', 'description', 'speakers', ...SURVEY_COLUMNS);
  return {
    event: { id, title, ...stored(times), zone, languages: [...languages] },
    zone: known ? zone : 'UTC',
    times: known ? times : null,
  };
}

/** @param order its place among the stages of the file */
export function readStage(cells: Cells, context: Context, order: number): PlannedStage {
  const id = takeId(cells, `${context.event}.${readSlug(cells)}`, context);
  const name = cells.requiredTexts('title', MAX_LENGTH.name);
  cells.leaveEmpty('stage', 'starts', 'ends', 'zone', 'description', 'speakers', ...SURVEY_COLUMNS);
  return { id, order, name };
}

/** @param stages ids of the stages that the file has rows for */
export function readSession(cells: Cells, context: Context, stages: ReadonlySet<string>): PlannedSession {
  const { stage, id } = readPlace(cells, context, stages);
  const title = cells.requiredTexts('title', MAX_LENGTH.title);
  const description = cells.texts('description', MAX_LENGTH.description);
  const speakers = readSpeakers(cells);
  const times = readTimes(cells, context.zone);
  checkWithin(cells, times, context.times);
  cells.leaveEmpty('zone', ...SURVEY_COLUMNS);
  const kind = cells.plain('kind').toUpperCase() === 'BREAK' ? 'BREAK' : 'TALK';
  return { id, stage, kind, title, description, speakers, ...stored(times) };
}

/** The stage of a row, and its own id below that. */
export function readPlace(
  cells: Cells,
  context: Context,
  stages: ReadonlySet<string>,
): Pick<PlannedSession, 'stage' | 'id'> {
  const slug = cells.required('stage').toLowerCase();
  const stage = `${context.event}.${slug}`;
  if (slug !== '' && !stages.has(stage)) cells.report('stage', 'UNKNOWN_STAGE', `There is no stage ${slug}.`);
  return { stage, id: takeId(cells, `${stage}.${readSlug(cells)}`, context) };
}

function readSlug(cells: Cells): string {
  const slug = cells.required('id').toLowerCase();
  if (slug !== '' && !isSlug(slug))
    cells.report('id', 'INVALID_ID', `${slug} must be 1 to ${MAX_SLUG} characters a-z, 0-9 and hyphens.`);
  return slug;
}

function takeId(cells: Cells, id: string, { seen }: Context): string {
  const line = seen.get(id);
  if (line !== undefined && !id.endsWith('.')) cells.report('id', 'DUPLICATE_ID', `${id} is on line ${line} already.`);
  seen.set(id, line ?? cells.line);
  return id;
}

function readTimes(cells: Cells, zone: string): Times | null {
  const [startsAt, endsAt] = (['starts', 'ends'] as const).map((column) => {
    const cell = cells.required(column);
    if (cell === '') return undefined;
    const time = readTime(cell, zone);
    if ('at' in time) return time.at;
    cells.report(column, time.code, time.message);
    return undefined;
  });
  if (startsAt === undefined || endsAt === undefined) return null;
  const violation = checkTimes(startsAt, endsAt);
  if (violation) cells.report('ends', violation.code, violation.message);
  return violation ? null : { startsAt, endsAt };
}

function checkWithin(cells: Cells, session: Times | null, event: Times | null): void {
  if (!session || !event) return;
  if (session.startsAt < event.startsAt) cells.report('starts', 'OUTSIDE_EVENT', 'It starts before the event does.');
  if (session.endsAt > event.endsAt) cells.report('ends', 'OUTSIDE_EVENT', 'It ends after the event does.');
}

/** As times are stored. Rows without times have been reported, and a file with a report is not used. */
function stored(times: Times | null): { startsAt: string; endsAt: string } {
  const { startsAt, endsAt } = times ?? { startsAt: 0, endsAt: 0 };
  return { startsAt: new Date(startsAt).toISOString(), endsAt: new Date(endsAt).toISOString() };
}
