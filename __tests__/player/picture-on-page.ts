import type { Page } from 'playwright-core';

const VIDEO = "document.querySelector('video')";
const PATIENCE = { timeout: 60_000 };

/** As much as is needed of the page that the functions below run in. Its policy lets no text become code. */
interface Seen {
  document: { querySelector(selector: 'video'): { currentTime: number; videoHeight: number } | null };
}

const until = (page: Page, holds: (wanted: number) => boolean, wanted: number) =>
  page.waitForFunction(holds, wanted, PATIENCE);
const plays = (after: number): boolean => {
  const { document } = globalThis as unknown as Seen;
  return (document.querySelector('video')?.currentTime ?? 0) > after;
};

/** Waits until the picture has gone on for so many seconds of its own time. */
export async function playsFor(page: Page, seconds: number): Promise<void> {
  await until(page, plays, 0);
  const from = await page.evaluate<number>(`${VIDEO}.currentTime`);
  await until(page, plays, from + seconds);
}

/** Waits until the picture has so many lines. */
export const hasHeight = (page: Page, height: number) =>
  until(
    page,
    (wanted) => (globalThis as unknown as Seen).document.querySelector('video')?.videoHeight === wanted,
    height,
  );

/** Waits until there is no player on the page. */
export const isDark = (page: Page) =>
  until(page, () => (globalThis as unknown as Seen).document.querySelector('video') === null, 0);

export interface Frame {
  /** Frames that were decoded so far. */
  decoded: number;
  /** The picture as it is now, as small as it can be told from another. */
  pixels: string;
}

/** What the viewer sees at this moment. */
export const frame = (page: Page): Promise<Frame> =>
  page.evaluate(`(() => {
    const context = new OffscreenCanvas(64, 36).getContext('2d');
    context.drawImage(${VIDEO}, 0, 0, 64, 36);
    const { data } = context.getImageData(0, 0, 64, 36);
    return { decoded: ${VIDEO}.getVideoPlaybackQuality().totalVideoFrames, pixels: data.join() };
  })()`);

/** Opens the settings, and chooses by the name that a viewer reads. */
export async function choose(page: Page, menu: string, choice: string): Promise<void> {
  // The controls come with a hand.
  await page.locator('.player').hover();
  await page.getByRole('button', { name: menu }).click();
  await page.getByRole('radio', { name: choice }).check();
  await page.keyboard.press('Escape');
}
