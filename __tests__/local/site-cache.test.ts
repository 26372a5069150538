import { LONG, SiteBed } from './site-bed.ts';

let bed: SiteBed;

beforeEach(() => {
  bed = new SiteBed();
});

afterEach(async () => {
  await bed.site?.stop();
});

describe('the cache', () => {
  it('answers from what it holds for as long as the policy lets it, and says how old that is', async () => {
    await bed.start({ cachePolicy: { max_ttl: 10, default_ttl: 5 } });
    bed.buckets.files.set('live/live/b.json', { body: '{}', type: 'application/json' });
    const seen = async () => {
      const { headers } = await bed.get('/live/b.json');
      return [headers.get('x-cache'), headers.get('age')];
    };
    expect(await seen()).toEqual(['Miss from cloudfront', null]);
    bed.clock += 4_999;
    expect(await seen()).toEqual(['Hit from cloudfront', '4']);
    bed.clock += 1;
    expect(await seen()).toEqual(['RefreshHit from cloudfront', null]);
    expect(bed.buckets.asked).toHaveLength(2);
  });

  it.each([
    ['max-age=3', 3],
    ['max-age=600', 10],
    ['s-maxage=2, max-age=9', 2],
    ['no-store', 0],
    [undefined, 5],
  ])('keeps %p for %d s under a policy of 0, 5 and 10', async (cacheControl, seconds) => {
    await bed.start({ cachePolicy: { max_ttl: 10, default_ttl: 5 } });
    bed.buckets.files.set('live/live/b.json', {
      body: '{}',
      type: 'application/json',
      ...(cacheControl && { cacheControl }),
    });
    await bed.get('/live/b.json');
    bed.clock += seconds * 1000 - 1;
    await bed.get('/live/b.json');
    const held = bed.buckets.asked.length;
    bed.clock += 1;
    await bed.get('/live/b.json');
    expect([held, bed.buckets.asked.length]).toEqual(seconds === 0 ? [2, 3] : [1, 2]);
  });

  it('asks the origin once for viewers that miss at the same moment', async () => {
    await bed.start();
    const { promise, resolve } = Promise.withResolvers<void>();
    bed.buckets.gate = promise;
    const all = Promise.all([1, 2, 3].map(() => bed.get('/live/a.json').then((response) => response.text())));
    while (bed.buckets.asked.length === 0) await new Promise(setImmediate);
    // A request of its own shows that the three before it have come as far as the cache.
    expect((await bed.get('/gone')).status).toBe(410);
    resolve();
    expect(new Set(await all)).toEqual(new Set([LONG]));
    expect(bed.buckets.asked).toHaveLength(1);
  });

  it('does not share what may not be kept with viewers who asked at the same moment', async () => {
    await bed.start();
    bed.buckets.files.set('live/live/own.json', { body: '{}', type: 'application/json', cacheControl: 'private' });
    const { promise, resolve } = Promise.withResolvers<void>();
    bed.buckets.gate = promise;
    const all = Promise.all([1, 2, 3].map(() => bed.get('/live/own.json')));
    while (bed.buckets.asked.length === 0) await new Promise(setImmediate);
    expect((await bed.get('/gone')).status).toBe(410);
    resolve();
    await all;
    expect(bed.buckets.asked).toHaveLength(3);
  });

  it('files answers under the query strings that the policy names, and no others', async () => {
    await bed.start();
    for (const query of ['?v=1', '?v=1&w=2', '?v=2', '']) await bed.get(`/live/a.json${query}`);
    expect(bed.buckets.asked).toHaveLength(3);
  });

  it('shows a new object once the old one has run out', async () => {
    await bed.start();
    await bed.get('/live/a.json');
    bed.buckets.files.set('live/live/a.json', { body: 'new', type: 'application/json' });
    expect(await (await bed.get('/live/a.json')).text()).toBe(LONG);
    bed.clock += 1_000;
    expect(await (await bed.get('/live/a.json')).text()).toBe('new');
  });

  it('goes on with what it had while the origin fails', async () => {
    await bed.start();
    await bed.get('/live/a.json');
    bed.clock += 5_000;
    bed.buckets.failing = true;
    const response = await bed.get('/live/a.json');
    expect([response.status, await response.text()]).toEqual([200, LONG]);
    expect((await bed.get('/live/other.json')).status).toBe(503);
  });

  it('keeps an error for the configured time', async () => {
    await bed.start();
    expect((await bed.get('/live/late.json')).status).toBe(403);
    bed.buckets.files.set('live/live/late.json', { body: '{}', type: 'application/json' });
    expect((await bed.get('/live/late.json')).headers.get('x-cache')).toBe('Error from cloudfront');
    bed.clock += 1_000;
    expect((await bed.get('/live/late.json')).status).toBe(200);
  });

  it('answers 304 to a viewer who has it, and nothing but headers to HEAD', async () => {
    await bed.start();
    const etag = (await bed.get('/live/a.json')).headers.get('etag') ?? '';
    expect((await bed.get('/live/a.json', { headers: { 'if-none-match': etag } })).status).toBe(304);
    const head = await bed.get('/live/a.json', { method: 'HEAD' });
    expect([head.headers.get('content-length'), await head.text()]).toEqual([String(LONG.length), '']);
    expect(bed.buckets.asked).toHaveLength(1);
  });

  it('forgets everything on invalidation', async () => {
    await bed.start();
    await bed.get('/live/a.json');
    bed.site?.invalidate();
    await bed.get('/live/a.json');
    expect(bed.buckets.asked).toHaveLength(2);
  });
});
