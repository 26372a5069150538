import { type GraphQLField, isObjectType } from 'graphql';
import type { Api } from '../appsync/api.ts';
import { type InProcess, inProcess } from '../appsync/in-process.ts';
import { graphqlApiOf } from '../graphql-api.ts';
import { evaluate, type Synthesised } from '../terraform/evaluate.ts';
import type { Place } from './place.ts';

export type Mutation = GraphQLField<unknown, unknown>;

/** The API as it ships, to be run here. */
export interface DeskApi {
  api: InProcess;
  /** What the desk can do that needs nothing but the Stage table, by name. */
  acts: ReadonlyMap<string, Mutation>;
  /** Why each other mutation cannot be made here, by name. */
  refused: ReadonlyMap<string, string>;
}

const away = (what: string) => () => {
  throw new Error(`${what} is out of reach of acts`);
};

/**
 * The API of a synthesised stack, with the tables where the place says they are.
 * @param json its Terraform, synthesised from the commit that is deployed
 * @param baseDir the stack's folder
 */
export function deskApi({ json, baseDir }: { json: Synthesised; baseDir: string }, place: Place): DeskApi {
  const world = evaluate(json, { account: place.account, baseDir });
  const api = graphqlApiOf({
    world,
    endpoint: place.endpoint,
    credentialsFor: () => place.credentials,
    invoke: away('a function'),
    may: () => false,
    issuerOf: () => 'nobody',
  });
  const running = inProcess(api, (line) => console.error(line));
  const acts = new Map<string, Mutation>();
  const refused = new Map<string, string>();
  for (const [name, field] of Object.entries(running.schema.getMutationType()?.getFields() ?? {})) {
    const reason = whyNot(api, field, String(world.outputs.stage_table));
    if (reason) refused.set(name, reason);
    else acts.set(name, field);
  }
  return { api: running, acts, refused };
}

/** Null where the mutation is an operator's and its resolver needs nothing but the Stage table. */
function whyNot(api: Api, field: Mutation, stageTable: string): string | null {
  if (!isForOperators(field)) return 'it is no act of operators';
  for (const name of dataSourcesOf(api, field.name)) {
    const source = api.dataSources[name];
    const isAtHand = source?.type === 'NONE' || (source?.type === 'AMAZON_DYNAMODB' && source.tableName === stageTable);
    if (!isAtHand) return `it needs ${name}, and the role reaches nothing but the table ${stageTable}`;
  }
  return null;
}

const isForOperators = ({ astNode }: Mutation): boolean =>
  (astNode?.directives ?? []).some(
    ({ name, arguments: args }) =>
      name.value === 'aws_cognito_user_pools' &&
      args?.some(({ value }) => value.kind === 'ListValue' && value.values.some(isOperator)),
  );

const isOperator = (value: { kind: string; value?: unknown }): boolean => value.value === 'operator';

function dataSourcesOf(api: Api, mutation: string): string[] {
  const resolver = api.resolvers.find(({ type, field }) => type === 'Mutation' && field === mutation);
  if (!resolver) return [];
  if (resolver.kind === 'UNIT') return [resolver.dataSource];
  return resolver.functions.map((id) => api.functions[id]?.dataSource ?? id);
}

/** The fields of a result that can be printed on one line. */
export function plainFields(api: InProcess, typeName: string): string[] {
  const type = api.schema.getType(typeName);
  if (!isObjectType(type)) return [];
  return ['id', 'version', 'state', 'curtain', 'session', 'resultsShown', 'closesAt', 'updatedAt', 'updatedBy'].filter(
    (name) => type.getFields()[name],
  );
}
