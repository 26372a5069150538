// data source: PLAYBACK
import { type Context, type DynamoDBQueryRequest, util } from '@aws-appsync/utils';
import { now, storedTime } from '../clock.ts';
import { checkId } from '../id.ts';
import { playbackPartition } from '../keys.ts';
import { checkDone, refuseIf } from '../refuse.ts';
import type { Playback, QueryPlaybackArgs } from '../schema.generated.ts';
import { playbackOf } from './counters.ts';
import { WINDOW_MS } from './report.ts';

const MINUTE_MS = 60000;

/** At most a row for each minute and kind of device: 150, far below DynamoDB's 1 MB. */
export function request(ctx: Context<QueryPlaybackArgs>): DynamoDBQueryRequest {
  refuseIf(checkId('stage', ctx.args.stage, 2));
  const minute = Math.floor(util.time.nowEpochMilliSeconds() / MINUTE_MS) * MINUTE_MS;
  const since = storedTime(minute + MINUTE_MS - WINDOW_MS);
  ctx.stash.since = since;
  return {
    operation: 'Query',
    query: {
      expression: 'pk = :pk AND sk >= :since',
      expressionValues: util.dynamodb.toMapValues({ ':pk': playbackPartition(ctx.args.stage), ':since': since }),
    },
    consistentRead: false,
  };
}

export function response(ctx: Context): Playback {
  checkDone(ctx);
  return playbackOf(ctx.result.items, ctx.stash.since, now());
}
