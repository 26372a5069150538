import { buildSchema, parse, validate } from 'graphql';
import { MUTATIONS, READ_EVENT, READ_PROGRAMME, READ_SURVEYS } from '#graphql/programme/documents';
import { APPSYNC_DECLARATIONS, mergeSchema } from '../../modules/api/merge-schema.ts';

const schema = buildSchema(`${APPSYNC_DECLARATIONS}\n${mergeSchema()}`);

it.each(
  Object.entries({ READ_EVENT, READ_PROGRAMME, READ_SURVEYS, ...MUTATIONS }),
)('the schema knows all that %s asks for', (_, document) => {
  expect(validate(schema, parse(document))).toEqual([]);
});
