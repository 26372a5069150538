import { once } from 'node:events';
import { createServer } from 'node:net';

/** A free port of 127.0.0.1, or `wanted` if it is free. Throws, naming the port, if it is not. */
async function reserve(wanted: number): Promise<number> {
  const server = createServer();
  server.listen(wanted, '127.0.0.1');
  await once(server, 'listening').catch((cause: unknown) => {
    throw new Error(`port ${wanted} is in use: give another with --port`, { cause });
  });
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('a TCP server without a port');
  return address.port;
}

/**
 * A port per name. All are chosen before anything starts, because addresses go into configuration (an issuer, a Content-Security-Policy) of things that
 * start before their owner.
 * @param first the port of the first name, the others following it; 0 for any that are free
 */
export async function choosePorts<Name extends string>(
  names: readonly Name[],
  first: number,
): Promise<Record<Name, number>> {
  const ports: Partial<Record<Name, number>> = {};
  for (const [index, name] of names.entries()) ports[name] = await reserve(first === 0 ? 0 : first + index);
  return ports as Record<Name, number>;
}
