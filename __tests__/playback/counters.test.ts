import * as fc from 'fast-check';
import { countersOf, playbackOf } from '#graphql/playback/counters';
import { type PlaybackReport, TROUBLES } from '#graphql/playback/report';
import { aReport } from './reports.ts';

const AT = '2026-11-20T09:00:00.000Z';
const rowOf = (report: PlaybackReport) => ({
  ...countersOf(report),
  device: report.device,
  browser: report.browser,
});
const seenOf = (...reports: PlaybackReport[]) => playbackOf(reports.map(rowOf) as never, AT, AT);

describe('what a report adds to its row', () => {
  it('is what came to pass, and nothing for what did not', () => {
    expect(countersOf(aReport())).toEqual({ reports: 1, viewers: 1, watchedMs: 20_000, latency_4: 1, height_5: 1 });
    const bad = aReport({
      counts: false,
      watchedMs: 0,
      stalledMs: 900,
      stalls: 2,
      firstFrameMs: 1_400,
      trouble: 'SLOW_START',
    });
    expect(countersOf({ ...bad, latencyMs: undefined, height: undefined })).toEqual({
      reports: 1,
      stalledMs: 900,
      stalls: 2,
      firstFrame_4: 1,
      trouble_SLOW_START: 1,
    });
  });

  it('has a closed list of names, whatever pages report', () => {
    const any = fc.record({
      firstFrameMs: fc.nat(200_000),
      latencyMs: fc.nat(200_000),
      height: fc.nat(10_000),
      trouble: fc.constantFrom(...TROUBLES),
    });
    const names = new Set<string>();
    fc.assert(
      fc.property(any, (some) => {
        for (const name of Object.keys(countersOf(aReport({ ...some, stalls: 1, stalledMs: 1 })))) names.add(name);
      }),
      { numRuns: 2_000 },
    );
    expect(names.size).toBeLessThanOrEqual(5 + 13 + 13 + 9 + TROUBLES.length);
  });
});

describe('what the desk is told', () => {
  it('is of the devices that reported, and of all of them together', () => {
    const phone = aReport({ device: 'PHONE', browser: 'SAFARI', latencyMs: 9_000 });
    const { total, devices } = seenOf(aReport(), phone, aReport({ counts: false }));
    expect(devices.map(({ device, browser, numbers }) => [device, browser, numbers.reports])).toEqual([
      ['PHONE', 'SAFARI', 1],
      ['DESKTOP', 'CHROME', 2],
    ]);
    expect(total).toMatchObject({ viewers: 2, reports: 3, watchedSeconds: 60 });
  });

  it('is no latency where no player knows one, and no first frame where nobody began', () => {
    const { total } = seenOf(aReport({ latencyMs: undefined }));
    expect(total).toMatchObject({ latencyMs: null, firstFrameMs: null });
  });

  it('is the share of the time in which the picture should have moved', () => {
    expect(seenOf(aReport({ watchedMs: 15_000, stalledMs: 5_000, stalls: 1 })).total.stallRatio).toBe(0.25);
    expect(seenOf(aReport({ watchedMs: 0, trouble: 'ENDED' })).total).toMatchObject({
      stallRatio: 0,
      troubles: [{ trouble: 'ENDED', count: 1 }],
    });
  });

  it('names renditions from the tallest, each as the next usual height', () => {
    const { total } = seenOf(aReport({ height: 360 }), aReport({ height: 700 }), aReport({ height: 9_999 }));
    expect(total.renditions).toEqual([
      { height: 2160, reports: 1 },
      { height: 720, reports: 1 },
      { height: 360, reports: 1 },
    ]);
  });
});
