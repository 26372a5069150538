import { jest } from '@jest/globals';
import { render, screen, waitFor, within } from '@solidjs/testing-library';
import type { Playback, PlaybackNumbers } from '#graphql/schema.generated';
import { csvOf } from '../../spa/src/desk/csv.ts';
import { Refusal } from '../../spa/src/desk/refusal.ts';
import { playbackCsv } from '../../spa/src/playback/playback-export.ts';
import { oneIn } from '../../spa/src/playback/playback-figures.ts';
import { PlaybackTable } from '../../spa/src/playback/playback-table.tsx';
import { setLanguage } from '../../spa/src/text/language.ts';
import { noPlayback, openDesk } from '../desk/fake-desk.tsx';

const PLACE = '/admin/matsuri/main/PLAYBACK';
const numbers: PlaybackNumbers = {
  viewers: 1_200,
  reports: 4_000,
  firstFrameMs: { p50: 1_360, p95: 3_900 },
  latencyMs: null,
  watchedSeconds: 5_900,
  stalls: 25,
  stalledSeconds: 100,
  stallRatio: 100 / 6_000,
  renditions: [
    { height: 720, reports: 3_000 },
    { height: 360, reports: 1_000 },
  ],
  troubles: [{ trouble: 'UNREACHABLE', count: 7 }],
};
const phone = { ...numbers, viewers: 300, troubles: [] };
const seen: Playback = {
  since: '2026-11-20T08:50:00.000Z',
  asOf: '2026-11-20T09:00:05.000Z',
  total: numbers,
  devices: [{ device: 'PHONE', browser: 'SAFARI', numbers: phone }],
};
const cells = (row: HTMLElement) =>
  within(row)
    .getAllByRole('cell')
    .map(({ textContent }) => textContent?.replaceAll('\u00a0', ' '));

beforeEach(() => {
  setLanguage('en');
  localStorage.clear();
});
afterEach(() => jest.useRealTimers());

describe('what viewers get, at the desk', () => {
  it('is a line for all and one for each kind of device', () => {
    render(() => <PlaybackTable playback={seen} label="What viewers get" />);
    expect(cells(screen.getByRole('row', { name: /^All/ }))).toEqual([
      '1,200',
      '1.4 s / 3.9 s',
      '0.25',
      '1.7 %',
      '–',
      '720p 75 %, 360p 25 %',
      'does not arrive: 7',
    ]);
    expect(cells(screen.getByRole('row', { name: /^Phone · Safari/ }))[0]).toBe('300');
    setLanguage('ja');
    expect(cells(screen.getByRole('row', { name: /^スマートフォン · Safari/ }))[1]).toBe('1.4秒 / 3.9秒');
  });

  it('is no good news where nobody watched', () => {
    const nobody = { ...noPlayback.total, reports: 1, troubles: numbers.troubles };
    render(() => <PlaybackTable playback={{ ...seen, total: nobody, devices: [] }} label="" />);
    expect(cells(screen.getByRole('row', { name: /^All/ }))).toEqual([
      ...['0', '–', '–', '–', '–', 'unknown', 'does not arrive: 7'],
    ]);
  });

  it('says that nothing was reported, and shows what is by the next round', async () => {
    jest.useFakeTimers();
    const desk = openDesk(PLACE);
    await screen.findByText('Nothing was reported in the last ten minutes');
    expect(screen.queryByRole('table')).toBeNull();
    desk.rows.playback = seen;
    await jest.advanceTimersByTimeAsync(15_000);
    expect(screen.getByRole('table')).toBeVisible();
    expect(screen.getByText(/^The last ten minutes, as of/)).toBeVisible();
  });

  it('stays, and says so, when it cannot be asked for', async () => {
    jest.useFakeTimers();
    const desk = openDesk(PLACE, { playback: seen });
    await screen.findByRole('table');
    jest.spyOn(desk.api, 'ask').mockRejectedValue(new Refusal('UNREACHABLE'));
    await jest.advanceTimersByTimeAsync(15_000);
    const panel = screen.getByRole('region', { name: 'What viewers of Main stage get' });
    await waitFor(() => expect(within(panel).getByText(/^No answer/)).toBeVisible());
    expect(within(panel).getByRole('table')).toBeVisible();
  });

  it('is not offered to interpreters, who may not ask for it', async () => {
    openDesk('/admin/matsuri/main', {}, 'interpreter');
    await screen.findByRole('link', { name: 'Run of show' });
    expect(screen.queryByRole('link', { name: 'What viewers get' })).toBeNull();
  });
});

describe('the sample', () => {
  it.each([
    [0.01, '100'],
    [1 / 30, '30'],
    [0.0004, '2,500'],
  ])('of %d is one page in %s', (sample, pages) => {
    expect(oneIn(sample)).toBe(pages);
  });
});

describe('its file', () => {
  it('has a row for all and for each kind of device, each to be read by itself', () => {
    const facts = ['matsuri.main', seen.since, seen.asOf, 0.5];
    const times = [1_360, 3_900, null, null, 5_900, 100, 25, 0.25, 100 / 6_000];
    const [, ...rows] = playbackCsv('matsuri.main', seen, 0.5).slice(1).trimEnd().split('\r\n');
    const expected = csvOf([
      [...facts, 'ALL', 'ALL', 1_200, 4_000, ...times, '720p:3000 360p:1000', 'UNREACHABLE:7'],
      [...facts, 'PHONE', 'SAFARI', 300, 4_000, ...times, '720p:3000 360p:1000', ''],
    ]);
    expect(rows).toEqual(expected.slice(1).trimEnd().split('\r\n'));
  });
});
