import type { Context } from '@aws-appsync/utils';

/** The code of every pipeline resolver: its functions do the work, the last one's result is the field's. */
export function request(): Record<string, never> {
  return {};
}

export function response(ctx: Context): unknown {
  return ctx.prev.result;
}
