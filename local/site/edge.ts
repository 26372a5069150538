import { acceptedEncodings, compressed } from './compress.ts';
import type { Behaviour, Distribution } from './distribution.ts';
import type { EdgeCache, Outcome } from './edge-cache.ts';
import { edgeError } from './edge-error.ts';
import { EdgeFunctionFailed } from './edge-function.ts';
import { type Answer, type Headers, header, type ViewerRequest } from './message.ts';
import { withHeaders } from './response-headers.ts';
import { pickCookies, pickHeaders, pickQuery } from './selection.ts';
import { errorTimeToLive, timeToLive } from './time-to-live.ts';

/** How the edge came to an answer, besides through its cache. */
type Path = Outcome | 'FunctionGeneratedResponse' | 'LambdaGeneratedResponse';

interface Reply {
  answer: Answer;
  outcome: Path;
  age: number;
}

const NO_BODY = Buffer.alloc(0);

function originHeaders(
  request: ViewerRequest,
  { cache, forward, originHeaders: own }: Behaviour,
  edge: string,
): Headers {
  const headers = pickHeaders(request.headers, cache.key, forward);
  const cookies = pickCookies(request.headers.cookie ?? '', cache.key, forward);
  const encodings = acceptedEncodings(request.headers, cache);
  const { 'content-type': type, 'x-forwarded-for': before } = request.headers;
  return {
    'user-agent': 'Amazon CloudFront',
    ...(type && { 'content-type': type }),
    ...headers,
    ...(cache.gzip || cache.brotli ? { 'accept-encoding': encodings.join(', ') || 'identity' } : {}),
    ...(cookies && { cookie: cookies }),
    'x-forwarded-for': [before, request.ip].filter(Boolean).join(', '),
    via: `1.1 ${edge} (CloudFront)`,
    'x-amz-cf-id': crypto.randomUUID(),
    ...own,
  };
}

function keyOf(request: ViewerRequest, { originId, cache, compress }: Behaviour): string {
  return JSON.stringify([
    originId,
    request.method === 'OPTIONS' ? 'OPTIONS' : 'GET',
    request.uri,
    pickQuery(request.query, cache.key),
    pickHeaders(request.headers, cache.key),
    pickCookies(request.headers.cookie ?? '', cache.key),
    acceptedEncodings(request.headers, cache),
    compress,
  ]);
}

const sameTag = (one: string, other: string) => one.replace(/^W\//, '') === other.replace(/^W\//, '');

/** 304 for a viewer who has this answer. */
function unlessHeld(answer: Answer, request: ViewerRequest): Answer {
  const etag = header(answer.headers, 'etag');
  const held = request.headers['if-none-match']?.split(',').map((tag) => tag.trim());
  if (answer.status !== 200 || !etag || !held?.some((tag) => tag === '*' || sameTag(tag, etag))) return answer;
  const {
    'content-length': _length,
    'content-type': _type,
    'content-encoding': _encoding,
    ...headers
  } = answer.headers;
  return { status: 304, headers, body: NO_BODY };
}

/** What the distribution answers. */
export class Edge {
  readonly #distribution: Distribution;
  readonly #cache: EdgeCache;
  readonly #now: () => number;
  readonly #log: (line: string) => void;

  constructor(distribution: Distribution, cache: EdgeCache, now: () => number, log: (line: string) => void) {
    this.#distribution = distribution;
    this.#cache = cache;
    this.#now = now;
    this.#log = log;
  }

  async answer(request: ViewerRequest): Promise<Answer> {
    // The viewer's path chooses the behaviour; what a function makes of it does not.
    const behaviour = this.#behaviour(request.uri);
    const { answer, outcome, age } = await this.#reply(request, behaviour);
    const told = withHeaders(unlessHeld(answer, request), behaviour.responseHeaders);
    return {
      ...told,
      headers: {
        ...told.headers,
        ...(age > 0 && { age: String(age) }),
        'x-cache': `${outcome} from cloudfront`,
        via: `1.1 ${this.#distribution.domain} (CloudFront)`,
        'x-amz-cf-id': crypto.randomUUID(),
      },
    };
  }

  #behaviour(path: string): Behaviour {
    const behaviour = this.#distribution.behaviours.find(({ takes }) => takes(path));
    if (!behaviour) throw new Error(`no behaviour takes ${path}`);
    return behaviour;
  }

  async #reply(request: ViewerRequest, behaviour: Behaviour): Promise<Reply> {
    const error = (answer: Answer): Reply => ({ answer, outcome: 'Error', age: 0 });
    if (!behaviour.allowedMethods.has(request.method)) {
      return error(
        edgeError(403, `This distribution is not configured to allow the HTTP request method ${request.method}.`),
      );
    }
    try {
      const result = (await behaviour.viewerRequest?.(request)) ?? { request };
      if ('answer' in result) return { answer: result.answer, outcome: 'FunctionGeneratedResponse', age: 0 };
      return await this.#withErrorPage(await this.#fromOrigin(this.#atRoot(result.request), behaviour), request);
    } catch (failure) {
      if (!(failure instanceof EdgeFunctionFailed)) throw failure;
      this.#log(`${failure.message}: ${failure.cause}`);
      return error(
        edgeError(
          503,
          'The CloudFront function associated with the CloudFront distribution is invalid or could not run.',
        ),
      );
    }
  }

  #atRoot(request: ViewerRequest): ViewerRequest {
    const { rootObject } = this.#distribution;
    return request.uri === '/' && rootObject !== '' ? { ...request, uri: `/${rootObject}` } : request;
  }

  async #fromOrigin(request: ViewerRequest, behaviour: Behaviour): Promise<Reply> {
    const { origin, originPath, cache, forward } = behaviour;
    const cached = behaviour.cachedMethods.has(request.method);
    const fetch = (etag: string | undefined) =>
      origin({
        // One entry serves GET and HEAD, so a HEAD that misses fetches the whole.
        method: cached && request.method === 'HEAD' ? 'GET' : request.method,
        path: originPath + request.uri,
        query: pickQuery(request.query, cache.key, forward),
        headers: originHeaders(request, behaviour, this.#distribution.domain),
        body: request.body,
        etag,
      });
    if (!cached) {
      const answer = await fetch(undefined);
      return { answer, outcome: answer.status >= 400 ? 'Error' : 'Miss', age: 0 };
    }
    const encodings = behaviour.compress ? acceptedEncodings(request.headers, cache) : [];
    return this.#cache.get(keyOf(request, behaviour), {
      fetch,
      keep: (answer) => this.#keep(answer, cache),
      encode: (answer) => compressed(answer, encodings),
    });
  }

  #keep(answer: Answer, cache: Behaviour['cache']): number {
    if (answer.status < 400) return timeToLive(answer, cache, this.#now());
    const configured = this.#distribution.errors.get(answer.status)?.error_caching_min_ttl;
    return errorTimeToLive(answer, cache, configured, this.#now());
  }

  /** The distribution's page for an error, whichever behaviour the error came from. */
  async #withErrorPage(reply: Reply, request: ViewerRequest): Promise<Reply> {
    const custom = this.#distribution.errors.get(reply.answer.status);
    if (!custom?.response_page_path) return reply;
    const page = { ...request, method: 'GET', uri: custom.response_page_path, query: '', body: NO_BODY };
    const { answer } = await this.#fromOrigin(page, this.#behaviour(page.uri));
    if (answer.status >= 400) return reply;
    return { ...reply, answer: { ...answer, status: custom.response_code ?? reply.answer.status } };
  }
}
