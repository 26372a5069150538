import { createSignal } from 'solid-js';
import type { Site, SiteEvent } from '#graphql/live/site';
import { configSource } from './create-stage.ts';
import { getFile } from './fetching.ts';
import { keep } from './keep.ts';
import { pollWhileVisible } from './poll-while-visible.ts';

/** The site's events; `reachable` turns false when nobody answers, and what was known stays. */
export interface SiteView {
  readonly events: readonly SiteEvent[] | null;
  readonly reachable: boolean;
}

const INTERVAL = 30_000;

/** The list of events, from `live/site.json`, kept fresh while somebody looks. It never goes backwards. */
export function createSite(): () => SiteView {
  const [view, setView] = createSignal<SiteView>({ events: null, reachable: true });
  let seq = -1;
  const ask = pollWhileVisible(
    () => (view().reachable ? INTERVAL : configSource.poll()),
    async () => {
      const answer = await getFile('/live/site.json');
      const site = answer.kind === 'found' ? (answer.body as Site) : null;
      // Nothing was ever published on a site that is new.
      const events = answer.kind === 'missing' ? [] : site && site.seq > seq ? site.events : null;
      seq = Math.max(seq, site?.seq ?? -1);
      setView((before) => keep(before, { events: events ?? before.events, reachable: answer.kind !== 'failed' }));
    },
  );
  ask();
  return view;
}
