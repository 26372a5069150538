import type { IncomingMessage } from 'node:http';

/** The CORS configuration of an HTTP API, which takes the place of what the function says. */
export interface Cors {
  allow_credentials: boolean;
  allow_headers: string[];
  allow_methods: string[];
  allow_origins: string[];
  expose_headers: string[];
  max_age: number;
}

const originAllowed = (cors: Cors, origin: string) =>
  cors.allow_origins.some((allowed) =>
    allowed.endsWith('*') ? origin.startsWith(allowed.slice(0, -1)) : origin.toLowerCase() === allowed.toLowerCase(),
  );

export const isPreflight = ({ method, headers }: IncomingMessage): boolean =>
  method === 'OPTIONS' && headers.origin !== undefined && headers['access-control-request-method'] !== undefined;

/** CORS headers for a request; none for an origin that is not allowed, or for a request that is not from a page. */
export function corsHeaders(cors: Cors, request: IncomingMessage): Record<string, string> {
  const { origin } = request.headers;
  if (origin === undefined || !originAllowed(cors, origin)) return {};
  const any = cors.allow_origins.includes('*') && !cors.allow_credentials;
  return {
    'access-control-allow-origin': any ? '*' : origin,
    ...(any ? {} : { vary: 'origin' }),
    ...(cors.allow_credentials && { 'access-control-allow-credentials': 'true' }),
    ...(isPreflight(request)
      ? {
          'access-control-allow-methods': cors.allow_methods.join(','),
          'access-control-allow-headers': cors.allow_headers.join(','),
          'access-control-max-age': String(cors.max_age),
        }
      : cors.expose_headers.length > 0 && { 'access-control-expose-headers': cors.expose_headers.join(',') }),
  };
}
