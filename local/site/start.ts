import { Agent, type IncomingMessage, type ServerResponse } from 'node:http';
import type { S3Client } from '@aws-sdk/client-s3';
import type { Allowed } from '../engines/ports.ts';
import { listen, readBody } from '../listener.ts';
import { resourcesOf, UnsupportedResource, type World } from '../terraform/world.ts';
import { readDistribution } from './distribution.ts';
import { Edge } from './edge.ts';
import { EdgeCache } from './edge-cache.ts';
import { edgeError } from './edge-error.ts';
import type { Answer, ViewerRequest } from './message.ts';

export interface SiteOptions {
  /** Reads the buckets, with any credentials: whether CloudFront may read is asked of `allowed`. */
  s3: S3Client;
  /** Whether bucket policies let `cloudfront.amazonaws.com` read in the distribution's name. */
  allowed: Allowed;
  /** Default: any that is free. */
  port?: number;
  log?: (line: string) => void;
  /** Milliseconds since the epoch; for tests. */
  now?: () => number;
}

export interface Site {
  url: string;
  /** Refuses and drops connections until `restore`: the edge is away. */
  cut(): Promise<void>;
  restore(): Promise<void>;
  /** Forgets all that is cached, as an invalidation of `/*` does. */
  invalidate(): void;
  stop(): Promise<void>;
}

/** The most that CloudFront takes with a viewer's request; anything near it has no place here. */
const MAX_BODY = 1024 * 1024;

function viewerRequest(request: IncomingMessage, body: Buffer): ViewerRequest {
  const [uri = '/', ...query] = (request.url ?? '/').split('?');
  const headers = Object.entries(request.headers).map(([name, value]) => [name, [value ?? ''].flat().join(', ')]);
  return {
    method: request.method ?? 'GET',
    uri,
    query: query.join('?'),
    headers: Object.fromEntries(headers),
    body,
    ip: request.socket.remoteAddress ?? '127.0.0.1',
  };
}

function send(response: ServerResponse, { status, headers, body }: Answer, withBody: boolean): void {
  response.writeHead(status, { ...headers, ...(status !== 304 && { 'content-length': String(body.length) }) });
  response.end(withBody ? body : undefined);
}

/**
 * The stack's one CloudFront distribution on 127.0.0.1: behaviours, viewer-request functions, policies, cache, error responses.
 * It speaks plain HTTP, so redirects to HTTPS, certificates, TLS versions and price classes are without effect; a Range is answered with the whole.
 * Throws `UnsupportedResource` for what is configured and not supported.
 */
export async function startSite(world: World, options: SiteOptions): Promise<Site> {
  const { log = () => {}, now = Date.now } = options;
  const [distribution, second] = resourcesOf(world, 'aws_cloudfront_distribution');
  if (!distribution) throw new Error('the stack has no aws_cloudfront_distribution');
  if (second) throw new UnsupportedResource(second.address, 'the local edge serves one distribution');
  const agent = new Agent({ keepAlive: true });
  const cache = new EdgeCache(now);
  const edge = new Edge(readDistribution(world, distribution, { ...options, agent, log }), cache, now, log);

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await readBody(request, MAX_BODY);
    if (!body) return send(response, edgeError(413, 'Request Entity Too Large'), true);
    const viewer = viewerRequest(request, body);
    send(
      response,
      decodable(viewer.uri) ? await edge.answer(viewer) : edgeError(400, 'Bad request.'),
      viewer.method !== 'HEAD',
    );
  };
  const listener = await listen(options.port ?? 0, answer, (error) =>
    log(error instanceof Error ? (error.stack ?? error.message) : String(error)),
  );
  return {
    url: listener.url,
    cut: listener.cut,
    restore: listener.restore,
    invalidate: () => cache.clear(),
    stop: async () => {
      await listener.stop();
      agent.destroy();
    },
  };
}

function decodable(uri: string): boolean {
  try {
    return decodeURIComponent(uri) !== '';
  } catch (error) {
    if (error instanceof URIError) return false;
    throw error;
  }
}
