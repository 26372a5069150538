import { FieldError } from '../errors.ts';
import type { Answer, Source } from './data-source.ts';
import { batchGet, batchWrite } from './dynamodb-batch.ts';
import { deleteItem, getItem, putItem, updateItem } from './dynamodb-item.ts';
import { query, scan } from './dynamodb-list.ts';
import { checkRequest, type DynamoDBRequest } from './dynamodb-request.ts';
import { transactGet, transactWrite } from './dynamodb-transaction.ts';
import { FailedWithResult, type Table } from './table.ts';

type Operation = (table: Table, request: DynamoDBRequest) => Promise<unknown>;

const operations: Record<string, Operation> = {
  GetItem: getItem,
  PutItem: putItem,
  UpdateItem: updateItem,
  DeleteItem: deleteItem,
  Query: query,
  Scan: scan,
  BatchGetItem: batchGet,
  BatchPutItem: batchWrite,
  BatchDeleteItem: batchWrite,
  TransactGetItems: transactGet,
  TransactWriteItems: transactWrite,
};

/**
 * A DynamoDB data source (https://docs.aws.amazon.com/appsync/latest/devguide/js-resolver-reference-dynamodb.html). Which
 * other tables a batch or a transaction may name is for the policies behind `client` to say, as on AWS.
 */
export function dynamodbSource(table: Table): Source {
  return async (given): Promise<Answer> => {
    try {
      const request = checkRequest(given);
      return { result: await (operations[request.operation] as Operation)(table, request) };
    } catch (thrown) {
      if (thrown instanceof FieldError) return { result: null, error: thrown };
      if (!(thrown instanceof FailedWithResult)) return { result: null, error: toFieldError(thrown, null) };
      return { result: thrown.result, error: toFieldError(thrown.cause, thrown.result) };
    }
  };
}

interface ServiceError {
  name: string;
  message: string;
  $metadata?: { httpStatusCode?: number; requestId?: string };
}

function toFieldError(thrown: unknown, data: unknown): FieldError {
  const { name, message, $metadata } = thrown as ServiceError;
  const where = `(Service: DynamoDb, Status Code: ${$metadata?.httpStatusCode ?? 400}, Request ID: ${$metadata?.requestId ?? 'local'})`;
  const error = new FieldError(`${message} ${where}`, `DynamoDB:${name}`, data);
  error.cause = thrown;
  return error;
}
