import type { Context, DynamoDBGetItemRequest } from '@aws-appsync/utils';
import { stageKey } from '../../keys.ts';
import { readRow } from '../../read-rows.ts';
import { checkDone, checkVersion, refuse, refuseIf } from '../../refuse.ts';
import type { MutationMoveSourceArgs, Stage } from '../../schema.generated.ts';
import { CHANNEL_NAMES } from '../channels.ts';
import { PICTURE_HOSTS } from '../picture-hosts.ts';
import { checkAddress } from '../source.ts';

export function request(ctx: Context<MutationMoveSourceArgs>): DynamoDBGetItemRequest {
  refuseIf(checkAddress('source', ctx.args, { channels: CHANNEL_NAMES, hosts: PICTURE_HOSTS }));
  return readRow(stageKey(ctx.args.stage), true);
}

export function response(ctx: Context<MutationMoveSourceArgs>): Stage {
  checkDone(ctx);
  const { source, expected } = ctx.args;
  const stage: Stage | null = ctx.result;
  if (stage === null) return refuse('STAGE_NOT_FOUND', 'There is no such stage.', 'stage');
  checkVersion(stage, expected);
  if (!(stage.sources ?? []).some(({ id }) => id === source))
    refuse('SOURCE_NOT_FOUND', 'The stage has no such source.', 'source');
  return stage;
}
