import type { Browser } from 'playwright-core';
import { DESKTOP, PHONE, startBrowser, type Visit, visit } from '../browser.ts';
import { EventUnderTest, en } from '../event-under-test.ts';
import { eventually, stack } from '../stack.ts';
import { SurveyUnderTest } from '../survey-under-test.ts';

const ONE_BACK_OFF = 35_000;
/** What is allowed between the deadline and the results on pages, and what a page may take to draw. */
const WITHIN_MS = 5_000;
const SECONDS = 15;

let browser: Browser;
let event: EventUnderTest;
let survey: SurveyUnderTest;
let viewer: Visit;

beforeAll(async () => {
  [browser, event] = await Promise.all([startBrowser(), EventUnderTest.put('alone')]);
  survey = await SurveyUnderTest.put(event, 'timed', { seconds: SECONDS, question: en('Who closes this?') });
  viewer = await visit(browser, `${stack().site}/${event.id}/main`, { ...PHONE, locale: 'en-US' });
}, 90_000);

afterAll(() => browser?.close());

describe('a timed survey whose operator is gone', () => {
  it('is opened from a desk that dies at once', async () => {
    const desk = await visit(browser, `${stack().admin}/${event.id}/main`, { ...DESKTOP, locale: 'en-US' });
    await desk.page.getByRole('button', { name: 'Sign in' }).click();
    await desk.page.getByRole('button', { name: /operator@example\.test/ }).click();
    const open = desk.page.getByRole('button', { name: 'Open on main' });
    await open.waitFor({ timeout: ONE_BACK_OFF });
    await desk.page.waitForFunction(
      (each) => each?.getAttribute('aria-disabled') !== 'true',
      await open.elementHandle(),
    );
    await open.click();
    await eventually(
      () => survey.read(),
      ({ state }) => state === 'OPEN',
    );
    await desk.page.context().close();
  }, 90_000);

  it('takes answers meanwhile', async () => {
    await viewer.page.getByLabel('option b').check({ timeout: ONE_BACK_OFF });
    await viewer.page.getByRole('button', { name: 'Send answer' }).click();
    await viewer.page.getByText(/Answer received/).waitFor({ timeout: ONE_BACK_OFF });
  }, 60_000);

  it('is closed by the platform at exactly its deadline, and shown by its policy within five seconds of it', async () => {
    const { takesUntil } = await survey.read();
    await viewer.page.getByText(/Closed\. 1 vote, provisional/).waitFor({ timeout: ONE_BACK_OFF });
    const late = Date.now() - Date.parse(takesUntil ?? '');
    const { closedAt, state, resultsShown } = await survey.read();
    expect({ closedAt, state, resultsShown }).toEqual({ closedAt: takesUntil, state: 'CLOSED', resultsShown: true });
    expect(late).toBeLessThan(WITHIN_MS);
  }, 60_000);

  it('is certified a minute later, with no desk anywhere, and the page says that it is final', async () => {
    await viewer.page.getByText(/Closed\. 1 vote, final/).waitFor({ timeout: 60_000 + ONE_BACK_OFF });
    expect((await survey.read()).certificate).toMatchObject({
      ballots: 1,
      digest: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  }, 120_000);
});
