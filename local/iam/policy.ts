import { type Condition, type Context, holds, OPERATORS, wildcard } from './condition.ts';

/** Who asks: a role (by whoever took it on) or a service of AWS itself. */
export type Principal = { roleArn: string } | { service: string };

export interface Statement {
  effect: 'Allow' | 'Deny';
  /** Who it speaks of; absent in identity-based policies. `*` is everybody. */
  principals?: string[];
  actions: string[];
  /** Absent in trust policies, which speak of the role that they belong to. */
  resources?: string[];
  condition: Condition;
}

/** A policy that uses something the local stack does not evaluate. The message names it and the policy's address. */
export class UnsupportedPolicy extends Error {
  override readonly name = 'UnsupportedPolicy';
}

const DOCUMENT = ['Version', 'Statement', 'Id'];
const STATEMENT = ['Sid', 'Effect', 'Principal', 'Action', 'Resource', 'Condition'];
/** A role, or a whole account: that one lets the account's own policies decide, and is nobody who calls. */
const HOLDER = /^arn:aws:iam::\d{12}:(role\/|root$)/;

/**
 * Reads a policy document.
 * @param address where it stands, for messages
 * @throws UnsupportedPolicy on elements (NotAction …), condition operators, principals and policy variables that are not evaluated here
 */
export function readPolicy(json: string, address: string): Statement[] {
  const refuse = (what: string): never => {
    throw new UnsupportedPolicy(`${address}: ${what} is not supported`);
  };
  const document = JSON.parse(json) as Record<string, unknown>;
  for (const name of Object.keys(document)) if (!DOCUMENT.includes(name)) refuse(`the policy element ${name}`);
  return listOf(document.Statement).map((given) => {
    const statement = given as Record<string, unknown>;
    for (const name of Object.keys(statement)) if (!STATEMENT.includes(name)) refuse(`the policy element ${name}`);
    const { Effect, Principal, Action, Resource, Condition } = statement;
    if (Effect !== 'Allow' && Effect !== 'Deny') refuse(`the effect ${Effect}`);
    const resources = Resource === undefined ? undefined : listOf(Resource).map(String);
    const variable = [...(resources ?? []), JSON.stringify(Condition ?? '')].find((text) => text.includes('${'));
    if (variable) refuse(`a policy variable (${variable})`);
    return {
      effect: Effect as 'Allow' | 'Deny',
      ...(Principal !== undefined && { principals: principalsOf(Principal, refuse) }),
      actions: listOf(Action).map(String),
      ...(resources && { resources }),
      condition: conditionOf((Condition ?? {}) as Record<string, Record<string, unknown>>, refuse),
    };
  });
}

function principalsOf(principal: unknown, refuse: (what: string) => never): string[] {
  if (principal === '*') return ['*'];
  return Object.entries(principal as Record<string, unknown>).flatMap(([kind, given]) => {
    const names = listOf(given).map(String);
    if (kind === 'Service') return names;
    if (kind !== 'AWS') return refuse(`the principal ${kind}`);
    return names.map((name) => (name === '*' || HOLDER.test(name) ? name : refuse(`the principal ${name}`)));
  });
}

function conditionOf(given: Record<string, Record<string, unknown>>, refuse: (what: string) => never): Condition {
  const entries = Object.entries(given).map(([operator, byKey]) => {
    if (!(operator in OPERATORS)) refuse(`the condition operator ${operator}`);
    const values = Object.entries(byKey).map(([key, value]) => [key.toLowerCase(), listOf(value).map(String)]);
    return [operator, Object.fromEntries(values)];
  });
  return Object.fromEntries(entries);
}

function listOf(value: unknown): unknown[] {
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}

/** Whether a statement speaks of this principal, action and resource under these circumstances. */
export function applies(
  statement: Statement,
  principal: Principal,
  action: string,
  resource: string,
  context: Context,
): boolean {
  const who = 'roleArn' in principal ? principal.roleArn : principal.service;
  return (
    (!statement.principals || statement.principals.some((name) => name === '*' || name === who)) &&
    statement.actions.some((pattern) => wildcard(pattern, 'i').test(action)) &&
    (!statement.resources || statement.resources.some((pattern) => wildcard(pattern).test(resource))) &&
    holds(statement.condition, context)
  );
}
