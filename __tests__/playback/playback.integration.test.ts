import { EventUnderTest } from '../event-under-test.ts';
import { eventually, graphql, stack } from '../stack.ts';
import { aReport } from './reports.ts';

const PLAYBACK = `query ($stage: ID!) {
  playback(stage: $stage) {
    total { viewers reports watchedSeconds latencyMs { p50 } }
    devices { device browser numbers { reports stalls renditions { height reports } troubles { trouble count } } }
  }
}`;

interface Seen {
  playback: { total: { viewers: number; reports: number }; devices: { device: string; numbers: object }[] };
}

let event: EventUnderTest;
beforeAll(async () => {
  event = await EventUnderTest.put('playback');
}, 60_000);

const send = (body: unknown, url = `${stack().site}/playback`, headers: Record<string, string> = {}) =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });

describe('what a page reports', () => {
  it('is at the desk within half a minute, summed up by kind of device', async () => {
    const stage = event.stage('main');
    const phone = aReport({
      stage,
      device: 'PHONE',
      browser: 'SAFARI',
      trouble: 'UNREACHABLE',
      stalls: 2,
      stalledMs: 900,
    });
    for (const report of [aReport({ stage }), aReport({ stage, counts: false, height: 360 }), phone])
      expect((await send(report)).status).toBe(204);
    const ask = async () => (await graphql<Seen>(event.operator, PLAYBACK, { stage })).data?.playback;
    const seen = await eventually(ask, (playback) => playback?.total.reports === 3, 30_000);
    expect(seen).toEqual({
      total: { viewers: 2, reports: 3, watchedSeconds: 60, latencyMs: { p50: 4_500 } },
      devices: [
        {
          device: 'PHONE',
          browser: 'SAFARI',
          numbers: {
            reports: 1,
            stalls: 2,
            renditions: [{ height: 720, reports: 1 }],
            troubles: [{ trouble: 'UNREACHABLE', count: 1 }],
          },
        },
        {
          device: 'DESKTOP',
          browser: 'CHROME',
          numbers: {
            reports: 2,
            stalls: 0,
            renditions: [
              { height: 720, reports: 1 },
              { height: 360, reports: 1 },
            ],
            troubles: [],
          },
        },
      ],
    });
  }, 60_000);

  it('is refused where it says what no page says, or is no POST', async () => {
    const wrong = await send({ ...aReport(), more: 1 });
    expect([wrong.status, await wrong.json()]).toEqual([400, { error: 'INVALID_REPORT' }]);
    expect((await fetch(`${stack().site}/playback`)).status).toBe(404);
  });

  it('does not come in past the site, and its way in gives out no tokens', async () => {
    const playback = stack().httpApis['butai-dev-playback'];
    const guesses: Record<string, string>[] = [{}, { 'x-butai-origin': 'guessed' }];
    for (const headers of guesses) expect((await send(aReport(), `${playback}/playback`, headers)).status).toBe(403);
    expect((await send({ event: event.id }, `${playback}/session`)).status).toBe(404);
  });
});
