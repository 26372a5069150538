import { type AnyVariables, Client, fetchExchange, type OperationResult, type TypedDocumentNode } from '@urql/core';
import { Refusal, refusalOf } from './refusal.ts';

/** The GraphQL API with the operator's token. Both reject with a `Refusal`. */
export interface Api {
  ask<Data, Variables extends AnyVariables>(
    document: TypedDocumentNode<Data, Variables>,
    variables: Variables,
  ): Promise<Data>;
  act<Data, Variables extends AnyVariables>(
    document: TypedDocumentNode<Data, Variables>,
    variables: Variables,
  ): Promise<Data>;
}

interface Options {
  readonly url: string;
  /** Asked for every request; rejects with SIGNED_OUT. */
  token(): Promise<string>;
  readonly fetch?: typeof fetch;
}

/** A request that hangs is a request that failed. */
const PATIENCE = 10_000;

function dataOf<Data>({ data, error }: OperationResult<Data>): Data {
  if (error) throw refusalOf(error);
  if (data == null) throw new Refusal('FAULT');
  return data;
}

/** Nothing is cached: a desk shows what holds now. AppSync takes no GET. */
export function makeApi(options: Options): Api {
  const send = options.fetch ?? fetch;
  const client = new Client({
    url: options.url,
    exchanges: [fetchExchange],
    preferGetMethod: false,
    requestPolicy: 'network-only',
    fetch: async (input, init) => {
      const headers = new Headers(init?.headers);
      headers.set('authorization', await options.token());
      return send(input, { ...init, headers, signal: AbortSignal.timeout(PATIENCE) });
    },
  });
  return {
    ask: async (document, variables) => dataOf(await client.query(document, variables).toPromise()),
    act: async (document, variables) => dataOf(await client.mutation(document, variables).toPromise()),
  };
}
