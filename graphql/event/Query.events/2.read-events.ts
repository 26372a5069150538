import { type Context, type DynamoDBBatchGetItemRequest, runtime } from '@aws-appsync/utils';
import { eventKey } from '../../keys.ts';
import { foundRows, readRows } from '../../read-rows.ts';
import type { Event } from '../../schema.generated.ts';
import { isStaff } from '../../viewer/admit-viewer.ts';
import { eventsInOrder } from '../event.ts';

export function request(ctx: Context): DynamoDBBatchGetItemRequest {
  const events: string[] = ctx.prev.result;
  if (events.length === 0) runtime.earlyReturn([]);
  return readRows(
    events.map((event) => eventKey(event)),
    isStaff(ctx),
  );
}

export function response(ctx: Context): Event[] {
  const events = foundRows<Event>(ctx).filter((event) => event !== null);
  return eventsInOrder(events.filter((event) => event.state !== 'DRAFT' || isStaff(ctx)));
}
