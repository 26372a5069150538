import type { Browser, Page } from 'playwright-core';
import { accessibilityProblems, DESKTOP, PHONE, startBrowser, type Visit, visit } from '../browser.ts';
import { stack } from '../stack.ts';
import { makeShow, type Show } from '../talks.ts';

/** The longest back-off that config.json allows, and a little for the page to draw. */
const ONE_BACK_OFF = 35_000;
const QUESTION = { ja: '最初に見るのは?', en: 'What do you look at first?' };
const OPTIONS = [
  { ja: 'ログ', en: 'The log' },
  { ja: '画面', en: 'The dashboard' },
];

let browser: Browser;
let show: Show;
let desk: Visit;
/** On a phone, in Japanese. */
let phone: Visit;
/** At a desk, in English, by keyboard alone. */
let keys: Visit;

const says = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor({ timeout: ONE_BACK_OFF });
const card = ({ page }: Visit) => page.locator('#survey');
const press = async (name: string | RegExp) => {
  // For two seconds after another survey came under the hand the big button takes no press.
  const button = desk.page.getByRole('button', { name });
  await button.waitFor({ timeout: ONE_BACK_OFF });
  await desk.page.waitForFunction(
    (each) => each?.getAttribute('aria-disabled') !== 'true',
    await button.elementHandle(),
  );
  await button.click();
};

beforeAll(async () => {
  [browser, show] = await Promise.all([startBrowser(), makeShow()]);
  await show.start(show.sessions[0]);
  [phone, keys, desk] = await Promise.all([
    visit(browser, show.url, { ...PHONE, locale: 'ja-JP' }),
    visit(browser, show.url, { ...DESKTOP, locale: 'en-US' }),
    visit(browser, `${stack().admin}/${show.event}/main`, { ...DESKTOP, locale: 'en-US' }),
  ]);
  await desk.page.getByRole('button', { name: 'Sign in' }).click();
  await desk.page.getByRole('button', { name: /operator@example\.test/ }).click();
  await desk.page.getByRole('heading', { name: 'Main stage' }).first().waitFor({ timeout: ONE_BACK_OFF });
}, 120_000);

afterAll(() => browser?.close());

describe('a survey that is prepared, asked, answered and shown', () => {
  it('is prepared at the desk, in both languages', async () => {
    const { page } = desk;
    await page.getByRole('link', { name: 'New survey' }).click();
    await page.getByLabel('Address').fill('first');
    const texts = (name: string) => page.getByRole('group', { name, exact: true });
    await texts('Question').locator('[lang=ja]').first().fill(QUESTION.ja);
    await texts('Question').locator('[lang=en]').first().fill(QUESTION.en);
    for (const [i, { ja, en }] of OPTIONS.entries()) {
      await texts(`Option ${i + 1}`)
        .locator('[lang=ja]')
        .first()
        .fill(ja);
      await texts(`Option ${i + 1}`)
        .locator('[lang=en]')
        .first()
        .fill(en);
    }
    await page.getByLabel('To all, once closed').check();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await says(page, 'Ready, one of 2');
  }, 60_000);

  it('comes to every page once it is opened, without a reload and without taking the focus', async () => {
    await press('Open on Main stage');
    await Promise.all([says(phone.page, QUESTION.ja), says(keys.page, QUESTION.en)]);
    expect([phone.loads(), keys.loads()]).toEqual([1, 1]);
    expect(await keys.page.evaluate('document.activeElement === document.body')).toBe(true);
    await keys.page
      .getByRole('status')
      .filter({ hasText: `A survey has opened. ${QUESTION.en}` })
      .waitFor();
  }, 60_000);

  it('stands clear of a phone’s edges, beside the strip that names its state', async () => {
    const answer = await card(phone).getByLabel('ログ').boundingBox();
    expect(answer?.x).toBeGreaterThan(40);
  });

  it('is answered on a phone, and changed', async () => {
    await card(phone).getByLabel('ログ').check();
    await card(phone).getByRole('button', { name: '回答する' }).click();
    await says(phone.page, /回答を受け付けました/);
    await card(phone).getByRole('button', { name: '回答を変える' }).click();
    await card(phone).getByLabel('画面').check();
    await card(phone).getByRole('button', { name: '回答する' }).click();
    await says(phone.page, /回答を受け付けました/);
    await card(phone).getByText('画面').waitFor();
  }, 60_000);

  it('is answered by keyboard alone', async () => {
    const { keyboard } = keys.page;
    const focused = () => keys.page.evaluate("document.activeElement?.getAttribute('value') ?? ''");
    for (let tabs = 0; tabs < 40 && (await focused()) !== 'a'; tabs++) await keyboard.press('Tab');
    await keyboard.press('Space');
    await keyboard.press('Tab');
    await keyboard.press('Enter');
    await says(keys.page, /Answer received/);
    await card(keys).getByText('The log').waitFor();
  }, 60_000);

  it('is known to a page that joins late, and its answers to a reload', async () => {
    const late = await visit(browser, show.url, { ...PHONE, locale: 'en-US' });
    await says(late.page, QUESTION.en);
    await says(late.page, '2 answers');
    await late.page.context().close();
    await phone.page.reload();
    await says(phone.page, /回答を受け付けました/);
    await card(phone).getByText('画面').waitFor();
  }, 60_000);

  it('counts an answer once whose reply was lost, and says that it was received when it knows', async () => {
    const lost = await visit(browser, show.url, { ...DESKTOP, locale: 'en-US' });
    let requests = 0;
    await lost.page.route(stack().graphql, async (route) => {
      if (!route.request().postData()?.includes('castBallot')) return route.continue();
      requests += 1;
      if (requests > 1) return route.continue();
      await route.fetch();
      return route.abort('connectionreset');
    });
    await card(lost).getByLabel('The log').check({ timeout: ONE_BACK_OFF });
    await card(lost).getByRole('button', { name: 'Send answer' }).click();
    await says(lost.page, /Answer received/);
    expect(requests).toBeGreaterThan(1);
    await says(desk.page, /^3 votes$/);
    await lost.page.context().close();
  }, 90_000);

  it('is open again with every answer when closing is taken back', async () => {
    await press('Close and show results');
    await says(keys.page, /Closed\. 3 votes, provisional/);
    await desk.page.getByRole('button', { name: 'Undo: open again, 3 answers kept' }).click();
    await says(keys.page, /Answer received/);
    await card(keys).getByRole('button', { name: 'Change answer' }).waitFor();
  }, 60_000);

  it('keeps an answer that is given offline, and tells that it came too late', async () => {
    const offline = await visit(browser, show.url, { ...PHONE, locale: 'en-US' });
    await card(offline).getByLabel('The dashboard').check({ timeout: ONE_BACK_OFF });
    await offline.page.context().setOffline(true);
    await card(offline).getByRole('button', { name: 'Send answer' }).click();
    await says(offline.page, 'Not sent yet. It goes out when you are back online');
    await press('Close and show results');
    await says(desk.page, 'Everybody sees the provisional results');
    await offline.page.context().setOffline(false);
    await says(offline.page, 'Your answer came too late. It is not counted');
    await offline.page.context().close();
  }, 120_000);

  it('shows provisional results to everybody, each in their language, with their own answer', async () => {
    await Promise.all([says(phone.page, /受付終了。3票、速報/), says(keys.page, /Closed\. 3 votes, provisional/)]);
    await card(keys).getByText('Your answer', { exact: true }).waitFor();
    await says(keys.page, 'Your answer was counted');
    await says(phone.page, '回答を数えました');
    const shares = await card(keys).locator('.bars').innerText();
    expect(shares.replaceAll(/\s+/g, ' ')).toMatch(/67 ?%.*33 ?%/);
  }, 60_000);

  it('finds nothing wrong with the accessibility of the desk or of either page', async () => {
    expect(await accessibilityProblems(desk.page)).toEqual([]);
    expect(await accessibilityProblems(phone.page)).toEqual([]);
    expect(await accessibilityProblems(keys.page)).toEqual([]);
  }, 60_000);

  it('leaves every page once it is ended', async () => {
    await press(/^End Main stage/);
    await Promise.all([phone, keys].map((each) => card(each).waitFor({ state: 'detached', timeout: ONE_BACK_OFF })));
    await says(desk.page, /^Ended/);
  }, 60_000);

  it('complains of nothing', () => {
    expect([desk, phone, keys].flatMap(({ complaints }) => complaints)).toEqual([]);
  });
});
