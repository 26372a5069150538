import { readFile } from 'node:fs/promises';
import { ERROR_CODES } from '#graphql/errors';
import { carryOut, ImportRefusal, type Outcome, type Send } from '#graphql/programme/carry-out';
import type { EventProgramme } from '#graphql/programme/event-programme';
import { readProgramme } from '#graphql/programme/read-programme';
import type { EventState } from '#graphql/schema.generated';
import { describeOutcomes } from './describe-outcomes.ts';

/** Reads a programme from a CSV file. Throws an error that lists every problem of the file, by line and column. */
export async function readProgrammeFile(path: string): Promise<EventProgramme> {
  const read = readProgramme(await readFile(path, 'utf8'));
  if ('programme' in read) return read.programme;
  const lines = read.problems.map(
    ({ line, column, code, message }) => `  line ${line}${column === null ? '' : `, ${column}`}: ${message} (${code})`,
  );
  throw new Error([`${path} has ${lines.length} problem(s); nothing was imported.`, ...lines].join('\n'));
}

export interface ImportOptions {
  /** Address of the GraphQL API. */
  readonly url: string;
  /** Gives an operator's ID token, fresh for each call. */
  readonly token: () => Promise<string>;
  /** State of an event that is not there yet. One that is there keeps its own. */
  readonly stateOfNew: EventState;
  readonly print: (line: string) => void;
}

/**
 * Imports a programme as an operator would, and prints what was created, updated and left alone, and why.
 * @returns what became of each row; throws at the first fault, after printing what was done until then
 */
export async function importProgramme(programme: EventProgramme, options: ImportOptions): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  try {
    await carryOut(programme, options.stateOfNew, makeSend(options), (outcome) => outcomes.push(outcome));
  } finally {
    for (const line of describeOutcomes(outcomes)) options.print(line);
  }
  return outcomes;
}

interface Answer {
  readonly data?: unknown;
  readonly errors?: readonly { readonly errorType?: string; readonly message: string }[];
}

/** Sends GraphQL over HTTP. The API refuses a field inside an answer with status 200, a token with 401. */
export function makeSend({ url, token }: Pick<ImportOptions, 'url' | 'token'>): Send {
  return async <Data>(query: string, variables: object): Promise<Data> => {
    const headers = { 'content-type': 'application/json', authorization: await token() };
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query, variables }) });
    const { data, errors = [] } = (await response.json()) as Answer;
    const [error] = errors;
    const code = ERROR_CODES.find((known) => known === error?.errorType);
    if (error && code) throw new ImportRefusal(code, error.message);
    if (error || !response.ok)
      throw new Error(`${url} answered ${response.status}: ${error?.errorType ?? ''} ${error?.message ?? ''}`);
    return data as Data;
  };
}
