import { buildSite } from '#graphql/live/site';
import type { Publisher } from './publisher.ts';
import { takeTurn } from './take-turn.ts';

/** Publishes the site's list of events. A file only: front pages ask for it. */
export const publishSite = async (publisher: Publisher): Promise<void> => {
  const { store, files, now, notice } = publisher;
  const turn = await takeTurn('site', () => store.readSite(), publisher);
  if (!turn) return;
  const { seq } = turn;
  const site = buildSite(turn.rows, { seq, at: now().toISOString() });
  await files.putIfNewer('live/site.json', JSON.stringify(site), seq);
  await store.keep('site', { state: { seq }, texts: [], publishedAt: now().toISOString() });
  notice('Published', { site: true, seq });
};
