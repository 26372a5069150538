import { type GraphQLSchema, isObjectType } from 'graphql';
import type { Api, DataSource, ResolverConfig } from '../api.ts';
import { InvalidApi, NotSupported } from '../errors.ts';
import { type Code, loadCode } from '../javascript/load-code.ts';
import { noneSource, type Source } from '../sources/data-source.ts';
import { dynamodbSource } from '../sources/dynamodb.ts';
import { lambdaSource } from '../sources/lambda.ts';

/** Code with the data source that its request goes to. */
export interface Step {
  code: Code;
  source: Source;
}

export type Resolver = { kind: 'UNIT'; step: Step } | { kind: 'PIPELINE'; code: Code; steps: Step[] };

/** Quotas of AppSync: functions of one pipeline. */
const maxFunctions = 10;

/** Loads every resolver of an API, by `Type.field`. Throws with all refusals at once. */
export function loadResolvers(api: Api, schema: GraphQLSchema): Map<string, Resolver> {
  const sources = new Map(Object.entries(api.dataSources).map(([name, source]) => [name, toSource(name, source)]));
  const refusals: Error[] = [];
  const attempt = <T>(load: () => T): T | undefined => {
    try {
      return load();
    } catch (error) {
      refusals.push(error as Error);
      return undefined;
    }
  };
  const step = (name: string, code: string, dataSource: string): Step => {
    const source = sources.get(dataSource);
    if (!source) throw new InvalidApi(`${name}: no data source ${dataSource}`);
    return { code: loadHandlers(code, name), source };
  };
  const functions = new Map(
    Object.entries(api.functions).map(([id, { name, code, dataSource }]) => [
      id,
      attempt(() => step(`function ${name}`, code, dataSource)),
    ]),
  );
  const load = (config: ResolverConfig, name: string): Resolver => {
    if (config.kind === 'UNIT') return { kind: 'UNIT', step: step(name, config.code, config.dataSource) };
    if (config.kind !== 'PIPELINE')
      throw new NotSupported(`${name}: no resolver kind ${(config as { kind: string }).kind}`);
    if (config.functions.length > maxFunctions) throw new InvalidApi(`${name}: more than ${maxFunctions} functions`);
    const steps = config.functions.map((id) => {
      if (!functions.has(id)) throw new InvalidApi(`${name}: no function ${id}`);
      return functions.get(id);
    });
    return { kind: 'PIPELINE', code: loadHandlers(config.code, name), steps: steps.filter((s) => s !== undefined) };
  };
  const resolvers = new Map<string, Resolver>();
  for (const config of api.resolvers) {
    const name = `${config.type}.${config.field}`;
    const resolver = attempt(() => {
      if (resolvers.has(name)) throw new InvalidApi(`${name} has two resolvers`);
      const type = schema.getType(config.type);
      if (!isObjectType(type) || !type.getFields()[config.field])
        throw new InvalidApi(`${name}: the schema has no such field`);
      return load(config, name);
    });
    if (resolver) resolvers.set(name, resolver);
  }
  if (refusals.length > 0) throw refusals.length === 1 ? refusals[0] : joined(refusals);
  return resolvers;
}

function loadHandlers(source: string, name: string): Code {
  const code = loadCode(source, name);
  for (const handler of ['request', 'response']) {
    if (!code.exports.has(handler)) throw new InvalidApi(`${name}: the code exports no ${handler}`);
  }
  return code;
}

function toSource(name: string, source: DataSource): Source {
  switch (source.type) {
    case 'NONE':
      return noneSource;
    case 'AMAZON_DYNAMODB':
      return dynamodbSource({ name: source.tableName, client: source.client });
    case 'AWS_LAMBDA':
      return lambdaSource(source.invoke);
    default:
      throw new NotSupported(
        `data source ${name}: the local engine does not support ${(source as { type: string }).type}`,
      );
  }
}

function joined(refusals: Error[]): Error {
  const message = refusals.map((refusal) => refusal.message).join('\n');
  return refusals.some((refusal) => refusal instanceof NotSupported)
    ? new NotSupported(message)
    : new InvalidApi(message);
}
