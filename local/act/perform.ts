import { getNamedType } from 'graphql';
import type { ShownError } from '../appsync/execution/format-errors.ts';
import { usage, variablesOf } from './act-arguments.ts';
import { type DeskApi, plainFields } from './desk-api.ts';

/** The API refused, or the table did. `type` is a code of the closed list, or the table's own: `DynamoDB:AccessDeniedException`. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly type: string | null;

  constructor({ message, errorType, errorInfo }: Pick<ShownError, 'message' | 'errorType' | 'errorInfo'>) {
    super([errorType ?? 'refused', message, errorInfo ? JSON.stringify(errorInfo) : ''].filter(Boolean).join(': '));
    this.type = errorType ?? null;
  }
}

/**
 * One request as the operator `break-glass:<session>`, which is what rows then say changed them. The operator's row is asked as at the desk, so that
 * a session can be shut out.
 * @throws Refused
 */
export async function ask<Data>(
  { api }: DeskApi,
  session: string,
  query: string,
  variables: Record<string, unknown> = {},
): Promise<Data> {
  const name = `break-glass:${session}`;
  const { data, errors } = await api.execute({ query, variables }, { sub: name, username: name, groups: ['operator'] });
  const [first] = errors ?? [];
  if (first) throw new Refused(first);
  return data as Data;
}

/**
 * Makes one act, with all the conditions that it has at the desk.
 * @param typed what follows its name: `--name value …`, or one JSON object
 * @returns what it changed, as it is now
 * @throws Refused, Misspelt (act-arguments.ts), Error on what is no act
 */
export async function perform(
  desk: DeskApi,
  session: string,
  name: string,
  typed: readonly string[],
): Promise<Record<string, unknown>> {
  const act = desk.acts.get(name);
  if (!act) throw new Error(`${name} cannot be made here: ${desk.refused.get(name) ?? 'there is no such act'}`);
  const variables = variablesOf(act, typed);
  const given = act.args.filter((argument) => argument.name in variables);
  const declared = given.map((argument) => `$${argument.name}: ${argument.type}`).join(', ');
  const passed = given.map((argument) => `${argument.name}: $${argument.name}`).join(', ');
  const shown = plainFields(desk.api, getNamedType(act.type).name).join(' ');
  const { done } = await ask<{ done: Record<string, unknown> }>(
    desk,
    session,
    `mutation (${declared}) { done: ${name}(${passed}) { ${shown} } }`,
    variables,
  );
  return done;
}

/** Each act and what it takes; then what cannot be done here, and why. */
export function list({ acts, refused }: DeskApi): string[] {
  return [
    ...[...acts.values()].map(usage),
    '',
    'not here:',
    ...[...refused].map(([name, reason]) => `${name}: ${reason}`),
  ];
}
