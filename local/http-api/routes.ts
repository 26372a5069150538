/** A route of an HTTP API: `POST /session`, `GET /things/{id}`, `ANY /files/{proxy+}`, `$default`. */
export interface RouteKey {
  key: string;
  /** `ANY` for all; undefined in `$default`. */
  method?: string;
  /** Undefined in `$default`. */
  path?: string;
}

export interface Match<R extends RouteKey> {
  route: R;
  /** By variable name, decoded. */
  parameters: Record<string, string>;
}

const VARIABLE = /^\{([\w.:-]+)(\+?)\}$/;
const GREEDY = /\{[^}]+\+\}$/;

const segments = (path: string) => path.split('/').slice(1);

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return text;
    throw error;
  }
}

/** The variables of a path that a route's path takes, or undefined if it does not take it. */
function parametersOf(pattern: string, path: string): Record<string, string> | undefined {
  const wanted = segments(pattern);
  const given = segments(path);
  const parameters: Record<string, string> = {};
  for (const [index, segment] of wanted.entries()) {
    const [, name, greedy] = VARIABLE.exec(segment) ?? [];
    if (name === undefined) {
      if (segment !== given[index]) return undefined;
    } else if (greedy) {
      if (given.length < wanted.length) return undefined;
      parameters[name] = decoded(given.slice(index).join('/'));
      return parameters;
    } else {
      if (!given[index]) return undefined;
      parameters[name] = decoded(given[index]);
    }
  }
  return wanted.length === given.length ? parameters : undefined;
}

/** How well a route fits; smaller is better. A full match comes before a greedy one, a method before `ANY`, literal before variable. */
function rank({ method, path = '' }: RouteKey): number {
  if (method === undefined) return 1_000;
  const variables = segments(path).filter((segment) => VARIABLE.test(segment)).length;
  return (GREEDY.test(path) ? 500 : 0) + variables * 2 + (method === 'ANY' ? 1 : 0);
}

/**
 * The route that takes a request, by API Gateway's precedence.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html#http-api-develop-routes.evaluation
 */
export function matchRoute<R extends RouteKey>(
  routes: readonly R[],
  method: string,
  path: string,
): Match<R> | undefined {
  const matches = routes.flatMap((route): Match<R>[] => {
    if (route.path === undefined) return [{ route, parameters: {} }];
    if (route.method !== 'ANY' && route.method !== method) return [];
    const parameters = parametersOf(route.path, path);
    return parameters ? [{ route, parameters }] : [];
  });
  return matches.toSorted((one, other) => rank(one.route) - rank(other.route))[0];
}
