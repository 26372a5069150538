import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';

/** What a call is authorised for: over HTTP its own body, over the real-time endpoint the handshake or the subscription. */
interface Call {
  /** Of the GraphQL endpoint, with its port. */
  host: string;
  path: string;
  body: string;
}

/** Gives a call the headers that say who sends it. */
export type Caller = (call: Call) => Promise<Record<string, string>>;

export const nobody: Caller = async ({ host }) => ({ host });

export const bearer =
  (token: string): Caller =>
  async ({ host }) => ({ host, authorization: token });

export interface AccessKey {
  accessKeyId: string;
  secretAccessKey: string;
  region: string;
}

/** Signs as AWS's SDKs do (SigV4). */
export function signer({ region, ...credentials }: AccessKey, service = 'appsync'): Caller {
  const signature = new SignatureV4({ service, region, credentials, sha256: Sha256 });
  return async ({ host, path, body }) => {
    const signed = await signature.sign({
      method: 'POST',
      protocol: 'http:',
      hostname: host.split(':')[0] ?? '',
      path,
      headers: { host, 'content-type': 'application/json' },
      body,
    });
    return signed.headers;
  };
}
