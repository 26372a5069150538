import { buildSchema, parse, validate } from 'graphql';
import { MUTATIONS, READ_EVENT, READ_PROGRAMME } from '#graphql/programme/documents';
import { APPSYNC_DECLARATIONS, mergeSchema } from '../../modules/api/merge-schema.ts';

const schema = buildSchema(`${APPSYNC_DECLARATIONS}\n${mergeSchema()}`);

it.each([
  READ_EVENT,
  READ_PROGRAMME,
  ...Object.values(MUTATIONS),
])('the schema knows all that this asks for: %s', (document) => {
  expect(validate(schema, parse(document))).toEqual([]);
});
