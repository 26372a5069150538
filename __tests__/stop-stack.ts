import { once } from 'node:events';
import './start-stack.ts';

/** Ends the stack that `start-stack` started, and waits until it has. */
export default async function stopStack(): Promise<void> {
  const server = globalThis.butaiServer;
  if (!server || server.exitCode !== null) return;
  const ended = once(server, 'exit');
  server.kill('SIGTERM');
  await ended;
}
