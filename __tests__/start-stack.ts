import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

declare global {
  // Jest's global set-up and tear-down share one process, and nothing else.
  var butaiServer: ChildProcess | undefined;
}

/** Where the stack under test writes its addresses; tests read it through `__tests__/stack.ts`. */
export const STACK_FILE = '.local/test/stack.json';

/** Reads that are not marked consistent lag in tests, as they may on AWS. */
const LAG_MS = 500;

/** Starts the local stack from cdktf.out, as script/server does, and waits until it says that it is ready. */
export default async function startStack(): Promise<void> {
  const server = spawn(
    process.execPath,
    ['local/server.ts', '--empty', '--state', STACK_FILE, '--lag', String(LAG_MS), '--redeliver'],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, NODE_OPTIONS: '--disable-warning=ExperimentalWarning' },
    },
  );
  globalThis.butaiServer = server;
  const ended = once(server, 'exit').then(([code]) => {
    throw new Error(`the local stack ended with ${code} before it was ready`);
  });
  const ready = (async () => {
    for await (const line of createInterface({ input: server.stdout! })) if (line.startsWith('ready')) return;
    throw new Error('the local stack closed its output before it was ready');
  })();
  await Promise.race([ready, ended]);
  server.stdout!.resume();
  ended.catch(() => undefined);
}
