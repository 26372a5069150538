import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';

/** Does one thing to the running stack; what it returns is answered as JSON. */
export type Action = (input: Record<string, unknown>) => unknown;

/** By `METHOD /path`. */
export type Actions = Record<string, Action>;

export interface Control {
  url: string;
  stop(): Promise<void>;
}

/** Without it a page that somebody has open could steer the stack: browsers ask before they send it to another origin, and nobody answers. */
export const CONTROL_HEADER = 'x-butai-control';

/** Pages for people, which do what they do by the actions; a browser gets them without the header, and frames none. */
const PAGES: Record<string, Buffer> = {
  'GET /channels.html': readFileSync(new URL('channels.html', import.meta.url)),
};
const PAGE_HEADERS = { 'content-type': 'text/html; charset=utf-8', 'x-frame-options': 'DENY' };

async function inputOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const query = Object.fromEntries(new URL(request.url ?? '/', 'http://control').searchParams);
  return { ...query, ...(chunks.length > 0 ? JSON.parse(Buffer.concat(chunks).toString('utf8')) : {}) };
}

/**
 * The address on 127.0.0.1 at which scripts and tests get tokens from the running stack, and cut, kill, delay and restore parts of it.
 * Every request needs the header `x-butai-control: 1`, save for a page; its input is the query and the JSON body; `GET /` lists what there is.
 */
export async function startControl(port: number, actions: Actions): Promise<Control> {
  const server = createServer(async (request, response) => {
    const answer = (status: number, body: unknown) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(`${JSON.stringify(body ?? null)}\n`);
    const name = `${request.method} ${(request.url ?? '/').split('?')[0]}`;
    const page = PAGES[name];
    if (page) return response.writeHead(200, PAGE_HEADERS).end(page);
    if (request.headers[CONTROL_HEADER] === undefined) return answer(403, { error: `send ${CONTROL_HEADER}: 1` });
    if (name === 'GET /') return answer(200, Object.keys(actions));
    const action = actions[name];
    if (!action) return answer(404, { error: `no such action: ${name}`, actions: Object.keys(actions) });
    try {
      return answer(200, await action(await inputOf(request)));
    } catch (error) {
      return answer(400, { error: error instanceof Error ? error.message : String(error) });
    }
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${port}`,
    stop: async () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
