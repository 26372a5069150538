import { jsonError } from '../error-shapes.ts';
import { jsonOf, type Permission, type Place, type Service, targetOf, UnknownOperation } from '../service.ts';

type Input = Record<string, unknown>;

/** Operations on one table that are authorised under their own name. */
const ON_A_TABLE = [
  'DeleteItem',
  'DescribeTable',
  'DescribeTimeToLive',
  'GetItem',
  'PutItem',
  'Query',
  'Scan',
  'UpdateItem',
];
/** Parts of a transaction are authorised as the operations that they are. */
const PARTS: Record<string, string> = {
  ConditionCheck: 'dynamodb:ConditionCheckItem',
  Delete: 'dynamodb:DeleteItem',
  Get: 'dynamodb:GetItem',
  Put: 'dynamodb:PutItem',
  Update: 'dynamodb:UpdateItem',
};

export const dynamodb: Service = {
  name: 'dynamodb',
  callOf(request, place) {
    const operation = targetOf(request, 'dynamodb', 'DynamoDB_20120810');
    return { operation, permissions: distinct(permissionsOf(operation, jsonOf(request), place)) };
  },
  refuse: (problem) => jsonError(problem, { version: '1.0', status: 400 }),
};

function permissionsOf(operation: string, input: Input, place: Place): Permission[] {
  const on = (action: string, table: unknown, index?: unknown) => ({
    action,
    resource: tableArn(place, String(table), index),
  });
  if (ON_A_TABLE.includes(operation)) return [on(`dynamodb:${operation}`, input.TableName, input.IndexName)];
  if (operation === 'TransactWriteItems' || operation === 'TransactGetItems') {
    return (input.TransactItems as Record<string, Input>[]).flatMap((item) =>
      Object.entries(item).map(([kind, part]) => {
        const action = PARTS[kind];
        if (!action) throw new UnknownOperation('dynamodb', `${operation} with ${kind}`);
        return on(action, part.TableName);
      }),
    );
  }
  if (operation === 'BatchGetItem' || operation === 'BatchWriteItem') {
    return Object.keys(input.RequestItems as Input).map((table) => on(`dynamodb:${operation}`, table));
  }
  throw new UnknownOperation('dynamodb', operation);
}

function tableArn({ account, region }: Place, table: string, index: unknown): string {
  const arn = table.startsWith('arn:') ? table : `arn:aws:dynamodb:${region}:${account}:table/${table}`;
  return index === undefined ? arn : `${arn}/index/${index}`;
}

function distinct(permissions: Permission[]): Permission[] {
  return [
    ...new Map(permissions.map((permission) => [`${permission.action} ${permission.resource}`, permission])).values(),
  ];
}
