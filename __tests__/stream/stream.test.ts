import fc from 'fast-check';
import { type Stream, type StreamRow, streamAfter, viewersOf } from '#graphql/stream/stream';
import { aStream, FULL_HD } from './memory-stream.ts';

const at = (second: number) => new Date(Date.parse('2026-11-20T09:00:00.000Z') + second * 1_000).toISOString();
const SOURCES = [{ id: 'floor', channel: 'c1' }, { id: 'en', channel: 'c2' }, { id: 'elsewhere' }];

/** What is known of a channel after looks at these seconds. */
const rowOf = (channel: string, ...looks: [second: number, viewers: number | null][]): StreamRow =>
  looks.reduce<StreamRow | null>(
    (before, [second, viewers]) => streamAfter(before, channel, aStream({ viewers }), at(second)),
    null,
  )!;

describe("a stage's viewers", () => {
  it('are the sum over its sources that are live, with the sums before', () => {
    const floor = rowOf('c1', [0, 10], [24, 12]);
    const english = rowOf('c2', [12, 5], [36, 7]);
    expect(viewersOf(SOURCES, [floor, english])).toEqual({ count: 19, countedAt: at(24), trend: [15, 15, 17, 19] });
  });

  it('are as old as the oldest count in the sum', () => {
    const stuck = rowOf('c1', [0, 10], [12, null], [24, null]);
    expect(viewersOf(SOURCES, [stuck, rowOf('c2', [24, 5])])).toMatchObject({ count: 15, countedAt: at(0) });
  });

  it('are not known, rather than none, while there is no count', () => {
    expect(viewersOf(SOURCES, [])).toBeNull();
    expect(viewersOf(SOURCES, [rowOf('c1', [0, null])])).toBeNull();
    expect(viewersOf(SOURCES, [streamAfter(null, 'c1', 'OFFLINE', at(0))])).toBeNull();
    expect(viewersOf(SOURCES, [streamAfter(null, 'c1', 'UNKNOWN', at(0))])).toBeNull();
  });

  it('are none when that is what was counted', () => {
    expect(viewersOf(SOURCES, [rowOf('c1', [0, 0])])).toEqual({ count: 0, countedAt: at(0), trend: [0] });
  });

  it('are not those of a channel that the stage no longer takes a picture from, nor of one whose stream ended', () => {
    const floor = rowOf('c1', [0, 10]);
    expect(viewersOf(SOURCES, [floor, rowOf('c7', [0, 90])])).toMatchObject({ count: 10 });
    expect(viewersOf(SOURCES, [floor, streamAfter(rowOf('c2', [0, 5]), 'c2', 'OFFLINE', at(12))])).toMatchObject({
      count: 10,
    });
  });

  it('are always the sum of the newest counts, with at most five sums that end in it', () => {
    const someLooks = fc.array(fc.tuple(fc.nat(600), fc.option(fc.nat(1_000))), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(someLooks, someLooks, (one, two) => {
        const rows = [one, two].map((looks, n) =>
          rowOf(`c${n + 1}`, ...looks.toSorted(([a], [b]) => a - b).map((look) => look as [number, number | null])),
        );
        const newest = rows.flatMap(({ counts }) => counts.slice(-1).map(({ viewers }) => viewers));
        const viewers = viewersOf(SOURCES, rows);
        if (newest.length === 0) return expect(viewers).toBeNull();
        expect(viewers?.count).toBe(newest.reduce((a, b) => a + b, 0));
        expect(viewers?.trend?.at(-1)).toBe(viewers?.count);
        expect(viewers?.trend?.length).toBeLessThanOrEqual(5);
      }),
    );
  });
});

describe('what is known of a channel', () => {
  const known = rowOf('c1', [0, 10]);

  it('keeps the last five counts, each different from the one before', () => {
    const row = rowOf('c1', ...[1, 1, 2, 3, 3, 4, 5, 6, 6].map((viewers, n): [number, number] => [n * 12, viewers]));
    expect(row.counts.map(({ viewers }) => viewers)).toEqual([2, 3, 4, 5, 6]);
    expect(row).toMatchObject({ checkedAt: at(96), countedAt: at(96) });
  });

  it('stays when Amazon IVS does not answer, but for its health', () => {
    expect(streamAfter(known, 'c1', 'UNKNOWN', at(12))).toEqual({ ...known, health: 'UNKNOWN', checkedAt: at(12) });
  });

  it('is nothing but when it was looked at once the stream has ended', () => {
    expect(streamAfter(known, 'c1', 'OFFLINE', at(12))).toEqual({
      channel: 'c1',
      live: false,
      streamId: null,
      startedAt: null,
      health: 'UNKNOWN',
      starvingSince: null,
      ingest: null,
      checkedAt: at(12),
      countedAt: null,
      counts: [],
    });
  });

  it('says that the encoder starves', () => {
    const starving: Stream = aStream({ health: 'STARVING' });
    expect(streamAfter(known, 'c1', starving, at(12)).health).toBe('STARVING');
  });

  it('says since when it starves, until it does not, or another stream begins', () => {
    const starving = aStream({ health: 'STARVING' });
    const first = streamAfter(known, 'c1', starving, at(12));
    const unanswered = streamAfter(streamAfter(first, 'c1', starving, at(24)), 'c1', 'UNKNOWN', at(36));
    expect(streamAfter(unanswered, 'c1', starving, at(48)).starvingSince).toBe(at(12));
    expect(streamAfter(unanswered, 'c1', aStream(), at(48)).starvingSince).toBeNull();
    const next = aStream({ streamId: 'st-two', health: 'STARVING' });
    expect(streamAfter(unanswered, 'c1', next, at(48)).starvingSince).toBe(at(48));
  });

  it('keeps what the encoder sends for as long as the stream is the same', () => {
    const told = streamAfter(known, 'c1', aStream(), at(12), FULL_HD);
    expect(streamAfter(told, 'c1', aStream(), at(24)).ingest).toEqual(FULL_HD);
    expect(streamAfter(told, 'c1', 'UNKNOWN', at(24)).ingest).toEqual(FULL_HD);
    expect(streamAfter(told, 'c1', aStream({ streamId: 'st-two' }), at(24)).ingest).toBeNull();
    expect(streamAfter(told, 'c1', 'OFFLINE', at(24)).ingest).toBeNull();
  });
});
