import { render, screen } from '@solidjs/testing-library';
import { createSignal, Show } from 'solid-js';
import type { LiveState } from '#graphql/schema.generated';
import { NOTHING, type StageView } from '../../spa/src/live/stage-feed.ts';
import { Picture } from '../../spa/src/player/picture.tsx';
import { setLanguage } from '../../spa/src/text/language.ts';
import { settle } from '../live/fake-time.ts';
import { setUp } from '../live/feed-set-up.ts';
import { makeFakePlayers, makeStorage } from '../player/fake-player.tsx';

const sources = [{ id: 'floor', url: 'https://ivs.test/floor.m3u8' }];

/** A stage's page whose picture plays eight seconds late, in step with it. */
async function watching() {
  const page = setUp();
  const { time, views } = page;
  const players = makeFakePlayers(() => document.createElement('video'));
  const [view, setView] = createSignal<StageView>(NOTHING);
  const services = {
    open: players.open,
    timers: time,
    storage: makeStorage(),
    locks: undefined,
    savesData: false,
    sampled: async () => false,
  };
  const push = views.push.bind(views);
  views.push = (...more) => {
    for (const each of more) setView(each);
    return push(...more);
  };
  const state = (seq: number, slug: string, curtain: 'UP' | 'DOWN' = 'UP'): LiveState =>
    page.state(seq, {
      curtain,
      sources: curtain === 'UP' ? sources : [],
      // Of the page's own clock, which is not the feed's.
      effectiveAt: curtain === 'UP' ? new Date().toISOString() : null,
      session: { id: `e.a.${slug}` },
    });
  render(() => (
    <Show when={view().state}>
      {(shown) => (
        <>
          <p>{shown().session?.id}</p>
          <Picture state={shown()} name={[]} hear={view().hear} follow={view().follow} services={services} />
        </>
      )}
    </Show>
  ));
  page.snapshot(state(1, 'first'));
  await page.start();
  await page.up();
  players.last.latencyIs = 8;
  players.last.listener.changed({ phase: 'playing' });
  return { ...page, players, state };
}

beforeEach(() => setLanguage('en'));

describe('a page whose picture plays', () => {
  it('waits for it with another session', async () => {
    const { push, state } = await watching();
    push(state(2, 'second'));
    expect(screen.getByText('e.a.first')).toBeVisible();
  });

  it('loses it in the very moment in which it hears that the curtain is down, whatever else was waiting', async () => {
    const { push, state, players } = await watching();
    push(state(2, 'second'));
    push(state(3, 'second', 'DOWN'));
    expect(players.last.told.at(-1)).toBe('destroy');
    expect(document.querySelector('video')).toBeNull();
    expect(screen.getByText('e.a.second')).toBeVisible();
  });

  it('loses it through the picture itself, too, and then asks the snapshot', async () => {
    const { down, state, players, view, pulls, time } = await watching();
    down();
    view().hear({ kind: 'state', state: state(2, 'first', 'DOWN') });
    expect(players.last.told.at(-1)).toBe('destroy');
    expect(view().status).toEqual({ kind: 'fallback', by: 'snapshot' });
    const before = pulls();
    await time.pass(8_000);
    expect(pulls()).toBeGreaterThan(before);
  });

  it('loses it by the snapshot', async () => {
    const { down, snapshot, state, players, time } = await watching();
    down();
    snapshot(state(2, 'first', 'DOWN'));
    await time.pass(8_000);
    expect(players.last.told.at(-1)).toBe('destroy');
  });

  it('has it back when the curtain is raised, and waits for that one', async () => {
    const { push, state, players } = await watching();
    push(state(2, 'first', 'DOWN'));
    push(state(3, 'first'));
    await settle();
    expect(players.all).toHaveLength(2);
    players.last.latencyIs = 8;
    push(state(4, 'second'));
    expect(screen.getByText('e.a.first')).toBeVisible();
  });
});
