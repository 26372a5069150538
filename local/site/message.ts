/** Header names are lower case; a name that came several times has its values joined by commas, save `set-cookie`. */
export type Headers = Record<string, string | string[]>;

/** What a viewer asks, as behaviours, functions and origins see it. */
export interface ViewerRequest {
  method: string;
  /** Path as it came, percent-encoded, without the query. */
  uri: string;
  /** Query as it came, without the question mark. */
  query: string;
  headers: Record<string, string>;
  body: Buffer;
  /** The viewer's address. */
  ip: string;
}

/** What an origin, a function or the edge itself answers. */
export interface Answer {
  status: number;
  headers: Headers;
  body: Buffer;
}

/** One header's value; several are joined as HTTP allows. */
export function header(headers: Headers, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value.join(', ') : value;
}

/** The parts of a query or cookie string: `a=1&b` is `[['a', 'a=1'], ['b', 'b']]`. */
export function parts(text: string, separator: '&' | ';'): [name: string, part: string][] {
  return text
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => [part.split('=', 1)[0] as string, part]);
}
