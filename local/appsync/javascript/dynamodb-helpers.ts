import { toTypedMap } from './attribute-values.ts';
import { type Expression, type FilterObject, toCondition } from './filter-expression.ts';
import { toUpdate } from './update-expression.ts';

type Item = Record<string, unknown>;

interface ItemInput {
  key: Item;
  item?: Item;
  update?: Item;
  condition?: FilterObject | null;
  consistentRead?: boolean | null;
  projection?: string[] | null;
}

interface ListInput {
  query?: FilterObject;
  filter?: FilterObject | null;
  index?: string | null;
  limit?: number | null;
  nextToken?: string | null;
  consistentRead?: boolean | null;
  scanIndexForward?: boolean | null;
  select?: string | null;
  projection?: string[] | null;
  segment?: number;
  totalSegments?: number;
}

interface Tables<T> {
  tables: Record<string, T>;
}

interface TransactInput {
  items: Record<string, ItemInput & { table: string }>[];
}

/** The functions of `@aws-appsync/utils/dynamodb` (https://docs.aws.amazon.com/appsync/latest/devguide/built-in-modules-js.html). */
export const helpers = {
  get: ({ key, consistentRead, projection }: ItemInput) =>
    given({ operation: 'GetItem', key: toTypedMap(key), consistentRead, projection: projected(projection) }),

  put: ({ key, item, condition, ...versioning }: ItemInput) =>
    given({
      operation: 'PutItem',
      key: toTypedMap(key),
      attributeValues: toTypedMap(item ?? {}),
      condition: conditional(condition),
      ...versioning,
    }),

  update: ({ key, update, condition, ...versioning }: ItemInput) =>
    given({
      operation: 'UpdateItem',
      key: toTypedMap(key),
      update: toUpdate(update ?? {}),
      condition: conditional(condition),
      ...versioning,
    }),

  remove: ({ key, condition, ...versioning }: ItemInput) =>
    given({ operation: 'DeleteItem', key: toTypedMap(key), condition: conditional(condition), ...versioning }),

  query: ({ query, filter, projection, ...rest }: ListInput) =>
    given({
      operation: 'Query',
      query: toCondition(query ?? {}),
      filter: conditional(filter),
      projection: projected(projection),
      ...rest,
    }),

  scan: ({ filter, projection, ...rest }: ListInput) =>
    given({ operation: 'Scan', filter: conditional(filter), projection: projected(projection), ...rest }),

  batchGet: ({ tables }: Tables<{ keys: Item[]; consistentRead?: boolean; projection?: string[] }>) => ({
    operation: 'BatchGetItem',
    tables: eachTable(tables, ({ keys, consistentRead, projection }) =>
      given({ keys: keys.map(toTypedMap), consistentRead, projection: projected(projection) }),
    ),
  }),

  batchPut: ({ tables }: Tables<Item[]>) => ({
    operation: 'BatchPutItem',
    tables: eachTable(tables, (items) => items.map(toTypedMap)),
  }),

  batchDelete: ({ tables }: Tables<Item[]>) => ({
    operation: 'BatchDeleteItem',
    tables: eachTable(tables, (keys) => keys.map(toTypedMap)),
  }),

  transactGet: ({ items }: { items: (ItemInput & { table: string })[] }) => ({
    operation: 'TransactGetItems',
    transactItems: items.map(({ table, key, projection }) =>
      given({ table, key: toTypedMap(key), projection: projected(projection) }),
    ),
  }),

  transactWrite: ({ items }: TransactInput) => ({
    operation: 'TransactWriteItems',
    transactItems: items.map(transactItem),
  }),

  toStringSet: (values: string[]) => ({ SS: values }),
  toNumberSet: (values: number[]) => ({ NS: values }),
  toBinarySet: (values: string[]) => ({ BS: values }),
};

const transactOperations: Record<string, string> = {
  putItem: 'PutItem',
  updateItem: 'UpdateItem',
  deleteItem: 'DeleteItem',
  conditionCheck: 'ConditionCheck',
};

function transactItem(entry: Record<string, ItemInput & { table: string }>) {
  const [kind, input] = Object.entries(entry)[0] ?? [];
  const operation = kind && transactOperations[kind];
  if (!operation || !input) throw new TypeError(`transactWrite has no item of kind ${kind}`);
  const condition = conditional(input.condition);
  return given({
    table: input.table,
    operation,
    key: toTypedMap(input.key),
    attributeValues: input.item && toTypedMap(input.item),
    update: input.update && toUpdate(input.update),
    condition: condition && { ...condition, returnValuesOnConditionCheckFailure: true },
  });
}

function conditional(filter: FilterObject | null | undefined): Expression | undefined {
  return filter && Object.keys(filter).length > 0 ? toCondition(filter) : undefined;
}

/** `a.b` becomes a path of two names. */
function projected(attributes: string[] | null | undefined) {
  if (!attributes) return undefined;
  const expressionNames: Record<string, string> = {};
  const nameOf = (attribute: string) => {
    const name = `#${attribute.replace(/\W/g, '_')}`;
    expressionNames[name] = attribute;
    return name;
  };
  const paths = attributes.map((attribute) => attribute.split('.').map(nameOf).join('.'));
  return { expression: paths.join(','), expressionNames };
}

function eachTable<T, R>(tables: Record<string, T>, make: (table: T) => R): Record<string, R> {
  return Object.fromEntries(Object.entries(tables).map(([name, table]) => [name, make(table)]));
}

/** Without the members that were not given. */
function given<T extends object>(request: T): T {
  return Object.fromEntries(Object.entries(request).filter(([, value]) => value !== undefined && value !== null)) as T;
}
