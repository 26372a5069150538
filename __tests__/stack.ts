import { readFileSync } from 'node:fs';
import { CONTROL_HEADER } from '../local/control/control.ts';
import type { StackFile } from '../local/stack-file.ts';
import { bearer, type Caller, nobody } from './callers.ts';
import { STACK_FILE } from './start-stack.ts';

/** Addresses of the stack under test. */
export const stack = (): StackFile => JSON.parse(readFileSync(process.env[STACK_FILE] ?? '', 'utf8')) as StackFile;

/** Does something to the stack under test through its control address; fails with what the stack says. */
export async function control<Answer = unknown>(
  method: 'GET' | 'POST',
  path: string,
  input: Record<string, unknown> = {},
): Promise<Answer> {
  const url = new URL(path, stack().control);
  if (method === 'GET') for (const [name, value] of Object.entries(input)) url.searchParams.set(name, String(value));
  const response = await fetch(url, {
    method,
    headers: { [CONTROL_HEADER]: '1' },
    body: method === 'POST' ? JSON.stringify(input) : undefined,
  });
  const answer = (await response.json()) as Answer & { error?: string };
  if (!response.ok) throw new Error(`${method} ${path}: ${answer.error ?? response.status}`);
  return answer;
}

/** Settles when everything that was stored has gone the whole way out, retries included. */
export const settled = (): Promise<unknown> => control('POST', '/idle');

/**
 * What `read` gives as soon as it is wanted. For what nothing announces: files, counts, copies that lag.
 * @throws after `within` milliseconds, with what was read last
 */
export async function eventually<Value>(
  read: () => Promise<Value>,
  wanted: (value: Value) => boolean,
  within = 30_000,
): Promise<Value> {
  const end = Date.now() + within;
  for (;;) {
    const value = await read();
    if (wanted(value)) return value;
    if (Date.now() > end) throw new Error(`not within ${within} ms; at last: ${JSON.stringify(value)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

export interface TokenOptions {
  event?: string;
  expired?: boolean;
  group?: string;
  audience?: string;
  issuer?: string;
}

/** A token of the stack under test, valid unless asked for otherwise. */
export const token = async (role: string, options: TokenOptions = {}): Promise<string> =>
  (await control<{ token: string }>('GET', '/token', { role, ...options })).token;

export interface GraphqlError {
  errorType: string | null;
  message: string;
  errorInfo: Record<string, unknown> | null;
  path: string[] | null;
}

export interface GraphqlAnswer<Data> {
  status: number;
  data: Data | null;
  errors: GraphqlError[];
}

/**
 * One GraphQL request by HTTP, with what AppSync answers.
 * @param by a token, or who else calls; undefined: nobody
 */
export async function graphql<Data = Record<string, unknown>>(
  by: string | Caller | undefined,
  query: string,
  variables: Record<string, unknown> = {},
): Promise<GraphqlAnswer<Data>> {
  const body = JSON.stringify({ query, variables });
  const caller = typeof by === 'string' ? bearer(by) : (by ?? nobody);
  const { host: _host, ...headers } = await caller({ host: new URL(stack().graphql).host, path: '/graphql', body });
  const response = await fetch(stack().graphql, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body,
  });
  const { data = null, errors = [] } = (await response.json()) as { data?: Data | null; errors?: GraphqlError[] };
  return { status: response.status, data, errors };
}
