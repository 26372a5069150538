import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

declare global {
  // Jest's global set-up and tear-down share one process, and nothing else.
  var butaiServer: ChildProcess | undefined;
}

/**
 * Names the file with the addresses of the stack under test, one per run, so that two runs do not meet; tests read it through
 * `__tests__/stack.ts`. Jest's workers inherit the environment of this process.
 */
export const STACK_FILE = 'BUTAI_TEST_STACK';

/** Reads that are not marked consistent lag in tests, as they may on AWS. */
const LAG_MS = 500;

/** Starts the local stack from cdktf.out, as script/server does, and waits until it says that it is ready. */
export default async function startStack(): Promise<void> {
  const file = `.local/test/stack-${process.pid}.json`;
  process.env[STACK_FILE] = file;
  const server = spawn(
    process.execPath,
    ['local/server.ts', '--empty', '--state', file, '--lag', String(LAG_MS), '--redeliver'],
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
