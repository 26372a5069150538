import { readFileSync } from 'node:fs';
import { CONTROL_HEADER } from '../local/control/control.ts';
import type { StackFile } from '../local/stack-file.ts';
import { STACK_FILE } from './start-stack.ts';

/** Addresses of the stack under test. */
export const stack = (): StackFile => JSON.parse(readFileSync(STACK_FILE, 'utf8')) as StackFile;

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

/** One GraphQL request by HTTP, with what AppSync answers. */
export async function graphql<Data = Record<string, unknown>>(
  authorization: string | undefined,
  query: string,
  variables: Record<string, unknown> = {},
): Promise<GraphqlAnswer<Data>> {
  const response = await fetch(stack().graphql, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(authorization === undefined ? {} : { authorization }) },
    body: JSON.stringify({ query, variables }),
  });
  const { data = null, errors = [] } = (await response.json()) as { data?: Data | null; errors?: GraphqlError[] };
  return { status: response.status, data, errors };
}
