import { blocks, UnsupportedResource } from './world.ts';

type Values = Record<string, unknown>;

const REFUSED = ['source_policy_documents', 'override_policy_documents', 'policy_id'];

/**
 * The `json` of `aws_iam_policy_document`: an element for each argument that is given, lists of one written as that one, as
 * the provider does.
 * @throws UnsupportedResource on arguments that merge documents
 */
export function policyJson(values: Values, address: string): string {
  for (const name of REFUSED) {
    if (name in values) throw new UnsupportedResource(address, `${name} is not supported`);
  }
  const Statement = blocks(values, 'statement').map(statementOf);
  return JSON.stringify({ Version: values.version ?? '2012-10-17', Statement }, null, 2);
}

function statementOf(statement: Values): Values {
  const lists = {
    Action: statement.actions,
    NotAction: statement.not_actions,
    Resource: statement.resources,
    NotResource: statement.not_resources,
  };
  const given = Object.entries(lists).filter(([, list]) => Array.isArray(list) && list.length > 0);
  const condition = conditionOf(blocks(statement, 'condition'));
  return {
    ...(statement.sid ? { Sid: statement.sid } : {}),
    Effect: statement.effect ?? 'Allow',
    ...principalOf('Principal', blocks(statement, 'principals')),
    ...principalOf('NotPrincipal', blocks(statement, 'not_principals')),
    ...Object.fromEntries(given.map(([name, list]) => [name, plain(list)])),
    ...(condition && { Condition: condition }),
  };
}

function principalOf(name: string, principals: Values[]): Values {
  if (principals.length === 0) return {};
  const [first] = principals;
  if (principals.length === 1 && first?.type === '*') return { [name]: '*' };
  return { [name]: Object.fromEntries(principals.map(({ type, identifiers }) => [type, plain(identifiers)])) };
}

function conditionOf(conditions: Values[]): Values | undefined {
  if (conditions.length === 0) return undefined;
  const byTest: Record<string, Values> = {};
  for (const { test, variable, values } of conditions) {
    const byVariable = byTest[String(test)] ?? {};
    byTest[String(test)] = { ...byVariable, [String(variable)]: plain(values) };
  }
  return byTest;
}

function plain(list: unknown): unknown {
  return Array.isArray(list) && list.length === 1 ? list[0] : list;
}
