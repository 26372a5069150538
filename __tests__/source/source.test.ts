import type { StageSource, StageSourceInput } from '#graphql/schema.generated';
import { checkSources, keptSources, MAX_SOURCES, offeredSources } from '#graphql/source/source';

const label = [{ lang: 'en', value: 'The floor' }];
const floor: StageSourceInput = { id: 'floor', role: 'FLOOR', label, channel: 'c1' };
const check = (...sources: StageSourceInput[]) => checkSources(sources, { channels: ['c1', 'c2'] });

describe("A stage's sources", () => {
  it('are channels of the pool, or addresses', () => {
    expect(check(floor, { ...floor, id: 'else', channel: null, url: 'https://a.example.com/x.m3u8' })).toBeNull();
    expect(check()).toBeNull();
  });

  it.each<[string, StageSourceInput[], string, string]>([
    ['two of one id', [floor, floor], 'INVALID_ID', 'sources.0.id'],
    ['an id that is none', [{ ...floor, id: 'The floor' }], 'INVALID_ID', 'sources.0.id'],
    ['no label', [{ ...floor, label: [] }], 'INVALID_TEXT', 'sources.0.label'],
    ['neither channel nor address', [{ ...floor, channel: null }], 'INVALID_SOURCE', 'sources.0'],
    ['both', [{ ...floor, url: 'https://a.example.com/x.m3u8' }], 'INVALID_SOURCE', 'sources.0'],
    ['a channel that there is not', [{ ...floor, channel: 'c3' }], 'CHANNEL_NOT_FOUND', 'sources.0.channel'],
    [
      'an address in clear',
      [{ ...floor, channel: null, url: 'http://a.example.com' }],
      'INVALID_SOURCE',
      'sources.0.url',
    ],
    ['too many', Array.from({ length: MAX_SOURCES + 1 }, (_, i) => ({ ...floor, id: `s${i}` })), 'TOO_MANY', 'sources'],
  ])('are refused with %s', (_what, sources, code, field) => {
    expect(check(...sources)).toMatchObject({ code, field });
  });

  it.each([
    ['https://backup.example.org/live.m3u8', true],
    ['https://a.b.example.net/live.m3u8', true],
    ['https://abc.eu-west-1.playback.live-video.net/live.m3u8', true],
    ['https://example.net/live.m3u8', false],
    ['https://a.backup.example.org/live.m3u8', false],
    ['https://elsewhere.example.com/?https://x.example.net', false],
    ['https://elsewhere.example.com?.example.net/live.m3u8', false],
  ])('are played from allowed hosts alone: %s', (url, isAllowed) => {
    const elsewhere = { ...floor, channel: null, url };
    const wrong = checkSources([elsewhere], { channels: [], hosts: 'backup.example.org,*.example.net' });
    expect(wrong?.code).toBe(isAllowed ? undefined : 'HOST_NOT_ALLOWED');
  });

  it('are kept with the one address that they have', () => {
    expect(keptSources([{ ...floor, url: null }])).toEqual([{ id: 'floor', role: 'FLOOR', label, channel: 'c1' }]);
  });

  it('are offered with addresses, spares and those of a channel that is gone left out', () => {
    const sources: StageSource[] = [
      { ...floor },
      { id: 'spare', role: 'SPARE', label, channel: 'c2' },
      { id: 'gone', role: 'SIGN', label, channel: 'c9' },
      { id: 'far', role: 'LANGUAGE', label, url: 'https://a.example.com/x.m3u8' },
    ];
    expect(
      offeredSources(sources, { c1: 'https://c1.example.com/1.m3u8', c2: 'https://c2.example.com/2.m3u8' }),
    ).toEqual([
      { id: 'floor', role: 'FLOOR', label, url: 'https://c1.example.com/1.m3u8' },
      { id: 'far', role: 'LANGUAGE', label, url: 'https://a.example.com/x.m3u8' },
    ]);
  });
});
