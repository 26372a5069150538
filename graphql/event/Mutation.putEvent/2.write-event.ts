import { type Context, type DynamoDBTransactWriteItemsRequest, util } from '@aws-appsync/utils';
import { epochOf, storedTime } from '../../clock.ts';
import { eventKey, SITE_KEY } from '../../keys.ts';
import { checkDone } from '../../refuse.ts';
import type { Event, MutationPutEventArgs } from '../../schema.generated.ts';
import { changeRow, stamp, touchRow, transact } from '../../write-rows.ts';
import type { Read } from './1.read-event.ts';

/** The event's stages are other acts' business: what is not set here stays. */
export function request(ctx: Context<MutationPutEventArgs>): DynamoDBTransactWriteItemsRequest {
  const { input } = ctx.args;
  const { event, listed }: Read = ctx.prev.result;
  const said = stamp(ctx, 'DESK');
  const set = {
    id: input.id,
    title: input.title,
    notice: input.notice ?? [],
    startsAt: storedTime(epochOf(input.startsAt)),
    endsAt: storedTime(epochOf(input.endsAt)),
    zone: input.zone,
    languages: input.languages,
    access: input.access ?? event?.access ?? 'OPEN',
    state: input.state,
    ...said,
  };
  ctx.stash.event = { ...set, version: (event?.version ?? 0) + 1 };
  const put = changeRow({ key: eventKey(input.id), seen: event?.version ?? 'ABSENT', set });
  if (listed) return transact([put]);
  const add = { events: util.dynamodb.toStringSet([input.id]) };
  return transact([put, touchRow({ key: SITE_KEY, set: said, add })]);
}

export function response(ctx: Context): Event {
  checkDone(ctx);
  return ctx.stash.event;
}
