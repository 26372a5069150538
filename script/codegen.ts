/**
 * Writes what is derived from the SDL: types of the schema (graphql/schema.generated.ts), and the one document that publishes a LiveState and
 * selects everything in it (graphql/live/documents.generated.ts), of which every subscription's selection is a subset.
 *   tsx script/codegen.ts [--check]      --check writes nothing and fails where a file is not what it would write
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { codegen } from '@graphql-codegen/core';
import * as typescript from '@graphql-codegen/typescript';
import { buildASTSchema, type GraphQLObjectType, getNamedType, isObjectType, parse } from 'graphql';
import { APPSYNC_DECLARATIONS, mergeSchema } from '../modules/api/merge-schema.ts';

const root = join(import.meta.dirname, '..');
const document = parse(APPSYNC_DECLARATIONS + mergeSchema());
const schema = buildASTSchema(document);

/** `{ a b { c } }`: every field of the type, all the way down. */
function selectAll(type: GraphQLObjectType): string {
  const fields = Object.values(type.getFields()).map((field) => {
    const inner = getNamedType(field.type);
    return isObjectType(inner) ? `${field.name} ${selectAll(inner)}` : field.name;
  });
  return `{ ${fields.join(' ')} }`;
}

const types = await codegen({
  schema: document,
  documents: [],
  filename: 'schema.generated.ts',
  pluginMap: { typescript },
  plugins: [
    {
      typescript: {
        enumsAsTypes: true,
        useTypeImports: true,
        scalars: { ID: 'string', AWSDate: 'string', AWSDateTime: 'string', AWSURL: 'string', AWSJSON: 'unknown' },
        skipTypename: true,
      },
    },
  ],
  config: {},
});

const everything = selectAll(schema.getType('LiveState') as GraphQLObjectType);
const files = {
  'graphql/schema.generated.ts': types,
  'graphql/live/documents.generated.ts': `/** The one document that publishes: a subscriber gets a field only if the publishing mutation selected it. */
export const PUBLISH_LIVE_STATE =
  'mutation PublishLiveState($input: LiveStateInput!) { publishLiveState(input: $input) ${everything} }';

/** What a page subscribes with. */
export const ON_LIVE_STATE = 'subscription OnLiveState($stage: ID!) { onLiveState(stage: $stage) ${everything} }';
`,
};

let stale = 0;
for (const [name, text] of Object.entries(files)) {
  const path = join(root, name);
  const generated = `// Generated from the SDL by script/codegen.ts. Do not edit.\n${text.trimEnd()}\n`;
  if (!process.argv.includes('--check')) writeFileSync(path, generated);
  else if (readFileSync(path, 'utf8') !== generated) {
    console.error(`${name} is not what the SDL says: run script/codegen`);
    stale = 1;
  }
}
process.exit(stale);
