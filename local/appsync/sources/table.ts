import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

export interface Table {
  name: string;
  client: Pick<DynamoDBClient, 'send'>;
}

/** What a failed operation still shows in `ctx.result`: the item that a condition met, a transaction's reasons. */
export class FailedWithResult extends Error {
  override readonly name = 'FailedWithResult';
  readonly result: unknown;

  constructor(result: unknown, cause: unknown) {
    super('DynamoDB refused', { cause });
    this.result = result;
  }
}
