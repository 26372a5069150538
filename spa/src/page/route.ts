import { createSignal } from 'solid-js';

/** Where a viewer may be: the current event, an event, or one of its stages. */
export type Route =
  | { readonly page: 'event'; readonly event: string | null }
  | { readonly page: 'stage'; readonly event: string; readonly stage: string };

export function routeOf(pathname: string): Route {
  const [event, slug] = pathname.split('/').filter((part) => part !== '');
  if (event && slug) return { page: 'stage', event, stage: `${event}.${slug}` };
  return { page: 'event', event: event ?? null };
}

export const eventPath = (event: string): string => `/${event}`;

/** `/<event>/<slug>` of the stage `<event>.<slug>`. */
export const stagePath = (stage: string): string => `/${stage.replace('.', '/')}`;

const [path, setPath] = createSignal(location.pathname);

/** Where the page is now. */
export const route = (): Route => routeOf(path());

/** Whether the click is an ordinary one on a link to another page of ours; all others are the browser's business. */
function ours(event: MouseEvent): HTMLAnchorElement | null {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
    return null;
  const link = (event.target as Element).closest('a');
  const isPage = link?.origin === location.origin && !link.hash && !link.target && !link.pathname.startsWith('/admin');
  return isPage ? link : null;
}

/** Links between pages load nothing anew. Call once. */
export function followLinks(): void {
  document.addEventListener('click', (event) => {
    const link = ours(event);
    if (!link) return;
    event.preventDefault();
    if (link.href !== location.href) history.pushState(null, '', link.href);
    setPath(location.pathname);
    scrollTo(0, 0);
  });
  addEventListener('popstate', () => setPath(location.pathname));
}
