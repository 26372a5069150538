import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { STACK_FILE } from '../start-stack.ts';

/** Runs `script/act` on the stack under test. What it complains of is what the promise rejects with. */
export async function act(...typed: string[]): Promise<string> {
  const state = ['--local', '--state', process.env[STACK_FILE] ?? ''];
  // Jest's own options would make Node load its modules another way.
  const { NODE_OPTIONS: _jest, ...env } = process.env;
  const { stdout } = await promisify(execFile)('script/act', [...state, ...typed], { env });
  return stdout;
}
