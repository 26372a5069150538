import type { Browser } from 'playwright-core';
import { accessibilityProblems, DESKTOP, PHONE, startBrowser, type Visit, visit } from '../browser.ts';
import { EventUnderTest } from '../event-under-test.ts';
import { broadcast, cutOff, floorFrom, putSources } from '../player/picture-under-test.ts';
import { stack } from '../stack.ts';

/** What the platform promises: a report is at the desk by then. */
const WITHIN = 30_000;
/** For what is not promised here: pages to open, a picture to begin. */
const PATIENCE = 40_000;

let browser: Browser;
let event: EventUnderTest;
let desk: Visit;
let viewer: Visit;

beforeAll(async () => {
  [browser, event] = await Promise.all([startBrowser(), EventUnderTest.put('seen')]);
  await putSources(event, 'main', [floorFrom('c3')]);
  await broadcast('c3');
  await event.putSession('main', 'talk');
  await event.start('main', 'talk');
  await event.setCurtain('main', 'UP');
  desk = await visit(browser, `${stack().admin}/${event.id}/main/PLAYBACK`, { ...DESKTOP, locale: 'en-US' });
  await desk.page.getByRole('button', { name: 'Sign in' }).click();
  await desk.page.getByRole('button', { name: /operator@example\.test/ }).click();
  await desk.page.getByText('Nothing was reported in the last ten minutes').waitFor({ timeout: PATIENCE });
}, 120_000);

afterAll(async () => {
  await cutOff('c3');
  await browser?.close();
});

describe('a viewer whose picture plays', () => {
  it('is at the desk within half a minute of its first frame, as the device that it is', async () => {
    viewer = await visit(browser, `${stack().site}/${event.id}/main`, { ...PHONE, locale: 'en-US' });
    await viewer.page.waitForRequest((request) => request.url().endsWith('/playback'), { timeout: PATIENCE });
    const reported = Date.now();
    const line = desk.page.getByRole('row', { name: /Chrome/ });
    await line.waitFor({ timeout: WITHIN - (Date.now() - reported) });
    const [viewers, firstFrame] = await line.getByRole('cell').allTextContents();
    expect([viewers, firstFrame]).toEqual(['1', expect.stringMatching(/^\d+\.\d s \/ \d+\.\d s$/)]);
    await desk.page.getByText('Every viewer’s page reports').waitFor();
  }, 120_000);

  it('is told with what it watched until its viewer left', async () => {
    const stalls = desk.page.getByRole('row', { name: /^All/ }).getByRole('cell').nth(2);
    await viewer.page.goto('about:blank');
    await stalls.filter({ hasText: /^\d+\.\d\d$/ }).waitFor({ timeout: WITHIN });
    expect(await accessibilityProblems(desk.page)).toEqual([]);
    expect(desk.complaints).toEqual([]);
  }, 60_000);
});
