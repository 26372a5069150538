import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mergeTypeDefs } from '@graphql-tools/merge';
import { type DocumentNode, parse, print } from 'graphql';

/** AppSync knows these without a declaration; every tool but AppSync must be told. */
export const APPSYNC_DECLARATIONS = `
scalar AWSDate
scalar AWSDateTime
scalar AWSJSON
scalar AWSURL
directive @aws_iam on OBJECT | FIELD_DEFINITION
directive @aws_oidc on OBJECT | FIELD_DEFINITION
directive @aws_cognito_user_pools(cognito_groups: [String!]) on OBJECT | FIELD_DEFINITION
directive @aws_subscribe(mutations: [String!]!) on FIELD_DEFINITION
`;

/** Merges every `*.graphql` slice below `folder`, in the order of their paths, into the one SDL text that AppSync takes. */
export function mergeSchema(folder = join(import.meta.dirname, '../../graphql')): string {
  const slices = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.graphql'))
    .sort()
    .map((path): DocumentNode => parse(readFileSync(join(folder, path), 'utf8')));
  return `${print(mergeTypeDefs(slices, { throwOnConflict: true }))}\n`;
}
