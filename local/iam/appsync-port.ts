import type { Iam as AppSyncIam } from '../appsync/api.ts';
import { IamRefused } from '../appsync/errors.ts';
import type { Iam } from './iam.ts';
import { type RefusalCode, SignatureRefused } from './signature.ts';

const ERROR_TYPES: Record<RefusalCode, string> = {
  MissingAuthenticationToken: 'MissingAuthenticationTokenException',
  IncompleteSignature: 'IncompleteSignatureException',
  UnrecognizedClient: 'UnrecognizedClientException',
  InvalidSignature: 'InvalidSignatureException',
  SignatureExpired: 'InvalidSignatureException',
};

/** What the AppSync engine asks of IAM, answered from the world's roles and policies. */
export function appSyncPort(iam: Iam): AppSyncIam {
  const roles = new Map<string, string>();
  return {
    async verify(request) {
      try {
        const caller = await iam.verify(request);
        if (caller.service !== 'appsync')
          throw new SignatureRefused('InvalidSignature', `The scope is ${caller.service}, not appsync.`);
        roles.set(caller.accessKeyId, caller.roleArn);
        return { accountId: caller.accountId, userArn: caller.userArn, accessKeyId: caller.accessKeyId };
      } catch (error) {
        if (error instanceof SignatureRefused) throw new IamRefused(error.message, ERROR_TYPES[error.code]);
        throw error;
      }
    },
    allows({ accessKeyId }, action, resource) {
      const roleArn = roles.get(accessKeyId);
      return roleArn !== undefined && iam.decide({ roleArn }, action, resource).allowed;
    },
  };
}
