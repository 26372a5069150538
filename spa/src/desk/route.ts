import { createSignal } from 'solid-js';

/** Where an operator may be. `panel` is what is edited beside the run of show. */
export type DeskRoute =
  | { readonly page: 'events' }
  | { readonly page: 'new-event' }
  | { readonly page: 'event'; readonly event: string }
  | { readonly page: 'stage'; readonly event: string; readonly stage: string; readonly panel: Panel };

export type Panel =
  | { readonly kind: 'run' | 'text' | 'sources' | 'playback' | 'new' | 'new-survey' }
  | { readonly kind: 'session'; readonly session: string }
  | { readonly kind: 'survey'; readonly survey: string };

/** No slug has a character in upper case or `+`, so these name no stage and no event. */
const NEW = '+';
const TEXT = 'TEXT';
const SOURCES = 'SOURCES';
const PLAYBACK = 'PLAYBACK';
const SURVEY = 'SURVEY';

function panelOf(stage: string, part: string | undefined, slug: string | undefined): Panel {
  if (!part) return { kind: 'run' };
  if (part === NEW) return { kind: 'new' };
  if (part === TEXT) return { kind: 'text' };
  if (part === SOURCES) return { kind: 'sources' };
  if (part === PLAYBACK) return { kind: 'playback' };
  if (part === SURVEY)
    return !slug || slug === NEW ? { kind: 'new-survey' } : { kind: 'survey', survey: `${stage}.${slug}` };
  return { kind: 'session', session: `${stage}.${part}` };
}

export function deskRouteOf(pathname: string): DeskRoute {
  const [, event, slug, part, last] = pathname.split('/').filter((each) => each !== '');
  if (!event) return { page: 'events' };
  if (event === NEW) return { page: 'new-event' };
  if (!slug) return { page: 'event', event };
  const stage = `${event}.${slug}`;
  return { page: 'stage', event, stage, panel: panelOf(stage, part, last) };
}

/** `/admin/<event>/<stage>/<slug>` of an id of any number of parts. */
export const deskPath = (id: string): string => `/admin/${id.replaceAll('.', '/')}`;
export const eventsPath = '/admin';
export const newEventPath = `/admin/${NEW}`;
export const textPath = (stage: string): string => `${deskPath(stage)}/${TEXT}`;
export const sourcesPath = (stage: string): string => `${deskPath(stage)}/${SOURCES}`;
export const playbackPath = (stage: string): string => `${deskPath(stage)}/${PLAYBACK}`;
export const newSurveyPath = (stage: string): string => `${deskPath(stage)}/${SURVEY}/${NEW}`;
export const surveyPath = (survey: string): string => {
  const [event, stage, slug] = survey.split('.');
  return `${deskPath(`${event}.${stage}`)}/${SURVEY}/${slug}`;
};
export const newSessionPath = (stage: string): string => `${deskPath(stage)}/${NEW}`;

const [path, setPath] = createSignal(location.pathname);

export const deskRoute = (): DeskRoute => deskRouteOf(path());

/** Goes to another place of the desk; nothing is loaded anew. */
export function go(to: string): void {
  if (to !== location.pathname) history.pushState(null, '', to);
  setPath(to);
}

/** Comes to a place in this one's stead: the way back does not lead here. */
export function arrive(at: string): void {
  history.replaceState(null, '', at);
  setPath(at);
}

const isPlainClick = (event: MouseEvent): boolean =>
  !event.defaultPrevented && event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);

/** Links between the desk's places. Call once. */
export function followDeskLinks(): void {
  document.addEventListener('click', (event) => {
    const link = (event.target as Element).closest('a');
    const isOurs = link?.origin === location.origin && link.pathname.startsWith('/admin') && !link.target && !link.hash;
    if (!link || !isOurs || !isPlainClick(event)) return;
    event.preventDefault();
    go(link.pathname);
  });
  addEventListener('popstate', () => setPath(location.pathname));
}
