import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';
import type { AwsCredentialIdentityProvider } from '@smithy/types';
import { PUBLISH_LIVE_STATE } from '#graphql/live/documents.generated';
import type { LiveState, MutationPublishLiveStateArgs } from '#graphql/schema.generated';

export type AppSync = ReturnType<typeof makeAppSync>;

export interface AppSyncOptions {
  /** `https://…/graphql`. */
  readonly url: string;
  readonly region: () => Promise<string>;
  readonly credentials: AwsCredentialIdentityProvider;
  /** When it gives up, whatever the reason. */
  readonly signal: AbortSignal;
  readonly fetch: typeof globalThis.fetch;
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
}

const PER_TRY_MS = 1_500;
const FIRST_PAUSE_MS = 100;

/** The one mutation that reaches the pages' subscriptions, signed with the function's role. */
export const makeAppSync = ({ url, region, credentials, signal, fetch, pause }: AppSyncOptions) => {
  const sign = async (body: string): Promise<Record<string, string>> => {
    const { protocol, hostname, host, pathname } = new URL(url);
    const signer = new SignatureV4({ service: 'appsync', region: await region(), credentials, sha256: Sha256 });
    const headers = { host, 'content-type': 'application/json' };
    return (await signer.sign({ method: 'POST', protocol, hostname, path: pathname, headers, body })).headers;
  };

  /** AppSync's answer, or undefined where trying again may help: throttled (shared with every viewer of the account), away, or slow. */
  const post = async (body: string): Promise<Answer | undefined> => {
    const { host: _host, ...headers } = await sign(body);
    const within = AbortSignal.any([signal, AbortSignal.timeout(PER_TRY_MS)]);
    try {
      const response = await fetch(url, { method: 'POST', headers, body, signal: within });
      if (response.status === 429 || response.status >= 500) return undefined;
      return (await response.json()) as Answer;
    } catch (error) {
      if (signal.aborted || !isNetworkFailure(error)) throw error;
      return undefined;
    }
  };

  return {
    /** Publishes a LiveState. Throws what AppSync refuses, and when it has not answered by the time the signal says. */
    async publish(state: LiveState): Promise<void> {
      const variables: MutationPublishLiveStateArgs = {
        input: { stage: state.stage, seq: state.seq, state: JSON.stringify(state) },
      };
      const body = JSON.stringify({ query: PUBLISH_LIVE_STATE, variables });
      for (let ceiling = FIRST_PAUSE_MS; ; ceiling *= 2) {
        const answer = await post(body);
        if (answer) return assertPublished(answer);
        await pause(Math.random() * ceiling, signal);
      }
    },
  };
};

interface Answer {
  readonly data?: { readonly publishLiveState?: { readonly seq: number } | null } | null;
  readonly errors?: readonly { readonly errorType?: string; readonly message?: string }[];
}

/** AppSync refuses inside an answer with status 200. */
const assertPublished = ({ data, errors = [] }: Answer): void => {
  if (errors.length === 0 && data?.publishLiveState) return;
  const reasons = errors.map(({ errorType, message }) => `${errorType ?? 'Error'}: ${message ?? ''}`);
  throw new Error(`AppSync did not publish: ${reasons.join('; ') || 'no data'}`);
};

/** What `fetch` throws when there is no answer, or none in time. */
const isNetworkFailure = (error: unknown): boolean =>
  error instanceof TypeError || (error instanceof DOMException && error.name === 'TimeoutError');
