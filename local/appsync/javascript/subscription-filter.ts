import type { SubscriptionFilter } from './invocation.ts';

type FilterObject = Record<string, unknown>;
type Rule = SubscriptionFilter['filterGroup'][number]['filters'][number];

/**
 * `util.transform.toSubscriptionFilter(filter, ignoredFields?, rules?)`: a filter object in groups. Every alternative
 * under `or` becomes a group; what stands beside it, and every rule, is added to each.
 */
export function toSubscriptionFilter(
  filter: FilterObject | null,
  ignored: string[] | null = null,
  rules: FilterObject | null = null,
): SubscriptionFilter | null {
  const kept = (entry: FilterObject): FilterObject =>
    Object.fromEntries(Object.entries(entry).filter(([key]) => !(ignored ?? []).includes(key)));
  const always = rulesOf(rules ?? {});
  const groups = alternatives(filter ?? {}, kept).map((group) => ({ filters: [...group, ...always] }));
  const meant = groups.filter(({ filters }) => filters.length > 0);
  return meant.length > 0 ? { filterGroup: meant } : null;
}

function alternatives(filter: FilterObject, kept: (entry: FilterObject) => FilterObject): Rule[][] {
  const { and, or, ...own } = filter as { and?: FilterObject[]; or?: FilterObject[] } & FilterObject;
  let groups: Rule[][] = [rulesOf(kept(own))];
  for (const part of and ?? []) groups = product(groups, alternatives(part, kept));
  if (or)
    groups = product(
      groups,
      or.flatMap((part) => alternatives(part, kept)),
    );
  return groups;
}

function product(left: Rule[][], right: Rule[][]): Rule[][] {
  return left.flatMap((a) => right.map((b) => [...a, ...b]));
}

function rulesOf(entry: FilterObject): Rule[] {
  return Object.entries(entry).flatMap(([fieldName, operators]) =>
    Object.entries((operators ?? {}) as FilterObject).map(([operator, value]) => ({ fieldName, operator, value })),
  );
}
