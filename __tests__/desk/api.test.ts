import { gql } from '@urql/core';
import { makeApi } from '../../spa/src/desk/api.ts';
import { Refusal } from '../../spa/src/desk/refusal.ts';

const ASK = gql<{ a: number }, Record<string, never>>`query A { a }`;
const ACT = gql<{ a: number }, Record<string, never>>`mutation A { a }`;

const answering = (status: number, body: unknown) => async () =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json;charset=UTF-8' } });

const refusing = async (fetch: typeof globalThis.fetch, token = async () => 'token'): Promise<Refusal> => {
  const api = makeApi({ url: 'http://127.0.0.1/graphql', token, fetch });
  return api.act(ACT, {}).then(
    () => Promise.reject(new Error('it was not refused')),
    (cause: Refusal) => cause,
  );
};

const appsync = (errorType: string, errorInfo: unknown = null) => ({
  data: null,
  errors: [{ message: 'said to developers', errorType, errorInfo, path: ['putStage'], locations: [] }],
});

describe('the API with the operator’s token', () => {
  it('posts with the token that holds at that moment', async () => {
    let count = 0;
    const seen: (string | null)[] = [];
    const api = makeApi({
      url: 'http://127.0.0.1/graphql',
      token: async () => `token ${++count}`,
      fetch: async (_input, init) => {
        seen.push(`${init?.method} ${new Headers(init?.headers).get('authorization')}`);
        return answering(200, { data: { a: 1 } })();
      },
    });
    expect(await api.ask(ASK, {})).toMatchObject({ a: 1 });
    await api.ask(ASK, {});
    expect(seen).toEqual(['POST token 1', 'POST token 2']);
  });

  it('reads a refusal’s code, field and version from where AppSync puts them', async () => {
    const refusal = await refusing(answering(200, appsync('CONFLICT', { version: 7, field: 'title' })));
    expect(refusal).toBeInstanceOf(Refusal);
    expect(refusal).toMatchObject({ code: 'CONFLICT', version: 7, field: 'title' });
  });

  it('tells a row that is gone from one whose version is unknown', async () => {
    expect((await refusing(answering(200, appsync('CONFLICT', { version: null })))).version).toBeNull();
    expect((await refusing(answering(200, appsync('CONFLICT', {})))).version).toBeUndefined();
  });

  it.each([
    ['a role that the field does not admit', answering(200, appsync('Unauthorized')), 'NOT_ADMITTED'],
    ['a token that is refused', answering(401, { errors: [{ errorType: 'UnauthorizedException' }] }), 'SIGNED_OUT'],
    ['too many requests', answering(429, { errors: [{ errorType: 'ThrottlingException' }] }), 'TOO_MANY_REQUESTS'],
    ['a fault with a name that nobody lists', answering(200, appsync('DynamoDB:Broken')), 'FAULT'],
    ['an answer that is no JSON', async () => new Response('Bad gateway', { status: 502 }), 'FAULT'],
    ['no answer', () => Promise.reject(new TypeError('fetch failed')), 'UNREACHABLE'],
  ])('gives %s its code', async (_name, fetch, code) => {
    expect(await refusing(fetch as typeof globalThis.fetch)).toMatchObject({ code });
  });

  it('says that the sign-in has ended where there is no token to send', async () => {
    const refusal = await refusing(answering(200, { data: { a: 1 } }), () => Promise.reject(new Refusal('SIGNED_OUT')));
    expect(refusal.code).toBe('SIGNED_OUT');
  });
});
