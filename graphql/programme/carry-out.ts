import type { ErrorCode } from '../errors.ts';
import type { Event, EventState, Programme, Session, Stage, Survey } from '../schema.generated.ts';
import { MUTATIONS, READ_EVENT, READ_PROGRAMME, READ_SURVEYS } from './documents.ts';
import type { EventProgramme } from './event-programme.ts';
import { type Act, type CurrentRows, type LeftAlone, planImport } from './plan-import.ts';

/** Sends a document to the API as an operator. Throws ImportRefusal for what the API refuses, and anything else for a fault. */
export type Send = <Data>(document: string, variables: object) => Promise<Data>;

const AT_ONCE = 8;

/** The API's refusal of a field: `errorType` is its code. */
export class ImportRefusal extends Error {
  override readonly name = 'ImportRefusal';
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** What became of a row. */
export type Outcome =
  | { readonly id: string; readonly done: 'CREATED' | 'UPDATED' }
  | {
      readonly id: string;
      readonly done: 'LEFT';
      readonly reason: LeftAlone['reason'];
      readonly fields: readonly string[];
    }
  /** Refused with this code: what made it so came between reading and writing. */
  | { readonly id: string; readonly done: 'REFUSED'; readonly code: ErrorCode; readonly message: string };

/**
 * Brings the site's rows to what the programme says, in the plan's order, and tells of each row as it is done. A row that somebody changed
 * meanwhile is read and planned once more. Stops at the first fault; importing again does what is left.
 */
export async function carryOut(
  programme: EventProgramme,
  stateOfNew: EventState,
  send: Send,
  tell: (outcome: Outcome) => void,
): Promise<void> {
  const planNow = async () => planImport(programme, await readCurrent(programme, send), stateOfNew);
  const { acts, left } = await planNow();
  for (const together of inTurns(acts))
    for (const outcome of await Promise.all(together.map((act) => perform(act, send, planNow)))) tell(outcome);
  for (const row of left) tell({ ...row, done: 'LEFT' });
}

/** Stages one by one, since each touches the event's row, and surveys, which touch their stage's; sessions several at a time. */
function inTurns(acts: readonly Act[]): Act[][] {
  const turns: Act[][] = [];
  for (const act of acts) {
    const last = turns.at(-1);
    const joins = act.mutation === 'putSession' && last?.[0]?.mutation === 'putSession' && last.length < AT_ONCE;
    if (joins) last.push(act);
    else turns.push([act]);
  }
  return turns;
}

async function perform(
  act: Act,
  send: Send,
  planAgain: (() => Promise<{ acts: readonly Act[]; left: readonly LeftAlone[] }>) | null,
): Promise<Outcome> {
  try {
    await send(MUTATIONS[act.mutation], act.variables);
    return { id: act.id, done: act.creates ? 'CREATED' : 'UPDATED' };
  } catch (error) {
    if (!(error instanceof ImportRefusal)) throw error;
    if (error.code !== 'CONFLICT' || !planAgain)
      return { id: act.id, done: 'REFUSED', code: error.code, message: error.message };
  }
  const { acts, left } = await planAgain();
  const again = acts.find(({ id, mutation }) => id === act.id && mutation === act.mutation);
  if (again) return perform(again, send, null);
  const found = left.find(({ id }) => id === act.id);
  return found ? { ...found, done: 'LEFT' } : { id: act.id, done: 'LEFT', reason: 'UNCHANGED', fields: [] };
}

/** The rows of the programme's event, with the sessions and surveys of its stages and of those that the site alone has. */
async function readCurrent({ event: { id } }: EventProgramme, send: Send): Promise<CurrentRows> {
  const { event, stages } = await send<{ event: Event | null; stages: Stage[] }>(READ_EVENT, { id });
  const sessions: Session[] = [];
  const surveys: Survey[] = [];
  for (const { id: stage } of stages) {
    sessions.push(...(await readSessions(stage, send)));
    surveys.push(...(await send<{ surveys: Survey[] }>(READ_SURVEYS, { stage })).surveys);
  }
  return { event, stages, sessions, surveys };
}

async function readSessions(stage: string, send: Send): Promise<Session[]> {
  const sessions: Session[] = [];
  let nextToken: string | null | undefined;
  do {
    const { programme } = await send<{ programme: Programme }>(READ_PROGRAMME, { stage, nextToken });
    sessions.push(...programme.sessions);
    nextToken = programme.nextToken;
  } while (nextToken);
  return sessions;
}
