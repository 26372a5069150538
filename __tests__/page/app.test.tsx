import { jest } from '@jest/globals';
import { render, screen, waitFor } from '@solidjs/testing-library';
import type { LiveState } from '#graphql/schema.generated';
import { App } from '../../spa/src/page/app.tsx';
import { followLinks } from '../../spa/src/page/route.ts';
import { setLanguage } from '../../spa/src/text/language.ts';
import { both, inMinutes, nextTalk, stateOf, talk } from '../stage/stage-view.ts';

// Its styles come by way of Vite alone.
jest.unstable_mockModule(
  '../../spa/src/event/styled-event-page.ts',
  () => import('../../spa/src/event/event-page.tsx'),
);

/** What the site has, by path; all else is not there. */
const files = new Map<string, unknown>();
const asked: string[] = [];

globalThis.fetch = (async (input: string) => {
  asked.push(input);
  const body = files.get(input);
  // jsdom has no Response.
  return { ok: Boolean(body), status: body ? 200 : 403, headers: { get: () => null }, json: async () => body };
}) as unknown as typeof fetch;
globalThis.scrollTo = () => {};
followLinks();

const publish = (state: LiveState) => files.set(`/live/${state.stage}.json`, { state, texts: {} });
const { event, stages } = stateOf();
const other = {
  ...event,
  id: 'haru',
  title: both('春の会', 'Spring meetup'),
  state: 'OVER',
  startsAt: inMinutes(-9999),
  stages: [],
};

async function open(path: string) {
  history.replaceState(null, '', path);
  dispatchEvent(new PopStateEvent('popstate'));
  return render(() => <App />);
}

beforeEach(() => {
  setLanguage('en');
  files.clear();
  asked.length = 0;
  publish(stateOf({ session: talk, next: nextTalk }));
  publish(stateOf({ stage: 'e.b', curtain: 'DOWN', next: nextTalk }));
  files.set('/live/site.json', { seq: 1, at: inMinutes(0), events: [{ ...event, stages }, other] });
});

describe('the viewers’ pages', () => {
  it('are the current event with all its stages on the front page', async () => {
    await open('/');
    expect(await screen.findByRole('heading', { level: 1, name: 'Cloud Matsuri' })).toBeVisible();
    const cards = await screen.findAllByRole('article');
    expect(cards).toHaveLength(2);
    await waitFor(() => expect(cards[0]).toHaveTextContent('Meeting a million viewers in your sleep'));
    expect(cards[0]).toHaveTextContent('On stage');
    await waitFor(() => expect(cards[1]).toHaveTextContent('Scene changes with EventBridge'));
    expect(screen.getByRole('link', { name: /Spring meetup/ })).toHaveAttribute('href', '/haru');
    expect(document.title).toBe('Cloud Matsuri');
  });

  it('ask for the stage’s snapshot before anything else', async () => {
    await open('/e/a');
    expect(await screen.findByRole('heading', { level: 1 })).toHaveTextContent('Meeting a million viewers');
    expect(asked[0]).toBe('/live/e.a.json');
    expect(document.title).toBe('Meeting a million viewers in your sleep · Main stage · Cloud Matsuri');
  });

  it('say which stages there are, which one this is, and on which somebody is', async () => {
    await open('/e/b');
    const here = await screen.findByRole('link', { name: 'Hanamichi' });
    expect(here).toHaveAttribute('aria-current', 'page');
    expect(await screen.findByRole('link', { name: 'Main stage On stage' })).toHaveAttribute('href', '/e/a');
  });

  it('lead from stage to stage without loading the page anew', async () => {
    await open('/e/b');
    const status = screen.getByRole('status');
    (await screen.findByRole('link', { name: /Main stage/ })).click();
    await waitFor(() => expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('Meeting a million'));
    expect(location.pathname).toBe('/e/a');
    expect(screen.getByRole('status')).toBe(status);
    history.back();
    await waitFor(() => expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('Scene changes'));
  });

  it('tell a screen reader what changed, once it did', async () => {
    await open('/e/a');
    await screen.findByRole('heading', { level: 1 });
    expect(screen.getByRole('status')).toBeEmptyDOMElement();
    publish(stateOf({ seq: 2, session: nextTalk }));
    document.dispatchEvent(new Event('visibilitychange'));
    await waitFor(() =>
      expect(screen.getByRole('status')).toHaveTextContent('On stage now: Scene changes with EventBridge'),
    );
    expect(document.body).toHaveFocus();
  });

  it('change language by a link that loads nothing', async () => {
    await open('/e/a?lang=en');
    await screen.findByRole('heading', { level: 1 });
    const requests = asked.length;
    screen.getByRole('link', { name: '日本語' }).click();
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('百万人の同時視聴を、眠ったまま迎える');
    expect(document.title).toContain('大舞台');
    expect(location.search).toBe('?lang=ja');
    expect(localStorage.getItem('butai.language')).toBe('ja');
    expect(asked.length).toBe(requests);
  });

  it('go through light, dark and the device’s own by one button', async () => {
    await open('/e/a');
    const press = () => screen.getByRole('button', { name: /^Theme/ }).click();
    press();
    expect(document.documentElement.dataset.theme).toBe('light');
    press();
    expect(document.documentElement.dataset.theme).toBe('dark');
    press();
    expect(document.documentElement.dataset.theme).toBeUndefined();
  });

  it('say that there is no such stage, with a way home', async () => {
    await open('/e/nowhere');
    expect(await screen.findByRole('heading', { name: 'There is no such stage' })).toBeVisible();
    expect(screen.getByRole('link', { name: 'To the event’s page' })).toHaveAttribute('href', '/e');
  });

  it('say that there is no such event', async () => {
    await open('/nothing');
    expect(await screen.findByRole('heading', { name: 'There is no such event' })).toBeVisible();
  });

  it('say so where nothing is planned at all', async () => {
    files.clear();
    await open('/');
    expect(await screen.findByRole('heading', { name: 'No event is planned' })).toBeVisible();
  });
});
