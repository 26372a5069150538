import {
  buildASTSchema,
  type GraphQLObjectType,
  getNamedType,
  isObjectType,
  parse,
  print,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { APPSYNC_DECLARATIONS, mergeSchema } from '../../modules/api/merge-schema.ts';
import * as broadcastDocuments from '../../spa/src/broadcast/broadcast-documents.ts';
import * as deskDocuments from '../../spa/src/desk/documents.ts';
import * as playbackDocument from '../../spa/src/playback/playback-document.ts';
import * as surveyDocuments from '../../spa/src/survey/survey-documents.ts';

const schema = buildASTSchema(parse(APPSYNC_DECLARATIONS + mergeSchema()));
const documents = { ...deskDocuments, ...surveyDocuments, ...broadcastDocuments, ...playbackDocument };
const all = Object.entries(documents).map(([name, document]) => ({ name, ast: parse(print(document)) }));

/** Fields that an object type has and a selection of it lacks. */
function missingFields(ast: ReturnType<typeof parse>): string[] {
  const missing: string[] = [];
  const info = new TypeInfo(schema);
  visit(
    ast,
    visitWithTypeInfo(info, {
      SelectionSet(node) {
        const type = getNamedType(info.getParentType() ?? undefined);
        const isRoot = [schema.getQueryType(), schema.getMutationType()].includes(type as GraphQLObjectType);
        if (!type || isRoot || !isObjectType(type)) return;
        const selected = node.selections.map((each) => ('name' in each ? each.name.value : ''));
        for (const field of Object.keys(type.getFields()))
          if (!selected.includes(field)) missing.push(`${type.name}.${field}`);
      },
    }),
  );
  return missing;
}

describe.each(all)('the desk’s document $name', ({ ast }) => {
  it('is valid by the SDL', () => {
    expect(validate(schema, ast).map(({ message }) => message)).toEqual([]);
  });

  it('selects every field, so that the schema’s own types hold for the answer', () => {
    expect(missingFields(ast)).toEqual([]);
  });
});
