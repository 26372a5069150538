import type { AuthType, Iam, IamCaller } from '../api.ts';
import type { Admission } from '../schema/audience.ts';

/** Somebody whose credentials were checked. */
export interface Caller {
  authType: AuthType;
  /** `ctx.identity` */
  identity: Record<string, unknown>;
  groups: readonly string[];
  /** `sub`, or the ARN of an IAM caller. */
  subject: string;
  /** Milliseconds since the epoch; absent for IAM. */
  expiresAt?: number;
  iam?: { caller: IamCaller; policies: Iam };
  /** Callers with the same audience see the same of any payload: what fan-out groups by. */
  audience: string;
}

/** What `util.authType()` says. */
export const authTypeNames: Record<AuthType, string> = {
  AWS_IAM: 'IAM Authorization',
  OPENID_CONNECT: 'Open ID Connect Authorization',
  AMAZON_COGNITO_USER_POOLS: 'User Pool Authorization',
};

/** Whether the mode and groups of a caller admit it. Policies of IAM callers are a second question, for root fields. */
export function isAdmitted(caller: Caller, ways: readonly Admission[]): boolean {
  return ways.some(
    ({ authType, groups }) =>
      authType === caller.authType && (!groups || groups.some((group) => caller.groups.includes(group))),
  );
}
