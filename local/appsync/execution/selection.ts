import { type FieldNode, type FragmentDefinitionNode, Kind, print, type SelectionSetNode } from 'graphql';

export type Fragments = Record<string, FragmentDefinitionNode>;

/** `ctx.info.selectionSetList`: paths with slashes, by alias where there is one. */
export function selectionSetList(nodes: readonly FieldNode[], fragments: Fragments): string[] {
  const paths = new Set<string>();
  const visit = (set: SelectionSetNode | undefined, prefix: string): void => {
    for (const field of fieldsOf(set, fragments)) {
      const path = `${prefix}${responseKey(field)}`;
      paths.add(path);
      visit(field.selectionSet, `${path}/`);
    }
  };
  for (const node of nodes) visit(node.selectionSet, '');
  return [...paths];
}

/** `ctx.info.selectionSetGraphQL`: the selection set as it was written. */
export function selectionSetGraphQL(nodes: readonly FieldNode[]): string {
  return nodes.flatMap(({ selectionSet }) => (selectionSet ? [print(selectionSet)] : [])).join('\n');
}

/** The fields of a selection set, those of its fragments included. */
export function fieldsOf(set: SelectionSetNode | undefined, fragments: Fragments): FieldNode[] {
  return (set?.selections ?? []).flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection];
    if (selection.kind === Kind.INLINE_FRAGMENT) return fieldsOf(selection.selectionSet, fragments);
    return fieldsOf(fragments[selection.name.value]?.selectionSet, fragments);
  });
}

/**
 * A completed result by field names instead of aliases: what a mutation hands to its subscribers. A field under several
 * aliases counts once, by the first.
 */
export function byFieldName(value: unknown, set: SelectionSetNode | undefined, fragments: Fragments): unknown {
  if (value === null || typeof value !== 'object' || !set) return value;
  if (Array.isArray(value)) return value.map((item) => byFieldName(item, set, fragments));
  const named: Record<string, unknown> = {};
  for (const field of fieldsOf(set, fragments)) {
    const key = responseKey(field);
    if (!Object.hasOwn(value, key) || Object.hasOwn(named, field.name.value)) continue;
    named[field.name.value] = byFieldName(
      (value as Record<string, unknown>)[key],
      mergedSet(set, field, fragments),
      fragments,
    );
  }
  return named;
}

/** Data of an error, cut down to what the field's selection set asks for. */
export function withinSelection(data: unknown, nodes: readonly FieldNode[], fragments: Fragments): unknown {
  if (data === null || typeof data !== 'object') return data;
  if (Array.isArray(data)) return data.map((item) => withinSelection(item, nodes, fragments));
  const fields = nodes.flatMap(({ selectionSet }) => fieldsOf(selectionSet, fragments));
  if (fields.length === 0) return data;
  const kept = fields
    .filter(({ name }) => Object.hasOwn(data, name.value))
    .map((field) => [
      responseKey(field),
      withinSelection((data as Record<string, unknown>)[field.name.value], [field], fragments),
    ]);
  return Object.fromEntries(kept);
}

export function responseKey(field: FieldNode): string {
  return field.alias?.value ?? field.name.value;
}

/** The selections of all occurrences of a response key, which GraphQL merges. */
function mergedSet(set: SelectionSetNode, field: FieldNode, fragments: Fragments): SelectionSetNode | undefined {
  if (!field.selectionSet) return undefined;
  const twins = fieldsOf(set, fragments).filter((other) => responseKey(other) === responseKey(field));
  return { kind: Kind.SELECTION_SET, selections: twins.flatMap(({ selectionSet }) => selectionSet?.selections ?? []) };
}
