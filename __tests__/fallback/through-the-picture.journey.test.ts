import type { Browser, Page, Request } from 'playwright-core';
import type { Text } from '#graphql/schema.generated';
import { prose } from '../../bench/frames-show.ts';
import { DESKTOP, startBrowser, type Visit, visit } from '../browser.ts';
import { EventUnderTest } from '../event-under-test.ts';
import { choose, frame, hasHeight, playsFor } from '../player/picture-on-page.ts';
import { broadcast, cutOff, floorFrom, noticed, putSources } from '../player/picture-under-test.ts';
import { recordShown, shownAs } from '../player/shown.ts';
import { control, graphql, stack } from '../stack.ts';
import { SurveyUnderTest } from '../survey-under-test.ts';

/** The longest back-off that config.json allows, the picture's own delay, and what a busy machine adds to it. */
const PATIENCE = { timeout: 60_000 };
const LONG = 120_000;
const BY_PICTURE = '映像を通じて更新中';
const LIVE = '接続中';

const ja = (value: string): Text[] => [{ lang: 'ja', value }];
/** What a way through may stumble over: characters of one to four bytes, a combined one, quotes, a backslash. */
const PASSAGE = '𠮷野の桜が🌸舞う。「票」は"\\数える\\"もの、がぎぐ é。';
const PROSE = prose('ja', 4_000).replaceAll('\n\n', '\n');
/** Two thousand characters in paragraphs, no part like another. */
const long = (part: number): string =>
  `第${part}部\n${PASSAGE}\n${PROSE.slice(part * 400)}`.slice(0, 1_999).trimEnd().padEnd(2_000, '終');
const TALKS = ['開演のごあいさつ', '数えるのは、あとでいい', '花道を渡るイベント'].map((title, index) => ({
  slug: `talk-${index + 1}`,
  title,
  about: long(index + 1),
}));
const [FIRST, SECOND, THIRD] = TALKS as [Talk, Talk, Talk];
const CORRECTED = long(TALKS.length + 1);
const QUESTION = `どれが好きですか。${PASSAGE.repeat(3)}`;

type Talk = (typeof TALKS)[number];

let browser: Browser;
let event: EventUnderTest;
let survey: SurveyUnderTest;
let viewer: Visit;
let page: Page;
/** All that the page and its workers asked the network for. */
const asked: Request[] = [];
/** What was asked for while neither the snapshot nor text files could be had. */
const refused: string[] = [];

const connection = (text: string) => page.getByText(text, { exact: true }).first().waitFor(PATIENCE);
const titled = ({ title }: Talk) => page.getByRole('heading', { level: 1, name: title }).waitFor(PATIENCE);
/** Waits for the long text with these words, and gives all of it. */
async function about(words: string): Promise<string | undefined> {
  await page.locator('section[aria-labelledby=about]').getByText(words).waitFor(PATIENCE);
  return (await shownAs(page, 'about')).at(-1);
}
/** The long text of a talk as it is stored. */
async function stored({ slug }: Talk): Promise<string | undefined> {
  const { data } = await graphql<{ programme: { sessions: { id: string; description: Text[] }[] } }>(
    event.operator,
    'query ($stage: ID!) { programme(stage: $stage) { sessions { id description { lang value } } } }',
    { stage: event.stage('main') },
  );
  return data?.programme.sessions.find(({ id }) => id === event.session('main', slug))?.description[0]?.value;
}

const OF_PLAYER = /styled-picture|ivs-player|wasm|\.m3u8|\.ts$/;
const FILES = /\/(live|text)\/.*\.json/;

beforeAll(async () => {
  [browser, event] = await Promise.all([startBrowser(), EventUnderTest.put('through', { languages: ['ja'] })]);
  for (const { slug, title, about } of TALKS)
    await event.putSession('main', slug, { title: ja(title), description: ja(about) });
  survey = await SurveyUnderTest.put(event, 'asked', {
    question: ja(QUESTION),
    options: ['赤', '白', '"黒\\"'].map((label, index) => ({ id: 'abc'.charAt(index), label: ja(label) })),
  });
  await broadcast('c1');
  await putSources(event, 'main', [floorFrom('c1')]);
  await event.setCurtain('main', 'UP');
  await event.start('main', FIRST.slug);
  await noticed(event, 'main');
  viewer = await visit(browser, 'about:blank', { ...DESKTOP, locale: 'ja-JP' });
  page = viewer.page;
  page.on('request', (request) => asked.push(request));
  await recordShown(page);
  await page.goto(`${stack().site}/${event.id}/main`);
}, LONG);

afterAll(async () => {
  await control('POST', '/realtime/start');
  await cutOff('c1');
  await browser?.close();
});

describe('a viewer of a stage with a picture', () => {
  it(
    'has the first state on screen before anything of the player is asked for',
    async () => {
      await titled(FIRST);
      await playsFor(page, 1);
      const at = await page.evaluate(() => globalThis.firstShown ?? 0);
      const ofPlayer = asked.filter((each) => OF_PLAYER.test(each.url()));
      expect(ofPlayer.map((each) => new URL(each.url()).pathname)).toContainEqual(expect.stringMatching(/\.ts$/));
      expect(ofPlayer.filter((each) => each.timing().startTime < at).map((each) => each.url())).toEqual([]);
    },
    LONG,
  );

  it(
    'sees it move',
    async () => {
      const before = await frame(page);
      await playsFor(page, 2);
      const after = await frame(page);
      expect(after.decoded).toBeGreaterThan(before.decoded + 20);
      expect(after.pixels).not.toBe(before.pixels);
    },
    LONG,
  );

  it(
    'changes its quality, and changes it back',
    async () => {
      for (const height of [180, 360]) {
        await choose(page, '映像の設定', `${height}p`);
        await hasHeight(page, height);
        await playsFor(page, 1);
      }
    },
    LONG,
  );

  it(
    'reads a long text as soon as an operator puts it on air',
    async () => {
      await connection(LIVE);
      await event.start('main', SECOND.slug);
      await titled(SECOND);
      expect(await about('第2部')).toBe(await stored(SECOND));
    },
    LONG,
  );
});

describe('when neither the live connection nor the snapshot can be had', () => {
  it(
    'the page says that it is updated through the picture',
    async () => {
      await page.route(FILES, (route) => {
        refused.push(new URL(route.request().url()).pathname);
        return route.abort();
      });
      await control('POST', '/realtime/stop');
      await connection(BY_PICTURE);
    },
    LONG,
  );

  it(
    'the survey that is opened next comes, to the letter',
    async () => {
      await survey.act('open');
      await page.locator('#survey-question').waitFor(PATIENCE);
      expect((await shownAs(page, 'question')).at(-1)).toBe(QUESTION);
      expect(await page.getByRole('radio', { name: '"黒\\"' }).count()).toBe(1);
    },
    LONG,
  );

  it(
    'it is answered all the same',
    async () => {
      await page.getByLabel('白').check();
      await page.getByRole('button', { name: '回答する' }).click();
      const received = page.getByText(/回答を受け付けました/).first();
      await received.waitFor(PATIENCE);
    },
    LONG,
  );

  it(
    'the next session comes with its long text, to the letter',
    async () => {
      await event.start('main', THIRD.slug);
      await titled(THIRD);
      expect(await about('第3部')).toBe(await stored(THIRD));
    },
    LONG,
  );

  it(
    'a correction of it comes, to the letter',
    async () => {
      await event.putSession('main', THIRD.slug, { title: ja(THIRD.title), description: ja(CORRECTED) });
      expect(await about('第4部')).toBe(CORRECTED);
      expect(await stored(THIRD)).toBe(CORRECTED);
    },
    LONG,
  );

  it(
    'the page is live again once they return, with the answer that was given meanwhile',
    async () => {
      await page.unroute(FILES);
      await control('POST', '/realtime/start');
      await connection(LIVE);
      await survey.close(true);
      const counted = page.getByText(/受付終了。1票、速報/).first();
      await counted.waitFor(PATIENCE);
      // What was published before this moment is still under way in the picture.
      await playsFor(page, 15);
    },
    LONG,
  );
});

describe('what the page showed of all this', () => {
  it('needed no snapshot while the picture brought it', () => {
    // One is asked for when the connection is lost, before the page knows better.
    expect(refused.filter((path) => path.startsWith('/live/')).length).toBeLessThan(3);
  });

  it('came once and never went back', async () => {
    const known = new Map([...TALKS.map((talk) => [talk.about, talk.title] as const), [CORRECTED, 'corrected']]);
    const abouts = (await shownAs(page, 'about')).map((text) => known.get(text) ?? `unknown: ${text}`);
    expect(abouts).toEqual([...TALKS.map(({ title }) => title), 'corrected']);
    expect(await shownAs(page, 'title')).toEqual(TALKS.map(({ title }) => title));
    expect(await shownAs(page, 'question')).toEqual([QUESTION]);
    const surveys = await shownAs(page, 'survey');
    expect(surveys).toEqual([...new Set(surveys)]);
    expect(await shownAs(page, 'connection')).toEqual(expect.arrayContaining([LIVE, BY_PICTURE]));
    const said = await shownAs(page, 'said');
    for (const news of [SECOND.title, THIRD.title, `始まりました。${QUESTION}`])
      expect(said.filter((each) => each.includes(news))).toHaveLength(1);
  });

  it('was without a reload, and without a complaint but of what was cut', () => {
    expect(viewer.loads()).toBe(2);
    // Amazon's player asks Amazon how it should behave, which a policy for local addresses refuses.
    const cut = /WebSocket connection|net::ERR_|Failed to load resource|live-video\.net|PoPClient/;
    expect(viewer.complaints.filter((line) => !cut.test(line))).toEqual([]);
  });
});
