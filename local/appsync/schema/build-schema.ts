import { buildASTSchema, type DocumentNode, type GraphQLSchema, getNamedType, Kind, parse } from 'graphql';
import { InvalidApi, NotSupported } from '../errors.ts';
import { prelude } from './prelude.ts';
import { implementScalars } from './scalars.ts';

/** An executable schema of an API's SDL. Throws where AppSync would refuse the SDL, or the engine has to. */
export function buildSchema(sdl: string): GraphQLSchema {
  const document = parsed(sdl);
  for (const { kind } of document.definitions) {
    if (kind.endsWith('Extension')) throw new NotSupported(`AppSync takes no type extensions (${kind})`);
  }
  const schema = built(document);
  implementScalars(schema);
  return schema;
}

function parsed(sdl: string): DocumentNode {
  try {
    return parse(sdl);
  } catch (cause) {
    throw new InvalidApi(`The schema is not SDL: ${(cause as Error).message}`, { cause });
  }
}

function built(document: DocumentNode): GraphQLSchema {
  try {
    const declared = new Set(
      document.definitions.flatMap((node) => ('name' in node && node.name ? [`${node.kind}:${node.name.value}`] : [])),
    );
    // An API may declare AppSync's own directives and scalars, for editors; it is then taken at its word.
    const added = parse(prelude).definitions.filter(
      (node) => !('name' in node && node.name && declared.has(`${node.kind}:${node.name.value}`)),
    );
    return buildASTSchema({ kind: Kind.DOCUMENT, definitions: [...added, ...document.definitions] });
  } catch (cause) {
    throw new InvalidApi(`The schema is refused: ${(cause as Error).message}`, { cause });
  }
}

/** Mutation field → subscription fields that `@aws_subscribe` ties to it. Their types must be the same. */
export function subscriptionLinks(schema: GraphQLSchema): Map<string, string[]> {
  const mutations = schema.getMutationType()?.getFields() ?? {};
  const links = new Map<string, string[]>();
  for (const field of Object.values(schema.getSubscriptionType()?.getFields() ?? {})) {
    const directive = field.astNode?.directives?.find(({ name }) => name.value === 'aws_subscribe');
    const value = directive?.arguments?.[0]?.value;
    const names = value?.kind === Kind.LIST ? value.values : value ? [value] : [];
    for (const name of names) {
      if (name.kind !== Kind.STRING) continue;
      const mutation = mutations[name.value];
      if (!mutation) throw new InvalidApi(`@aws_subscribe on ${field.name}: no mutation ${name.value}`);
      if (getNamedType(mutation.type) !== getNamedType(field.type)) {
        throw new InvalidApi(
          `@aws_subscribe on ${field.name}: ${name.value} returns ${mutation.type}, not ${field.type}`,
        );
      }
      links.set(name.value, [...(links.get(name.value) ?? []), field.name]);
    }
  }
  return links;
}
