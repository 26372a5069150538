import type { Browser, Page } from 'playwright-core';
import { DESKTOP, PHONE, startBrowser, type Visit, visit } from '../browser.ts';
import { control } from '../stack.ts';
import { makeShow, type Show, TITLES } from '../talks.ts';

/** The longest back-off that config.json allows, and a little for the page to draw. */
const ONE_BACK_OFF = 35_000;

let browser: Browser;
let show: Show;
let japanese: Visit;
let english: Visit;

const heading = (page: Page) => page.getByRole('heading', { level: 1 }).innerText();
const until = (page: Page, text: string, timeout = ONE_BACK_OFF) =>
  page.getByText(text, { exact: true }).first().waitFor({ timeout });
const bothShow = async (index: number) => {
  const [ja, en] = TITLES[index]!;
  await Promise.all([
    japanese.page.getByRole('heading', { level: 1, name: ja }).waitFor({ timeout: ONE_BACK_OFF }),
    english.page.getByRole('heading', { level: 1, name: en }).waitFor({ timeout: ONE_BACK_OFF }),
  ]);
};
const bothConnected = () => Promise.all([until(japanese.page, '接続中'), until(english.page, 'Connected')]);

beforeAll(async () => {
  [browser, show] = await Promise.all([startBrowser(), makeShow()]);
  await show.start(show.sessions[0]);
  [japanese, english] = await Promise.all([
    visit(browser, show.url, { ...PHONE, locale: 'ja-JP' }),
    visit(browser, show.url, { ...DESKTOP, locale: 'en-US' }),
  ]);
}, 60_000);

afterAll(async () => {
  await control('POST', '/realtime/start');
  await control('POST', '/functions/restart', { name: 'publish' });
  await browser?.close();
});

describe('two viewers on a stage whose connections fail', () => {
  it('see the session on air, and that they are connected', async () => {
    await bothShow(0);
    await bothConnected();
  }, 60_000);

  it('see the next session without a reload', async () => {
    await show.start(show.sessions[1]);
    await bothShow(1);
    expect([japanese.loads(), english.loads()]).toEqual([1, 1]);
  }, 60_000);

  it('are connected again within one back-off after their sockets were cut, and missed nothing', async () => {
    expect(await control('POST', '/realtime/cut', { authType: 'OPENID_CONNECT' })).toMatchObject({ cut: 2 });
    await show.start(show.sessions[2]);
    await bothShow(2);
    await bothConnected();
  }, 90_000);

  it('are told that the live connection is down while the real-time endpoint is away, and see what changes all the same', async () => {
    await control('POST', '/realtime/stop');
    await Promise.all([until(japanese.page, '数秒おきに更新中'), until(english.page, 'Updating every few seconds')]);
    await show.start(show.sessions[0]);
    await bothShow(0);
    await control('POST', '/realtime/start');
    await bothConnected();
  }, 120_000);

  it('see what was put on air while the publisher was away, once it is back', async () => {
    await control('POST', '/functions/kill', { name: 'publish' });
    await show.start(show.sessions[2]);
    const before = await heading(english.page);
    expect(before).toContain(TITLES[0][1]);
    await control('POST', '/functions/restart', { name: 'publish' });
    await bothShow(2);
  }, 90_000);

  it('were told so honestly when the browser itself was without a network, and found back', async () => {
    await english.page.context().setOffline(true);
    await until(english.page, 'Updating every few seconds');
    await english.page.context().setOffline(false);
    await until(english.page, 'Connected');
  }, 90_000);

  it('never reloaded, and their pages complained of nothing but the connections that were cut', () => {
    expect([japanese.loads(), english.loads()]).toEqual([1, 1]);
    const own = [...japanese.complaints, ...english.complaints].filter(
      (line) => !/WebSocket connection|net::ERR_|Failed to load resource/.test(line),
    );
    expect(own).toEqual([]);
  });
});
