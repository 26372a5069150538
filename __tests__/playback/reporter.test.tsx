import type { PlaybackReport } from '#graphql/playback/report';
import type { Seen } from '../../spa/src/playback/meter.ts';
import { makeReporter } from '../../spa/src/playback/reporter.ts';
import type { Phase } from '../../spa/src/player/player.ts';
import type { Trouble } from '../../spa/src/player/trouble.ts';
import { makeFakeTime, settle } from '../live/fake-time.ts';

interface Change {
  place?: Seen['place'];
  phase?: Phase;
  trouble?: Trouble | null;
  height?: number;
}

/** A page with a picture that does as the test says, and what it reports. */
async function open(sampled: Promise<boolean> = Promise.resolve(true)) {
  const time = makeFakeTime();
  const sent: PlaybackReport[] = [];
  let latency: number | null = null;
  let slept = 0;
  let seen: Seen = { place: 'none', trouble: null, player: { phase: 'loading', showing: null } };
  const reporter = makeReporter({
    stage: 'matsuri26.main',
    device: { device: 'DESKTOP', browser: 'FIREFOX' },
    timers: { ...time, now: () => time.now() + slept },
    sampled,
    latency: () => latency,
    send: (report) => sent.push(JSON.parse(JSON.stringify(report))),
  });
  await settle();
  return {
    sent,
    pass: time.pass,
    look: reporter.look,
    stop: reporter.stop,
    sleep: (milliseconds: number) => {
      slept += milliseconds;
    },
    behind: (seconds: number | null) => {
      latency = seconds;
    },
    is: ({ place = seen.place, trouble = seen.trouble, phase = seen.player.phase, height }: Change) => {
      const showing = height === undefined ? seen.player.showing : { name: `${height}p`, height, bitrate: 1 };
      seen = { place, trouble, player: { phase, showing } };
      reporter.see(seen);
    },
  };
}

/** A page whose picture has been there for a moment. */
async function playing() {
  const page = await open();
  page.is({ place: 'here' });
  await page.pass(1_000);
  page.is({ phase: 'playing', height: 720 });
  page.sent.length = 0;
  return page;
}

describe('the first frame', () => {
  it('is reported at once, with how long it took and on what', async () => {
    const page = await open();
    page.is({ place: 'here' });
    await page.pass(400);
    page.is({ phase: 'starting' });
    await page.pass(900);
    page.behind(3.3);
    page.is({ phase: 'playing', height: 480 });
    expect(page.sent).toEqual([
      {
        stage: 'matsuri26.main',
        device: 'DESKTOP',
        browser: 'FIREFOX',
        counts: true,
        watchedMs: 0,
        stalledMs: 0,
        stalls: 0,
        firstFrameMs: 1_300,
        latencyMs: 3_300,
        height: 480,
      },
    ]);
  });

  it.each([
    ['the viewer had to ask for it', (page: Awaited<ReturnType<typeof open>>) => page.is({ phase: 'blocked' })],
    ['nobody looked meanwhile', (page: Awaited<ReturnType<typeof open>>) => page.look(true)],
  ])('is not measured where %s', async (_why, happen) => {
    const page = await open();
    page.is({ place: 'here' });
    happen(page);
    await page.pass(9_000);
    page.look(false);
    page.is({ phase: 'playing' });
    await page.pass(20_000);
    expect(page.sent.map(({ firstFrameMs }) => firstFrameMs)).toEqual([undefined]);
  });

  it('is measured again when the picture was away, and not when it merely waited', async () => {
    const page = await playing();
    page.is({ phase: 'stalled' });
    await page.pass(500);
    page.is({ phase: 'playing' });
    expect(page.sent).toEqual([]);
    page.is({ place: 'none', phase: 'loading' });
    await page.pass(60_000);
    page.is({ place: 'here' });
    await page.pass(700);
    page.is({ phase: 'playing' });
    expect(page.sent.at(-1)).toMatchObject({ firstFrameMs: 700 });
  });
});

describe('a picture that plays', () => {
  it('is reported every twenty seconds, with what it waited and how often', async () => {
    const page = await playing();
    await page.pass(5_000);
    page.is({ phase: 'stalled' });
    await page.pass(1_500);
    page.is({ phase: 'playing', height: 360 });
    page.behind(6);
    await page.pass(13_499);
    expect(page.sent).toEqual([]);
    await page.pass(1);
    expect(page.sent).toEqual([
      expect.objectContaining({ watchedMs: 18_500, stalledMs: 1_500, stalls: 1, height: 360, latencyMs: 6_000 }),
    ]);
    await page.pass(40_000);
    expect(page.sent.slice(1)).toEqual([
      expect.objectContaining({ watchedMs: 20_000, stalledMs: 0, stalls: 0 }),
      expect.objectContaining({ watchedMs: 20_000, stalledMs: 0, stalls: 0 }),
    ]);
  });

  it('counts its page once every ten minutes', async () => {
    const page = await open();
    page.is({ place: 'here', phase: 'playing' });
    await page.pass(600_000);
    const counted = page.sent.flatMap(({ counts }, i) => (counts ? [i] : []));
    expect(counted).toEqual([0, 30]);
  });

  it('tells no latency where the player knows none', async () => {
    for (const unknown of [null, 0]) {
      const page = await playing();
      page.behind(unknown);
      await page.pass(20_000);
      expect(page.sent).toHaveLength(1);
      expect(page.sent[0]).not.toHaveProperty('latencyMs');
    }
  });

  it('was not watched by a device that slept', async () => {
    const page = await playing();
    page.sleep(8 * 3_600_000);
    await page.pass(20_000);
    expect(page.sent).toEqual([expect.objectContaining({ watchedMs: 120_000, stalledMs: 0 })]);
    await page.pass(20_000);
    expect(page.sent.at(-1)).toMatchObject({ watchedMs: 20_000 });
  });

  it('says nothing while it is paused, and nothing more when it is gone', async () => {
    const page = await playing();
    await page.pass(3_000);
    page.is({ phase: 'paused' });
    await page.pass(100_000);
    expect(page.sent).toEqual([expect.objectContaining({ watchedMs: 3_000 })]);
    page.is({ place: 'none' });
    await page.pass(100_000);
    expect(page.sent).toHaveLength(1);
  });
});

describe('trouble', () => {
  it('is reported at once by its name, and again only when it is another', async () => {
    const page = await playing();
    await page.pass(2_000);
    page.is({ trouble: 'unreachable', phase: 'failed' });
    expect(page.sent).toEqual([expect.objectContaining({ trouble: 'UNREACHABLE', watchedMs: 2_000 })]);
    page.is({ phase: 'loading' });
    page.is({ phase: 'failed' });
    await page.pass(60_000);
    expect(page.sent).toHaveLength(1);
    page.is({ trouble: 'ended' });
    expect(page.sent.at(-1)).toMatchObject({ trouble: 'ENDED', watchedMs: 0 });
    expect(page.sent.at(-1)).not.toHaveProperty('height');
  });

  it('ends a stall: what the page has explained is no wait any more', async () => {
    const page = await playing();
    page.is({ phase: 'stalled' });
    await page.pass(4_000);
    page.is({ trouble: 'ended' });
    await page.pass(60_000);
    expect(page.sent).toEqual([expect.objectContaining({ stalledMs: 4_000, stalls: 1, trouble: 'ENDED' })]);
  });
});

describe('the last word', () => {
  it('is said when the page hides, and what follows is told as before', async () => {
    const page = await playing();
    await page.pass(7_000);
    page.look(true);
    expect(page.sent).toEqual([expect.objectContaining({ watchedMs: 7_000 })]);
    await page.pass(13_000);
    expect(page.sent.at(-1)).toMatchObject({ watchedMs: 13_000 });
  });

  it('is said when the viewer goes to another page, and nothing after it', async () => {
    const page = await playing();
    await page.pass(2_000);
    page.stop();
    page.is({ phase: 'stalled', trouble: 'ended' });
    await page.pass(60_000);
    expect(page.sent).toEqual([expect.objectContaining({ watchedMs: 2_000 })]);
  });

  it('of a page with nothing to tell is silence', async () => {
    const page = await open();
    page.look(true);
    page.stop();
    expect(page.sent).toEqual([]);
  });
});

describe('a page load that is not of the sample', () => {
  it('says nothing at all', async () => {
    const page = await open(Promise.resolve(false));
    page.is({ place: 'here', phase: 'playing' });
    await page.pass(60_000);
    page.is({ trouble: 'ended' });
    page.look(true);
    page.stop();
    expect(page.sent).toEqual([]);
  });

  it('says nothing before it is known, and then what came to pass meanwhile', async () => {
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const page = await open(promise);
    page.is({ place: 'here' });
    await page.pass(800);
    page.is({ phase: 'playing' });
    await page.pass(2_000);
    expect(page.sent).toEqual([]);
    resolve(true);
    await settle();
    expect(page.sent).toEqual([expect.objectContaining({ firstFrameMs: 800, watchedMs: 2_000 })]);
  });
});
