import type { Channel } from '../../../local/ivs/channel.ts';
import { type Bed, startChannels } from './channels-bed.ts';
import { read, textOf } from './transport-stream.ts';

const START = Date.parse('2026-11-21T10:00:00Z');
let now: number;
let bed: Bed;
let c1: Channel;

beforeEach(async () => {
  now = START;
  bed = await startChannels(undefined, () => now);
  c1 = bed.ivs.channel('c1');
});
afterEach(() => bed.ivs.stop());

const text = async (url: string) => (await fetch(url)).text();
/** The qualities' playlists, as a player finds them. */
async function qualities(): Promise<string[]> {
  const lines = (await text(bed.playbackUrl)).split('\n').filter((line) => line && !line.startsWith('#'));
  return lines.map((line) => new URL(line, bed.playbackUrl).href);
}
const segmentsOf = (playlist: string) => [...playlist.matchAll(/^(?:hi|lo)-(\d+)\.ts$/gm)].map(([, n]) => Number(n));

describe('a channel without a stream', () => {
  it('has nothing to play', async () => {
    expect((await fetch(bed.playbackUrl)).status).toBe(404);
    c1.start();
    expect((await fetch(bed.playbackUrl)).status).toBe(200);
    expect((await fetch(bed.ivs.channel('c2').settings.playbackUrl)).status).toBe(404);
  });

  it('has the end of its last one for half a minute', async () => {
    c1.start();
    const [hi = ''] = await qualities();
    expect(await text(hi)).not.toContain('ENDLIST');
    c1.end();
    now += 29_999;
    expect((await fetch(bed.playbackUrl)).status).toBe(404);
    expect(await text(hi)).toMatch(/#EXT-X-ENDLIST\n$/);
    now += 1;
    expect((await fetch(hi)).status).toBe(404);
  });
});

describe('a stream', () => {
  beforeEach(() => c1.start());

  it('can be played from any page', async () => {
    const answer = await fetch(bed.playbackUrl);
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(answer.headers.get('content-type')).toBe('application/vnd.apple.mpegurl');
    expect((await fetch(bed.playbackUrl, { method: 'OPTIONS' })).status).toBe(204);
  });

  it('has two qualities, the best first', async () => {
    const resolutions = [...(await text(bed.playbackUrl)).matchAll(/RESOLUTION=(\S+?),/g)].map(([, size]) => size);
    expect(resolutions).toEqual(['640x360', '320x180']);
  });

  it('has three segments at once, and six at most, which say when they were', async () => {
    const [hi = ''] = await qualities();
    const first = segmentsOf(await text(hi));
    expect(first).toHaveLength(3);
    now += 20_000;
    const playlist = await text(hi);
    expect(segmentsOf(playlist)).toEqual(Array.from({ length: 6 }, (_, index) => first[0]! + 7 + index));
    expect(playlist).toContain(`#EXT-X-MEDIA-SEQUENCE:${first[0]! + 7}\n`);
    const [time = ''] = /#EXT-X-PROGRAM-DATE-TIME:(.*)/.exec(playlist)?.slice(1) ?? [];
    expect(Date.parse(time)).toBe(now - 6 * 2_000);
  });

  it('gives out what it lists, and nothing of the future', async () => {
    const [, lo = ''] = await qualities();
    const listed = segmentsOf(await text(lo));
    const get = (segment: number) => fetch(new URL(`lo-${segment}.ts`, lo));
    const answer = await get(listed[0]!);
    expect(answer.headers.get('content-type')).toBe('video/mp2t');
    expect(read(Buffer.from(await answer.arrayBuffer())).units.length).toBeGreaterThan(60);
    expect((await get(listed.at(-1)! + 1)).status).toBe(404);
    now += 60_000;
    expect((await get(listed[0]!)).status).toBe(404);
  });

  it('carries a text in the segment that is being made, in every quality', async () => {
    now += 500;
    c1.broadcast.put('on air', now);
    now += 1_500;
    for (const quality of await qualities()) {
      const last = segmentsOf(await text(quality)).at(-1);
      const [name] = /hi|lo/.exec(new URL(quality).pathname.split('/').at(-1)!)!;
      const bytes = await (await fetch(new URL(`${name}-${last}.ts`, quality))).arrayBuffer();
      const texts = read(Buffer.from(bytes)).units.map(({ data }) => textOf(data));
      expect(texts).toContain('on air');
    }
  });

  it('stands still while the encoder starves it, and goes on with the present', async () => {
    const [hi = ''] = await qualities();
    now += 20_000;
    c1.starve();
    const before = segmentsOf(await text(hi));
    now += 30_000;
    expect(segmentsOf(await text(hi))).toEqual(before);
    c1.feed();
    expect(segmentsOf(await text(hi))).toEqual([12, 13, 14].map((later) => before.at(-1)! + later + 1));
  });

  it('counts on from the stream before', async () => {
    const [hi = ''] = await qualities();
    const before = segmentsOf(await text(hi)).at(-1)!;
    c1.end();
    now += 6_000;
    c1.start();
    expect(segmentsOf(await text(hi))[0]).toBeGreaterThan(before);
  });
});

describe('the viewer count', () => {
  beforeEach(() => c1.start());

  it('is of those who ask for playlists, until they have not for a while', async () => {
    const [first = ''] = await qualities();
    const [second = ''] = await qualities();
    await text(first);
    await text(first);
    await text(second);
    expect(c1.viewerCount).toBe(2);
    now += 15_000;
    await text(first);
    now += 15_000;
    expect(c1.viewerCount).toBe(1);
  });

  it('is what was set, also "timed out", until nothing is', async () => {
    c1.setViewerCount(-1);
    expect(c1.viewerCount).toBe(-1);
    c1.setViewerCount(4_012);
    expect(c1.viewerCount).toBe(4_012);
    c1.setViewerCount(undefined);
    expect(c1.viewerCount).toBe(0);
  });
});
