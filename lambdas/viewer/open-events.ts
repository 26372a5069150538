import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { eventKey } from '#graphql/keys';
import type { Event } from '#graphql/schema.generated';

/** Who may watch the event; null where no viewer may know of it. A moment old at most: admission is checked again on every read. */
export const readAccess = async (
  documents: DynamoDBDocumentClient,
  table: string,
  event: string,
): Promise<Event['access'] | null> => {
  const { Item } = await documents.send(
    new GetCommand({
      TableName: table,
      Key: eventKey(event),
      ProjectionExpression: '#state, #access',
      ExpressionAttributeNames: { '#state': 'state', '#access': 'access' },
    }),
  );
  return !Item || Item.state === 'DRAFT' ? null : Item.access;
};
