import { Sha256 } from '@aws-crypto/sha256-js';
import { jest } from '@jest/globals';
import { SignatureV4 } from '@smithy/signature-v4';
import { PUBLISH_LIVE_STATE } from '#graphql/live/documents.generated';
import type { LiveState } from '#graphql/schema.generated';
import { makeAppSync } from '../../lambdas/live/appsync.ts';

const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret', sessionToken: 'token' };
const state: LiveState = { stage: 'matsuri26.main', seq: 7, title: [{ lang: 'ja', value: '開演' }] };
const published = { data: { publishLiveState: { seq: 7 } } };
const never = new AbortController().signal;
const respond = (status: number, body: unknown) => async () => new Response(JSON.stringify(body), { status });

const make = (answers: (() => Promise<Response>)[], signal: AbortSignal = never) => {
  const fetch = jest.fn<typeof globalThis.fetch>();
  for (const answer of answers) fetch.mockImplementationOnce(answer);
  const pauses: number[] = [];
  const appsync = makeAppSync({
    url: 'https://api.example.com/graphql',
    region: async () => 'ap-northeast-1',
    credentials: async () => credentials,
    signal,
    fetch,
    pause: async (ms, until) => {
      until.throwIfAborted();
      pauses.push(ms);
    },
  });
  return { appsync, fetch, pauses };
};

describe('publishing through AppSync', () => {
  it('sends the one document with the state as JSON', async () => {
    const { appsync, fetch } = make([respond(200, published)]);
    await appsync.publish(state);
    const { query, variables } = JSON.parse(String(fetch.mock.calls[0]?.[1]?.body));
    expect(query).toBe(PUBLISH_LIVE_STATE);
    expect(variables.input).toMatchObject({ stage: 'matsuri26.main', seq: 7 });
    expect(JSON.parse(variables.input.state)).toEqual(state);
  });

  it("signs the call with the function's role, its body included", async () => {
    const { appsync, fetch } = make([respond(200, published)]);
    await appsync.publish(state);
    const [url, init] = fetch.mock.calls[0]!;
    const headers = init?.headers as Record<string, string>;
    expect(headers.authorization).toContain('/ap-northeast-1/appsync/aws4_request');
    expect(headers['x-amz-security-token']).toBe('token');

    const signer = new SignatureV4({ service: 'appsync', region: 'ap-northeast-1', credentials, sha256: Sha256 });
    const { hostname, pathname } = new URL(String(url));
    const date = headers['x-amz-date']!.replace(/(....)(..)(..T..)(..)(..Z)/, '$1-$2-$3:$4:$5');
    const again = await signer.sign(
      {
        method: 'POST',
        protocol: 'https:',
        hostname,
        path: pathname,
        headers: { host: hostname, 'content-type': 'application/json' },
        body: String(init?.body),
      },
      { signingDate: new Date(date) },
    );
    expect(headers.authorization).toBe(again.headers.authorization);
  });

  it('fails with what AppSync refuses inside an answer with status 200', async () => {
    const refused = { data: { publishLiveState: null }, errors: [{ errorType: 'Unauthorized', message: 'no' }] };
    const { appsync, fetch } = make([respond(200, refused)]);
    await expect(appsync.publish(state)).rejects.toThrow('Unauthorized: no');
    expect(fetch).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['no data', 200, { data: { publishLiveState: null } }],
    ['a signature that is not accepted', 403, { errors: [{ errorType: 'AccessDeniedException', message: 'no' }] }],
  ])('fails at once on %s', async (_, status, body) => {
    const { appsync, fetch } = make([respond(status, body)]);
    await expect(appsync.publish(state)).rejects.toThrow('AppSync did not publish');
    expect(fetch).toHaveBeenCalledTimes(1);
  });

  it('backs off and tries again when throttled, away, slow or cut off', async () => {
    const { appsync, fetch, pauses } = make([
      respond(429, {}),
      respond(503, {}),
      async () => {
        throw new TypeError('fetch failed');
      },
      async () => {
        throw new DOMException('slow', 'TimeoutError');
      },
      respond(200, published),
    ]);
    await appsync.publish(state);
    expect(fetch).toHaveBeenCalledTimes(5);
    for (const [i, ceiling] of [100, 200, 400, 800].entries()) expect(pauses[i]).toBeLessThanOrEqual(ceiling);
  });

  it('gives up when its time is over', async () => {
    const time = new AbortController();
    const { appsync, fetch } = make(
      [
        respond(429, {}),
        async () => {
          time.abort(new Error('time is over'));
          return new Response('{}', { status: 429 });
        },
      ],
      time.signal,
    );
    await expect(appsync.publish(state)).rejects.toThrow('time is over');
    expect(fetch).toHaveBeenCalledTimes(2);
  });

  it('hands its time limit to a call that hangs', async () => {
    const time = new AbortController();
    const { appsync, fetch } = make([], time.signal);
    fetch.mockImplementation(
      (_, init) =>
        new Promise((_resolve, reject) => {
          init?.signal?.addEventListener('abort', () => reject(init.signal?.reason));
        }),
    );
    const publishing = appsync.publish(state);
    setImmediate(() => time.abort(new Error('time is over')));
    await expect(publishing).rejects.toThrow('time is over');
  });
});
