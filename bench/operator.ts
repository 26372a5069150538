import type { StackFile } from '../local/stack-file.ts';
import { operatorToken } from './server.ts';

/** What an operator asks of the API. Throws what it refuses. */
export type Operator = <Answer = { version: number }>(
  query: string,
  variables: Record<string, unknown>,
) => Promise<Answer>;

/** One who may do everything. What comes back is the answer's only field. */
export async function operator(addresses: StackFile): Promise<Operator> {
  const authorization = await operatorToken(addresses);
  return async <Answer>(query: string, variables: Record<string, unknown>) => {
    const response = await fetch(addresses.graphql, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await response.json()) as { data?: Record<string, Answer>; errors?: unknown };
    const result = Object.values(data ?? {})[0];
    if (errors || !result) throw new Error(`the operator was refused: ${JSON.stringify(errors ?? response.status)}`);
    return result;
  };
}
