import type { Browser, Page } from 'playwright-core';
import { DESKTOP, PHONE, startBrowser, type Visit, visit } from '../browser.ts';
import { EventUnderTest, en } from '../event-under-test.ts';
import { isDark, playsFor } from '../player/picture-on-page.ts';
import {
  broadcast,
  cutOff,
  floorFrom,
  noticed,
  playbackUrl,
  putSources,
  spareFrom,
} from '../player/picture-under-test.ts';
import { control, stack } from '../stack.ts';

/** The longest back-off that config.json allows, the picture's own delay, and what a busy machine adds to it. */
const PATIENCE = { timeout: 60_000 };
const LONG = 120_000;
/** From the operator's act to the player's end: promised where the page is live. */
const LIVE_MS = 2_000;
/** Where a page is on its fallback twelve seconds are promised; the picture of a busy machine is later than that. */
const FALLBACK_MS = 30_000;

let browser: Browser;
let event: EventUnderTest;
let viewer: Visit;
let desk: Visit;
let page: Page;
/** Addresses of the playlists and segments that the page asked for. */
const video: string[] = [];

const says = (where: Page, text: string | RegExp) => where.getByText(text).first().waitFor(PATIENCE);
/** Lowers the curtain, and gives the milliseconds from then until there is no player any more. */
async function untilDark(): Promise<number> {
  const dark = isDark(page);
  const from = Date.now();
  await event.setCurtain('main', 'DOWN');
  await dark;
  return Date.now() - from;
}

beforeAll(async () => {
  [browser, event] = await Promise.all([startBrowser(), EventUnderTest.put('curtain')]);
  await event.putSession('main', 'talk', { title: en('The talk') });
  await Promise.all([broadcast('c1'), broadcast('c2')]);
  await putSources(event, 'main', [floorFrom('c1'), spareFrom('c2')]);
  await event.setCurtain('main', 'UP');
  await event.start('main', 'talk');
  await noticed(event, 'main');
  [viewer, desk] = await Promise.all([
    visit(browser, 'about:blank', { ...PHONE, locale: 'en-US' }),
    visit(browser, `${stack().admin}/${event.id}/main`, { ...DESKTOP, locale: 'en-US' }),
  ]);
  page = viewer.page;
  page.on('request', (request) => request.url().startsWith(stack().video) && video.push(request.url()));
  await page.goto(`${stack().site}/${event.id}/main`);
  await desk.page.getByRole('button', { name: 'Sign in' }).click();
  await desk.page.getByRole('button', { name: /operator@example\.test/ }).click();
  await says(page, 'Connected');
}, LONG);

afterAll(async () => {
  await control('POST', '/realtime/start');
  await Promise.all([cutOff('c1'), cutOff('c2')]);
  await browser?.close();
});

describe('a lowered curtain', () => {
  it(
    'ends the player on a live page within two seconds, and says why the picture is gone',
    async () => {
      await playsFor(page, 1);
      const within = await untilDark();
      await says(page, 'The curtain is down');
      expect(within).toBeLessThan(LIVE_MS);
    },
    LONG,
  );

  it(
    'keeps the page from asking for any of the picture, and once it is raised the picture goes on',
    async () => {
      const before = video.length;
      await event.putSession('main', 'talk', { title: en('The talk, corrected') });
      await page.getByRole('heading', { name: 'The talk, corrected' }).waitFor(PATIENCE);
      expect(video.slice(before)).toEqual([]);
      await event.setCurtain('main', 'UP');
      await playsFor(page, 2);
    },
    LONG,
  );

  it(
    'ends the player on a page that is updated through the picture itself',
    async () => {
      await control('POST', '/realtime/stop');
      await says(page, 'Updating through the video');
      const within = await untilDark();
      expect(within).toBeLessThan(FALLBACK_MS);
    },
    LONG,
  );

  it(
    'is raised for such a page by the snapshot, since it has no picture to hear from',
    async () => {
      await event.setCurtain('main', 'UP');
      await playsFor(page, 2);
      await control('POST', '/realtime/start');
      await says(page, 'Connected');
    },
    LONG,
  );
});

describe('an encoder that is lost', () => {
  it(
    'is told to viewers in a plain sentence',
    async () => {
      await cutOff('c1');
      await says(page, 'The picture has stopped');
    },
    LONG,
  );

  it(
    'is replaced by the spare in one act at the desk, without a reload',
    async () => {
      const spare = new URL(await playbackUrl('c2')).pathname;
      await desk.page.getByRole('button', { name: /^Move main to the spare/ }).click(PATIENCE);
      await playsFor(page, 2);
      const asked = video.map((url) => new URL(url).pathname);
      expect(asked).toContain(spare);
      expect(viewer.loads()).toBe(2);
      await says(desk.page, 'from the spare');
    },
    LONG,
  );

  it('left no complaint but of what was cut', () => {
    const cut = /WebSocket connection|net::ERR_|Failed to load resource|live-video\.net|PoPClient|stopping playback/;
    expect([viewer, desk].flatMap(({ complaints }) => complaints).filter((line) => !cut.test(line))).toEqual([]);
  });
});
