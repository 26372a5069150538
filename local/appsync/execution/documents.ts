import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLError,
  type GraphQLSchema,
  Kind,
  NoSchemaIntrospectionCustomRule,
  type OperationDefinitionNode,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import { MalformedRequest } from '../errors.ts';
import { type Fragments, fieldsOf } from './selection.ts';

export interface PreparedDocument {
  document: DocumentNode;
  fragments: Fragments;
  /** Why the schema refuses it; empty when it does not. */
  refusals: readonly GraphQLError[];
  operation(name?: string | null): OperationDefinitionNode;
}

const maxKept = 1_000;

/** Parses and validates documents against one schema, each text once. */
export class Documents {
  readonly #schema: GraphQLSchema;
  readonly #rules: typeof specifiedRules;
  readonly #kept = new Map<string, PreparedDocument>();

  constructor(schema: GraphQLSchema, introspection: 'ENABLED' | 'DISABLED' = 'ENABLED') {
    this.#schema = schema;
    this.#rules = introspection === 'DISABLED' ? [...specifiedRules, NoSchemaIntrospectionCustomRule] : specifiedRules;
  }

  /** Throws `MalformedRequest` for a text that is no GraphQL. */
  prepare(text: string): PreparedDocument {
    const kept = this.#kept.get(text);
    if (kept) return kept;
    const document = parsed(text);
    const prepared = {
      document,
      fragments: fragmentsOf(document),
      refusals: validate(this.#schema, document, this.#rules),
      operation: (name?: string | null) => operationOf(document, name),
    };
    if (this.#kept.size >= maxKept) this.#kept.delete(this.#kept.keys().next().value as string);
    this.#kept.set(text, prepared);
    return prepared;
  }
}

/** How many levels of fields an operation has. */
export function depthOf(operation: OperationDefinitionNode, fragments: Fragments): number {
  const below = (set: OperationDefinitionNode['selectionSet'] | undefined): number =>
    set ? 1 + Math.max(0, ...fieldsOf(set, fragments).map((field) => below(field.selectionSet))) : 0;
  return below(operation.selectionSet);
}

function parsed(text: string): DocumentNode {
  try {
    return parse(text);
  } catch (cause) {
    const error = new MalformedRequest('Unable to parse GraphQL query.');
    error.cause = cause;
    throw error;
  }
}

function fragmentsOf(document: DocumentNode): Fragments {
  const fragments = document.definitions.filter(
    (node): node is FragmentDefinitionNode => node.kind === Kind.FRAGMENT_DEFINITION,
  );
  return Object.fromEntries(fragments.map((node) => [node.name.value, node]));
}

function operationOf(document: DocumentNode, name: string | null | undefined): OperationDefinitionNode {
  const operations = document.definitions.filter(
    (node): node is OperationDefinitionNode => node.kind === Kind.OPERATION_DEFINITION,
  );
  const operation = name ? operations.find((node) => node.name?.value === name) : operations[0];
  if (!operation) throw new MalformedRequest(`Unknown operation named '${name}'.`, 'BadRequestException');
  if (!name && operations.length > 1) {
    throw new MalformedRequest(
      'Must provide operation name if query contains multiple operations.',
      'BadRequestException',
    );
  }
  return operation;
}
