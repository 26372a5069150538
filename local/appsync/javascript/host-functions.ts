import { NotSupported } from '../errors.ts';
import * as ddb from './dynamodb-helpers.ts';
import { consoleFunctions, extensionFunctions, runtimeFunctions } from './extensions.ts';
import { operations } from './update-expression.ts';
import { util } from './util.ts';
import { dynamodbUtil } from './util-dynamodb.ts';
import { timeUtil } from './util-time.ts';

/** A function of the host that resolver code can call; arguments and result cross as JSON. */
export type HostFunction = (...args: never[]) => unknown;

const unsupported = (path: string) => () => {
  throw new NotSupported(`${path} is not supported by the local engine`);
};

/** Functions that AppSync has and the engine does not, by tree: calling one fails by its name. */
const refused = {
  util: [
    'http.copyHeaders',
    'http.addResponseHeader',
    'http.addResponseHeaders',
    'rds.toJsonString',
    'rds.toJsonObject',
    'time.nowFormatted',
    'time.parseFormattedToEpochMilliSeconds',
    'time.epochMilliSecondsToFormatted',
    'transform.toElasticsearchQueryDSL',
    'dynamodb.toS3Object',
    'dynamodb.fromS3ObjectJson',
    'xml.toMap',
    'xml.toJsonString',
  ],
  extensions: ['evictFromApiCache'],
  ddb: ['sync'],
};

const functions: Record<string, Record<string, HostFunction>> = {
  util: { ...util, ...prefixed('time', timeUtil), ...prefixed('dynamodb', dynamodbUtil) },
  extensions: extensionFunctions,
  runtime: runtimeFunctions,
  console: consoleFunctions,
  ddb: { ...ddb.helpers, ...prefixed('operations', operations) },
};
for (const [tree, paths] of Object.entries(refused)) {
  for (const path of paths) (functions[tree] as Record<string, HostFunction>)[path] = unsupported(`${tree}.${path}`);
}

const byPath = new Map<string, HostFunction>(
  Object.entries(functions).flatMap(([tree, members]) =>
    Object.entries(members).map(([path, f]) => [`${tree}.${path}`, f] as const),
  ),
);

/** The object trees to build in the realm: root → paths of functions. */
export const hostTrees: Record<string, string[]> = Object.fromEntries(
  Object.entries(functions).map(([tree, members]) => [tree, Object.keys(members)]),
);

/** Module → the trees that it exports by name, or the one tree whose members it exports. */
export const importable: Record<string, string[] | string> = {
  '@aws-appsync/utils': ['util', 'extensions', 'runtime'],
  '@aws-appsync/utils/dynamodb': 'ddb',
};

/** The one gate between the realm and the host. */
export function callHost(path: string, argumentsJson: string): string | undefined {
  const f = byPath.get(path);
  if (!f) throw new NotSupported(`${path} is not supported by the local engine`);
  const result = (f as (...args: unknown[]) => unknown)(...(JSON.parse(argumentsJson) as unknown[]));
  return result === undefined ? undefined : JSON.stringify(result);
}

function prefixed(prefix: string, members: Record<string, HostFunction>): Record<string, HostFunction> {
  return Object.fromEntries(Object.entries(members).map(([name, f]) => [`${prefix}.${name}`, f]));
}
