import type { Browser, Page } from 'playwright-core';
import type { Listener } from '../../../local/listener.ts';
import { startBrowser } from '../../browser.ts';
import { type Bed, startChannels } from './channels-bed.ts';
import { play, servePlayer } from './player-page.ts';

let bed: Bed;
let site: Listener;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  [bed, site, browser] = await Promise.all([startChannels(), servePlayer(), startBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await site.stop();
  await bed.ivs.stop();
});

const PATIENCE = { timeout: 60_000 };
const position = () => page.evaluate(() => globalThis.watching.player.getPosition());
const state = (wanted: string) =>
  page.waitForFunction((name) => globalThis.watching.player.getState() === name, wanted, PATIENCE);
const past = (seconds: number) =>
  page.waitForFunction((at) => globalThis.watching.player.getPosition() > at, seconds, PATIENCE);

/** Puts a text into the picture and waits until the page has it: where in the stream it came, in seconds, and when it was put. */
async function sent(text: string): Promise<{ put: number; at: number }> {
  const put = Date.now() / 1_000;
  bed.ivs.channel('c1').broadcast.put(text, Date.now());
  const cue = await page.waitForFunction(
    (wanted) => globalThis.watching.cues.find((each) => each.text === wanted),
    text,
    PATIENCE,
  );
  return { put, at: ((await cue.jsonValue()) as { at: number }).at };
}

describe('Amazon’s own player at a local channel', () => {
  it('plays it past its loop point, in both qualities, and hears every text where it was put', async () => {
    bed.ivs.channel('c1').start();
    page = await play(browser, site.url, bed.playbackUrl);
    await state('Playing');

    const first = await sent(`一 "\\\n é ${'票'.repeat(300)}`);
    expect(await page.evaluate(() => globalThis.watching.player.getQualities().map(({ name }) => name))).toEqual([
      '360p',
      '180p',
    ]);

    const other = await page.evaluate(() => {
      const others = globalThis.watching.player
        .getQualities()
        .filter(({ name }) => name !== globalThis.watching.player.getQuality().name);
      globalThis.watching.player.setQuality(others[0]!, true);
      return others[0]!.name;
    });
    await page.waitForFunction((name) => globalThis.watching.qualities.at(-1) === name, other, PATIENCE);

    // 16 s hold a loop point wherever they begin
    await past((await position()) + 17);
    const second = await sent('x'.repeat(1_024));
    expect(second.at - first.at).toBeCloseTo(second.put - first.put, 1);
    expect(await page.evaluate(() => globalThis.watching.errors)).toEqual([]);
  }, 120_000);

  it('waits while the channel starves, goes on when it is fed, and ends with the stream', async () => {
    const c1 = bed.ivs.channel('c1');
    c1.starve();
    await state('Buffering');
    c1.feed();
    await state('Playing');
    c1.end();
    await state('Ended');
  }, 120_000);
});
