import { Agent, request as httpRequest, type IncomingMessage } from 'node:http';
import type { AwsRequest } from './service.ts';

/** Meant for one hop only, or untrue of the next. */
const HOP = ['connection', 'keep-alive', 'transfer-encoding', 'host', 'expect', 'content-length'];

/** Sends calls on to engines over connections that stay open. */
export class Forwarder {
  private readonly agent = new Agent({ keepAlive: true });

  /** The engine's answer, its body not yet read. Rejects when the engine cannot be reached. */
  send(engine: string, request: AwsRequest, url: string): Promise<IncomingMessage> {
    const kept = Object.entries(request.headers).filter(([name]) => !HOP.includes(name));
    const headers = { ...Object.fromEntries(kept), 'content-length': String(request.body.length) };
    return new Promise((resolve, reject) => {
      const options = { method: request.method, headers, agent: this.agent };
      httpRequest(new URL(url, engine), options, resolve).on('error', reject).end(request.body);
    });
  }

  close(): void {
    this.agent.destroy();
  }
}
