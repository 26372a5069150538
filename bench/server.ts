import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { CONTROL_HEADER } from '../local/control/control.ts';
import type { StackFile } from '../local/stack-file.ts';

/** A local stack to measure. */
export interface MeasuredStack {
  addresses: StackFile;
  /** Ends it, if it was started for the purpose. */
  stop(): Promise<void>;
}

async function ready(child: ChildProcess): Promise<void> {
  if (!child.stdout) throw new Error('the local stack has no output');
  for await (const line of createInterface({ input: child.stdout })) if (line.startsWith('ready')) return;
  throw new Error('the local stack ended before it was ready');
}

/** An empty stack of its own, in a process of its own, from cdktf.out. */
export async function startStack(asOnAws: boolean): Promise<MeasuredStack> {
  const folder = mkdtempSync(join(tmpdir(), 'butai-bench-'));
  const state = join(folder, 'stack.json');
  const options = ['local/server.ts', '--empty', '--state', state, ...(asOnAws ? ['--as-on-aws'] : [])];
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...options], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await ready(child);
  child.stdout?.resume();
  return {
    addresses: JSON.parse(readFileSync(state, 'utf8')) as StackFile,
    async stop() {
      const exit = once(child, 'exit');
      child.kill('SIGTERM');
      await exit;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The one that script/server started. */
export function runningStack(): MeasuredStack {
  const addresses = JSON.parse(readFileSync('.local/stack.json', 'utf8')) as StackFile;
  return { addresses, stop: async () => {} };
}

/** Has the running stack do one thing: `control(addresses, 'POST /idle')`. Throws what it refuses. */
export async function control<Answer>(
  addresses: StackFile,
  action: string,
  input: Record<string, unknown> = {},
): Promise<Answer> {
  const [method = '', path] = action.split(' ');
  const query = method === 'GET' ? `?${new URLSearchParams(input as Record<string, string>)}` : '';
  const response = await fetch(`${addresses.control}${path}${query}`, {
    method,
    headers: { [CONTROL_HEADER]: '1' },
    ...(method === 'POST' && { body: JSON.stringify(input) }),
  });
  const answer = (await response.json()) as Answer;
  if (!response.ok) throw new Error(`${action}: ${JSON.stringify(answer)}`);
  return answer;
}

/** An operator's token. */
export async function operatorToken(addresses: StackFile): Promise<string> {
  return (await control<{ token: string }>(addresses, 'GET /token', { role: 'operator' })).token;
}

/** A viewer's token, from the issuer, through the site. */
export async function viewerToken({ session }: StackFile, event: string): Promise<string> {
  const response = await fetch(session, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ event }),
  });
  const { token, error } = (await response.json()) as { token?: string; error?: string };
  if (!token) throw new Error(`POST /session: ${error ?? response.status}`);
  return token;
}
