import type { Context, DynamoDBBatchGetItemRequest } from '@aws-appsync/utils';
import { epochOf } from '../../clock.ts';
import { eventKey, SITE_KEY } from '../../keys.ts';
import { foundRows, readRows } from '../../read-rows.ts';
import { checkVersion, refuse, refuseIf } from '../../refuse.ts';
import type { Event, MutationPutEventArgs } from '../../schema.generated.ts';
import { checkAccess, checkEvent, MAX_EVENTS } from '../event.ts';

interface SiteRow {
  events?: string[];
}

export interface Read {
  event: Event | null;
  /** Whether the site's list has it already. */
  listed: boolean;
}

export function request(ctx: Context<MutationPutEventArgs>): DynamoDBBatchGetItemRequest {
  const { input } = ctx.args;
  refuseIf(checkEvent(input, epochOf(input.startsAt), epochOf(input.endsAt)));
  return readRows([eventKey(input.id), SITE_KEY], true);
}

export function response(ctx: Context<MutationPutEventArgs>): Read {
  const { input, expected } = ctx.args;
  const [event, site] = foundRows<Event | SiteRow>(ctx) as [Event | null, SiteRow | null];
  checkVersion(event, expected);
  refuseIf(checkAccess(event, input.access ?? event?.access ?? 'OPEN'));
  const events = site?.events ?? [];
  const listed = events.indexOf(input.id) >= 0;
  if (!listed && events.length >= MAX_EVENTS) refuse('TOO_MANY', `A site holds at most ${MAX_EVENTS} events.`, 'id');
  return { event, listed };
}
