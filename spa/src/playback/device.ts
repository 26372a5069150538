import type { PlaybackBrowser, PlaybackDevice } from '#graphql/schema.generated';

/** What this page is shown on, as coarse as it is of use: nobody is told from anybody by it. */
export interface Device {
  readonly device: PlaybackDevice;
  readonly browser: PlaybackBrowser;
}

/** In this order: each names those after it, too. */
const FAMILIES: readonly (readonly [RegExp, PlaybackBrowser])[] = [
  [/iPhone|iPad|iPod/, 'SAFARI'],
  [/Edg/, 'EDGE'],
  [/Firefox/, 'FIREFOX'],
  [/Chrom/, 'CHROME'],
  [/Safari/, 'SAFARI'],
];

export function deviceOf({ userAgent, maxTouchPoints }: Pick<Navigator, 'userAgent' | 'maxTouchPoints'>): Device {
  const browser = FAMILIES.find(([sign]) => sign.test(userAgent))?.[1] ?? 'OTHER';
  // An iPad says that it is a Mac, but no Mac has a screen to touch.
  const isPad = /iPad/.test(userAgent) || (/Macintosh/.test(userAgent) && maxTouchPoints > 1);
  if (isPad || /Android(?!.*Mobi)/.test(userAgent)) return { device: 'TABLET', browser };
  return { device: /Mobi|iPhone/.test(userAgent) ? 'PHONE' : 'DESKTOP', browser };
}
