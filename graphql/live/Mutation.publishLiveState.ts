// data source: NONE
import type { Context, NONERequest } from '@aws-appsync/utils';
import { refuse } from '../refuse.ts';
import type { LiveState, MutationPublishLiveStateArgs } from '../schema.generated.ts';

/** Nothing is stored here: subscribers get what the mutation returns. AppSync has parsed the AWSJSON of `state`. */
export function request(ctx: Context<MutationPublishLiveStateArgs>): NONERequest {
  const { stage, seq, state } = ctx.args.input;
  const { stage: stageOfState, seq: seqOfState } = state as LiveState;
  if (stage !== stageOfState || seq !== seqOfState)
    refuse('INVALID_ID', 'The state is of another stage or seq.', 'state');
  return { payload: state };
}

export function response(ctx: Context): LiveState {
  return ctx.result;
}
