import { once } from 'node:events';
import { createServer } from 'node:net';

/**
 * Where free ports are looked for: below those that systems give to whoever asks for any (Linux: from 32768), or an engine that starts in between could
 * be given one that was chosen for another.
 */
const LOWEST = 15_000;
const HIGHEST = 32_000;

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  server.listen(port, '127.0.0.1');
  const listening = await once(server, 'listening').then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') return false;
      throw error;
    },
  );
  if (!listening) return false;
  server.close();
  await once(server, 'close');
  return true;
}

/**
 * A port per name. All are chosen before anything starts, because addresses go into configuration (an issuer, a Content-Security-Policy) of things that
 * start before their owner.
 * @param first the port of the first name, the others following it; 0 for any that are free
 * @throws naming the port when one that was asked for is in use
 */
export async function choosePorts<Name extends string>(
  names: readonly Name[],
  first: number,
): Promise<Record<Name, number>> {
  const ports: Partial<Record<Name, number>> = {};
  let next = first || LOWEST + Math.floor(Math.random() * (HIGHEST - LOWEST));
  for (const name of names) {
    while (!(await isFree(next))) {
      if (first) throw new Error(`port ${next} is in use: give another with --port`);
      next = next < HIGHEST ? next + 1 : LOWEST;
    }
    ports[name] = next++;
  }
  return ports as Record<Name, number>;
}
