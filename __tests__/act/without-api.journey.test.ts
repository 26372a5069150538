import type { Browser } from 'playwright-core';
import { DESKTOP, startBrowser, type Visit, visit } from '../browser.ts';
import { EventUnderTest, en } from '../event-under-test.ts';
import { broadcast, cutOff, floorFrom, noticed, putSources } from '../player/picture-under-test.ts';
import { control, eventually, graphql, stack } from '../stack.ts';
import { SurveyUnderTest } from '../survey-under-test.ts';
import { act } from './act-on.ts';

/** The longest back-off that config.json allows, the picture's own delay, and what a busy machine adds to it. */
const LONG = 90_000;
const CHANNEL = 'c3';
const QUESTION = 'What do you look at first?';
const BALLOTS = 'query ($survey: ID!) { results(survey: $survey) { ballots counts { option count } } }';

let browser: Browser;
let event: EventUnderTest;
let survey: SurveyUnderTest;
let viewer: Visit;

const card = () => viewer.page.locator('#survey');
const says = (text: string | RegExp) => viewer.page.getByText(text).first().waitFor({ timeout: LONG });
const pictureTime = () => viewer.page.evaluate<number>("document.querySelector('video')?.currentTime ?? 0");
/** Waits until the picture has gone on for two seconds of its own time. */
const playsOn = async () => {
  const from = await pictureTime();
  await eventually(pictureTime, (time) => time > from + 2, LONG);
};
const counted = async () => {
  const { data } = await graphql<{ results: { ballots: number; counts: { option: string; count: number }[] } }>(
    event.operator,
    BALLOTS,
    { survey: survey.id },
  );
  return data?.results;
};

beforeAll(async () => {
  [browser, event] = await Promise.all([startBrowser(), EventUnderTest.put('without')]);
  await event.putSession('main', 'talk', { title: en('Count later') });
  survey = await SurveyUnderTest.put(event, 'asked', { question: en(QUESTION) });
  await broadcast(CHANNEL);
  await putSources(event, 'main', [floorFrom(CHANNEL)]);
  await event.setCurtain('main', 'UP');
  await event.start('main', 'talk');
  await noticed(event, 'main');
  viewer = await visit(browser, `${stack().site}/${event.id}/main`, { ...DESKTOP, locale: 'en-US' });
}, 2 * LONG);

afterAll(async () => {
  await control('POST', '/graphql/start');
  await cutOff(CHANNEL);
  await browser?.close();
});

describe('a show that goes on without the API', () => {
  it(
    'has a viewer with a picture and a live connection',
    async () => {
      await says('Connected');
      await playsOn();
    },
    LONG,
  );

  it(
    'loses all of the API: the page says that it is updated through the video, and the picture plays on',
    async () => {
      await control('POST', '/graphql/stop');
      await says('Updating through the video');
      await playsOn();
    },
    LONG,
  );

  it(
    'has a helper open a survey, and it comes to the page',
    async () => {
      expect(await act('openSurvey', '--survey', survey.id, '--expected', '1')).toContain('state: OPEN');
      await says(QUESTION);
      expect(viewer.loads()).toBe(1);
    },
    LONG,
  );

  it(
    'is answered by the viewer, who is told that the answer waits and does not count yet',
    async () => {
      await card().getByLabel('option b').check();
      await card().getByRole('button', { name: 'Send answer' }).click();
      await says('Your answer waits on this device. It is not counted yet');
    },
    LONG,
  );

  it(
    'has the answer waiting also after a reload',
    async () => {
      await viewer.page.reload();
      await says(/not counted yet/);
      await card().getByText('option b').waitFor();
      await says('Updating through the video');
    },
    LONG,
  );

  it(
    'counts the answer once when the API is back, and the page is live again',
    async () => {
      await control('POST', '/graphql/start');
      await says(/Answer received/);
      await says('Connected');
      const results = await eventually(counted, (now) => (now?.ballots ?? 0) > 0);
      expect(results?.ballots).toBe(1);
      expect(results?.counts.filter(({ count }) => count > 0)).toEqual([{ option: 'b', count: 1 }]);
    },
    LONG,
  );

  it('had no complaint but of the connections that were cut, and of those that the player may not make', () => {
    const expected = /WebSocket connection|net::ERR_|Failed to load resource|live-video\.net|PoPClient/;
    expect(viewer.complaints.filter((line) => !expected.test(line))).toEqual([]);
  });
});
