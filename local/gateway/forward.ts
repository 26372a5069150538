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
    return new Promise((resolve, reject) => {
      const options = { hostname, port, path, method: request.method, headers, agent: this.agent };
      httpRequest(options, resolve).on('error', reject).end(request.body);
    });
  }

  close(): void {
    this.agent.destroy();
  }
}
