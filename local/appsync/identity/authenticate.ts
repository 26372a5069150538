import type { Api, Iam, SignedRequest } from '../api.ts';
import { IamRefused, Unauthorized } from '../errors.ts';
import type { Caller } from './caller.ts';
import { Tokens } from './tokens.ts';

/** Who sent a request. Throws `Unauthorized`. */
export type Authenticate = (request: SignedRequest, sourceIp: string) => Promise<Caller>;

/**
 * Decides, as AppSync does, by the `Authorization` header which of the API's modes a request uses: a SigV4 signature is
 * IAM, anything else a token, whose `iss` picks the issuer. A mode that the API does not have admits nobody.
 */
export function authenticator(api: Api, iam: Iam | undefined): Authenticate {
  const tokens = new Tokens(api.authentication);
  const takesIam = api.authentication.some(({ type }) => type === 'AWS_IAM');
  return async (request, sourceIp) => {
    const authorization = request.headers.authorization;
    if (!authorization) {
      throw new Unauthorized(request.headers['x-api-key'] ? undefined : 'Valid authorization header not provided.');
    }
    if (!authorization.startsWith('AWS4-HMAC-SHA256')) {
      return tokens.verify(authorization.replace(/^Bearer /i, ''), sourceIp);
    }
    if (!takesIam || !iam) throw new Unauthorized();
    return signer(request, iam, sourceIp);
  };
}

async function signer(request: SignedRequest, iam: Iam, sourceIp: string): Promise<Caller> {
  try {
    const caller = await iam.verify(request);
    return {
      authType: 'AWS_IAM',
      identity: {
        accountId: caller.accountId,
        cognitoIdentityAuthProvider: null,
        cognitoIdentityAuthType: null,
        cognitoIdentityId: null,
        cognitoIdentityPoolId: null,
        sourceIp: [sourceIp],
        userArn: caller.userArn,
        username: caller.userArn.split('/').at(-1),
      },
      groups: [],
      subject: caller.userArn,
      iam: { caller, policies: iam },
      audience: 'AWS_IAM',
    };
  } catch (cause) {
    if (!(cause instanceof IamRefused)) throw cause;
    const refused = new Unauthorized(cause.message, cause.errorType, 403);
    refused.cause = cause;
    throw refused;
  }
}
