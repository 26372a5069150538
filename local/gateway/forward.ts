import { Agent, request as httpRequest, type IncomingMessage } from 'node:http';
import type { AwsRequest } from './service.ts';

/** Meant for one hop only, or untrue of the next. */
const HOP = ['connection', 'keep-alive', 'transfer-encoding', 'host', 'expect', 'content-length'];

/** Sends calls on to engines over connections that stay open. */
export class Forwarder {
  private readonly agent = new Agent({ keepAlive: true });

  /**
   * The engine's answer, its body not yet read. Rejects when the engine cannot be reached.
   * @param path with the query, as it came: made tidy (`..`, `//`), it would not be what was authorised
   */
  send(engine: string, request: AwsRequest, path: string): Promise<IncomingMessage> {
    const { hostname, port } = new URL(engine);
    const kept = Object.entries(request.headers).filter(([name]) => !HOP.includes(name));
    const headers = { ...Object.fromEntries(kept), 'content-length': String(request.body.length) };
    const options = { hostname, port, path, method: request.method, headers, agent: this.agent };
    const send = (): Promise<IncomingMessage> =>
      new Promise((resolve, reject) => {
        const sent = httpRequest(options, resolve);
        // An engine closes connections that were idle for a while; a request that meets that was not read.
        // https://nodejs.org/api/http.html#requestreusedsocket
        const again = (error: NodeJS.ErrnoException) => sent.reusedSocket && error.code === 'ECONNRESET';
        sent.on('error', (error) => (again(error) ? send().then(resolve, reject) : reject(error))).end(request.body);
      });
    return send();
  }

  close(): void {
    this.agent.destroy();
  }
}
