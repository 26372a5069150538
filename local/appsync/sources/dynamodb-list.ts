import { QueryCommand, type QueryCommandInput, type QueryCommandOutput, ScanCommand } from '@aws-sdk/client-dynamodb';
import { fromWireMap } from '../javascript/attribute-values.ts';
import { type DynamoDBRequest, fromToken, placeholders, toToken } from './dynamodb-request.ts';
import type { Table } from './table.ts';

export async function query(table: Table, request: DynamoDBRequest): Promise<object> {
  return page(
    await table.client.send(
      new QueryCommand({
        ...listInput(table, request),
        KeyConditionExpression: request.query.expression,
        ScanIndexForward: request.scanIndexForward ?? true,
        ...placeholders(request.query, request.filter, request.projection),
      }),
    ),
  );
}

export async function scan(table: Table, request: DynamoDBRequest): Promise<object> {
  return page(
    await table.client.send(
      new ScanCommand({
        ...listInput(table, request),
        Segment: request.segment,
        TotalSegments: request.totalSegments,
        ...placeholders(request.filter, request.projection),
      }),
    ),
  );
}

function listInput(table: Table, request: DynamoDBRequest): QueryCommandInput {
  return {
    TableName: table.name,
    IndexName: request.index,
    Limit: request.limit,
    ConsistentRead: request.consistentRead ?? false,
    FilterExpression: request.filter?.expression,
    ProjectionExpression: request.projection?.expression,
    Select: request.select === 'ALL_PROJECTED_ATTRIBUTES' && !request.index ? undefined : request.select,
    ExclusiveStartKey: fromToken(request.nextToken),
  };
}

function page({ Items, LastEvaluatedKey, ScannedCount }: QueryCommandOutput): object {
  return {
    items: (Items ?? []).map((item) => fromWireMap(item as never)),
    nextToken: toToken(LastEvaluatedKey),
    scannedCount: ScannedCount ?? 0,
  };
}
