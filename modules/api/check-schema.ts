import {
  buildASTSchema,
  type ConstDirectiveNode,
  type GraphQLField,
  type GraphQLObjectType,
  getNamedType,
  isObjectType,
  parse,
} from 'graphql';
import { APPSYNC_DECLARATIONS, mergeSchema } from './merge-schema.ts';

const AUDIENCES = ['aws_iam', 'aws_oidc', 'aws_cognito_user_pools'];

/** An object type or a field, as far as its directives go. */
type Declared = Pick<GraphQLObjectType | GraphQLField<unknown, unknown>, 'astNode'>;

const directivesOf = ({ astNode }: Declared): readonly ConstDirectiveNode[] => astNode?.directives ?? [];

const audiencesOf = (declared: Declared): string[] =>
  directivesOf(declared)
    .map((directive) => directive.name.value)
    .filter((name) => AUDIENCES.includes(name));

const withoutGroups = (declared: Declared): boolean =>
  directivesOf(declared).some(({ name, arguments: args }) => name.value === 'aws_cognito_user_pools' && !args?.length);

/** The names of the mutations that feed a subscription field. */
const feedsOf = (field: Declared): string[] =>
  directivesOf(field)
    .filter((directive) => directive.name.value === 'aws_subscribe')
    .flatMap((directive) => directive.arguments ?? [])
    .flatMap(({ value }) => (value.kind === 'ListValue' ? value.values : [value]))
    .flatMap((value) => (value.kind === 'StringValue' ? [value.value] : []));

/** The type and every object type below it. */
function typesBelow(type: GraphQLObjectType, found = new Set<GraphQLObjectType>()): Set<GraphQLObjectType> {
  if (found.has(type)) return found;
  found.add(type);
  for (const field of Object.values(type.getFields())) {
    const inner = getNamedType(field.type);
    if (isObjectType(inner)) typesBelow(inner, found);
  }
  return found;
}

/**
 * What AppSync would accept and we do not: fields or types that name no audience and so fall to the default mode; user pool fields without
 * groups, open to anyone with an account; published types that a subscriber may not read, whose subscription succeeds and stays silent.
 * @param sdl the merged schema
 * @returns one sentence per problem
 */
export function problemsOfSchema(sdl: string): string[] {
  const schema = buildASTSchema(parse(APPSYNC_DECLARATIONS + sdl));
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  const problems: string[] = [];

  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    const root = roots.includes(type);
    if (!root && !audiencesOf(type).length) problems.push(`type ${type.name} names no audience`);
    if (withoutGroups(type)) problems.push(`type ${type.name} lets in every user of the pool: name the groups`);
    for (const field of Object.values(type.getFields())) {
      const name = `${type.name}.${field.name}`;
      if (root && !audiencesOf(field).length) problems.push(`${name} names no audience`);
      if (withoutGroups(field)) problems.push(`${name} lets in every user of the pool: name the groups`);
    }
  }

  const mutations = schema.getMutationType()?.getFields() ?? {};
  for (const field of Object.values(schema.getSubscriptionType()?.getFields() ?? {})) {
    const payload = getNamedType(field.type);
    const feeds = feedsOf(field);
    if (!feeds.length) problems.push(`Subscription.${field.name} is fed by no mutation`);
    for (const feed of feeds) {
      const mutation = mutations[feed];
      if (!mutation || getNamedType(mutation.type) !== payload) {
        problems.push(`Subscription.${field.name}: there is no Mutation.${feed} that returns ${payload.name}`);
        continue;
      }
      const audiences = new Set([...audiencesOf(field), ...audiencesOf(mutation)]);
      for (const type of isObjectType(payload) ? typesBelow(payload) : []) {
        const missing = [...audiences].filter((audience) => !audiencesOf(type).includes(audience));
        if (missing.length)
          problems.push(`type ${type.name} is published by ${feed} but closed to ${missing.join(', ')}`);
      }
    }
  }
  return problems;
}

/**
 * The merged SDL of every slice below the folder, if it is in order.
 * @param folder default: graphql/
 * @throws Error that lists the problems
 */
export function checkedSchema(folder?: string): string {
  const sdl = mergeSchema(folder);
  const problems = problemsOfSchema(sdl);
  if (problems.length) throw new Error(`The schema is refused:\n  ${problems.join('\n  ')}`);
  return sdl;
}
