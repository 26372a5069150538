import type { AppSyncIdentityOIDC, Context } from '@aws-appsync/utils';
import { storedTime } from '../clock.ts';
import { refuse } from '../refuse.ts';
import type { Access } from '../schema.generated.ts';
import { GATE_COPIES } from './gate-copies.ts';

const HEX = '0123456789abcdef';

/** What a token says of who answers. */
export interface Voter {
  /** Random by construction, so that its first two digits spread ballots and gate copies. */
  sub: string;
  access: Access;
  /** When the voter's token was first issued, as a time is stored. */
  since: string;
  /** A keyed hash of the voter's address prefix. */
  net: string;
}

export function voterOf(ctx: Context): Voter {
  const { sub, claims } = ctx.identity as AppSyncIdentityOIDC;
  return { sub: checkedSub(sub), access: claims.access, since: storedTime(claims.since * 1000), net: claims.net };
}

/** The copy of a gate that answers a voter, one of GATE_COPIES by the partition of the ballot. */
export function gateCopyOf(sub: string): number {
  return (HEX.indexOf(sub.charAt(0)) * 16 + HEX.indexOf(sub.charAt(1))) % GATE_COPIES;
}

/** Another form would be a partition that no recount reads. */
function checkedSub(sub: string): string {
  const known = sub.length >= 2 && HEX.indexOf(sub.charAt(0)) >= 0 && HEX.indexOf(sub.charAt(1)) >= 0;
  return known ? sub : refuse('NOT_ADMITTED', 'The token names no viewer of ours.');
}
