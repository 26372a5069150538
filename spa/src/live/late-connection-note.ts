import { later } from '../page/later.ts';

/** Fetched once the first state is there, because it is needed when nothing can be fetched. */
export const ConnectionNote = later(async () => (await import('./connection-note.tsx')).ConnectionNote);
