import type { Browser } from 'playwright-core';
import { accessibilityProblems, DESKTOP, PHONE, startBrowser, type Visit, visit } from '../browser.ts';
import { control, stack } from '../stack.ts';
import { makeShow, type Show, TITLES } from '../talks.ts';

/** The longest back-off that config.json allows, and a little for the page to draw. */
const ONE_BACK_OFF = 35_000;

let browser: Browser;
let show: Show;
let desk: Visit;
let japanese: Visit;
let english: Visit;

const onTheBill = (visitor: Visit, title: string) =>
  visitor.page.getByRole('heading', { level: 1, name: title }).waitFor({ timeout: ONE_BACK_OFF });
const onBothPages = async (index: number) => {
  const [ja, en] = TITLES[index]!;
  await Promise.all([onTheBill(japanese, ja), onTheBill(english, en)]);
};
const putNextOnAir = () => desk.page.getByRole('button', { name: 'Put next on air' }).click();

beforeAll(async () => {
  [browser, show] = await Promise.all([startBrowser(), makeShow()]);
  await show.start(show.sessions[0]);
  [japanese, english, desk] = await Promise.all([
    visit(browser, show.url, { ...PHONE, locale: 'ja-JP' }),
    visit(browser, show.url, { ...DESKTOP, locale: 'en-US' }),
    visit(browser, `${stack().admin}/${show.event}/main`, { ...DESKTOP, locale: 'en-US' }),
  ]);
  await onBothPages(0);
}, 90_000);

afterAll(() => browser?.close());

describe('an operator at the desk and two viewers', () => {
  it('lets the operator in after signing in, at the address that was asked for', async () => {
    await desk.page.getByRole('button', { name: 'Sign in' }).click();
    await desk.page.getByRole('button', { name: /operator@example\.test/ }).click();
    await desk.page.getByRole('heading', { name: 'Main stage' }).first().waitFor({ timeout: ONE_BACK_OFF });
    expect(new URL(desk.page.url()).pathname).toBe(`/admin/${show.event}/main`);
  }, 60_000);

  it('shows the next session on both pages, without a reload, once it is put on air; the desk says so when it is on screens', async () => {
    await putNextOnAir();
    await onBothPages(1);
    await desk.page.getByText('It is on screens').first().waitFor({ timeout: ONE_BACK_OFF });
    expect([japanese.loads(), english.loads()]).toEqual([1, 1]);
    expect(await show.read()).toMatchObject({ session: show.sessions[1] });
  }, 60_000);

  it('finds nothing wrong with the accessibility of the desk or of either page', async () => {
    expect(await accessibilityProblems(desk.page)).toEqual([]);
    expect(await accessibilityProblems(japanese.page)).toEqual([]);
    expect(await accessibilityProblems(english.page)).toEqual([]);
  }, 60_000);

  it('goes on with the show after the operator’s own socket was cut', async () => {
    expect(await control('POST', '/realtime/cut', { authType: 'AMAZON_COGNITO_USER_POOLS' })).toMatchObject({ cut: 1 });
    await putNextOnAir();
    await onBothPages(2);
    await desk.page.getByText('It is on screens').first().waitFor({ timeout: ONE_BACK_OFF });
  }, 90_000);

  it('raises and lowers the curtain on every page', async () => {
    await desk.page.getByRole('button', { name: 'Raise the curtain' }).click();
    await english.page.getByText('The curtain is down').first().waitFor({ state: 'detached', timeout: ONE_BACK_OFF });
    await desk.page.getByRole('button', { name: 'Lower the curtain' }).click();
    await english.page.getByText('The curtain is down').first().waitFor({ timeout: ONE_BACK_OFF });
    await japanese.page.getByText('幕が下りています').first().waitFor({ timeout: ONE_BACK_OFF });
  }, 90_000);

  it('complains of nothing but the socket that was cut', () => {
    const own = [desk, japanese, english].flatMap(({ complaints }) => complaints);
    expect(own.filter((line) => !/WebSocket connection/.test(line))).toEqual([]);
  });
});
