import type { StateMachineDefinition } from 'aws-local-stepfunctions';
import { UnsupportedResource } from '../../terraform/world.ts';

export interface State {
  Type: string;
  Resource?: string;
  QueryLanguage?: string;
  Parameters?: { FunctionName?: string; [name: string]: unknown };
  Branches?: States[];
  ItemProcessor?: States;
  Iterator?: States;
  [field: string]: unknown;
}
interface States {
  States: Record<string, State>;
}
export type Definition = StateMachineDefinition & States & { QueryLanguage?: string };

// aws-local-stepfunctions runs machines that use these, and ignores them without a word.
const IGNORED = [
  'Assign',
  'Arguments',
  'Output',
  'HeartbeatSeconds',
  'HeartbeatSecondsPath',
  'ItemReader',
  'ItemBatcher',
  'ResultWriter',
];
const MISSING = /\$\$\.(State|Task|Map\.Item\.Key)\b|waitForTaskToken|\.sync/;

/** All states, those of branches and iterations included. */
export function statesOf(machine: States): [string, State][] {
  return Object.entries(machine.States).flatMap(([name, state]) => [
    [name, state] as [string, State],
    ...[...(state.Branches ?? []), state.ItemProcessor, state.Iterator].flatMap((inner) =>
      inner ? statesOf(inner) : [],
    ),
  ]);
}

/**
 * A machine's definition.
 * @throws UnsupportedResource for what the engine would ignore: JSONata, variables, heartbeats, task tokens, `$$.State` …
 */
export function parseDefinition(address: string, text: string): Definition {
  const definition = JSON.parse(text) as Definition;
  const refuse = (what: string) => {
    throw new UnsupportedResource(address, `${what} is not known to the local engine`);
  };
  if ((definition.QueryLanguage ?? 'JSONPath') !== 'JSONPath') refuse(definition.QueryLanguage ?? '');
  const missing = MISSING.exec(text);
  if (missing) refuse(missing[0]);
  for (const [name, state] of statesOf(definition)) {
    if ((state.QueryLanguage ?? 'JSONPath') !== 'JSONPath') refuse(`${name}: ${state.QueryLanguage}`);
    for (const field of IGNORED) if (field in state) refuse(`${name}: ${field}`);
  }
  return definition;
}
