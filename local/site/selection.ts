import { type Headers, parts } from './message.ts';

/** Which names of one kind (headers, cookies, query strings) a policy takes. */
export interface Selection {
  behaviour: 'none' | 'whitelist' | 'allExcept' | 'all' | 'allViewer';
  items: readonly string[];
}

export interface Selections {
  headers: Selection;
  cookies: Selection;
  queries: Selection;
}

export const NOTHING: Selection = { behaviour: 'none', items: [] };
export const EVERYTHING: Selection = { behaviour: 'all', items: [] };

function takes({ behaviour, items }: Selection, name: string, fold: (name: string) => string): boolean {
  const listed = () => items.some((item) => fold(item) === fold(name));
  if (behaviour === 'none') return false;
  if (behaviour === 'whitelist') return listed();
  return behaviour === 'allExcept' ? !listed() : true;
}

const asIs = (name: string) => name;
const lower = (name: string) => name.toLowerCase();

function picked(text: string, separator: '&' | ';', selections: readonly Selection[]): string[] {
  return parts(text, separator)
    .filter(([name]) => selections.some((selection) => takes(selection, name, asIs)))
    .map(([, part]) => part);
}

/** The query with the parts that any of the selections takes, in their order. */
export const pickQuery = (query: string, ...from: readonly Selections[]): string =>
  picked(
    query,
    '&',
    from.map((selections) => selections.queries),
  ).join('&');

/** The cookie header with the cookies that any of the selections takes. */
export const pickCookies = (cookies: string, ...from: readonly Selections[]): string =>
  picked(
    cookies,
    ';',
    from.map((selections) => selections.cookies),
  ).join('; ');

/** The headers, `cookie` apart, that any of the selections takes. */
export function pickHeaders(headers: Record<string, string>, ...from: readonly Selections[]): Headers {
  const taken = Object.entries(headers).filter(
    ([name]) => name !== 'cookie' && from.some((selections) => takes(selections.headers, name, lower)),
  );
  return Object.fromEntries(taken);
}
