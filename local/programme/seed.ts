import type { Stack } from '../stack.ts';

export async function seed(_options: {
  stack: Stack;
  programme: string | undefined;
  say: (line: string) => void;
}): Promise<void> {
  throw new Error('not yet');
}
