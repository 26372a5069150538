import type { Context, DynamoDBUpdateItemRequest } from '@aws-appsync/utils';
import { stageKey } from '../keys.ts';
import { checkDone, refuseIf } from '../refuse.ts';
import type { MutationPutSourcesArgs, Stage } from '../schema.generated.ts';
import { changeRow, stamp } from '../write-rows.ts';
import { CHANNEL_NAMES } from './channels.ts';
import { PICTURE_HOSTS } from './picture-hosts.ts';
import { checkSources, keptSources } from './source.ts';

export function request(ctx: Context<MutationPutSourcesArgs>): DynamoDBUpdateItemRequest {
  const { stage, sources, expected } = ctx.args;
  refuseIf(checkSources(sources, { channels: CHANNEL_NAMES, hosts: PICTURE_HOSTS }));
  return changeRow({
    key: stageKey(stage),
    seen: expected,
    set: { sources: keptSources(sources), ...stamp(ctx, 'DESK') },
  });
}

export function response(ctx: Context): Stage {
  checkDone(ctx);
  return ctx.result;
}
