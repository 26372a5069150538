import { serverClock } from '../time/now.ts';
import type { GetFile } from './answer.ts';

/** A request that hangs is a request that failed. */
const PATIENCE = 10_000;

/** Fetches JSON of this site, from the browser's cache only what never changes. S3 answers 403 for what is not there, CloudFront passes it on. */
export const getFile: GetFile = async (path) => {
  const sentAt = Date.now();
  try {
    const cache = path.startsWith('/text/') ? 'default' : 'no-cache';
    const response = await fetch(path, { cache, signal: AbortSignal.timeout(PATIENCE) });
    if (response.status === 403 || response.status === 404) return { kind: 'missing' };
    if (!response.ok) return { kind: 'failed' };
    const body: unknown = await response.json();
    hearTime(response.headers, sentAt);
    return { kind: 'found', body };
  } catch {
    // No network, no answer in time, or no JSON: all the same to a page, which shows its status and asks again.
    return { kind: 'failed' };
  }
};

/** A cached answer's `Date` is as old as its `Age`; both come in whole seconds. */
function hearTime(headers: Headers, sentAt: number): void {
  const date = Date.parse(headers.get('date') ?? '');
  const age = Number(headers.get('age') ?? 0);
  if (!Number.isNaN(date)) serverClock.heard(date + age * 1000 + 500, sentAt, Date.now());
}
