import { EventUnderTest } from '../event-under-test.ts';
import { control, eventually, settled, stack } from '../stack.ts';
import { watch } from '../watch.ts';

interface Config {
  graphql: { url: string; realtime: string; host: string };
  operators: { authority: string; clientId: string };
  audience: string;
  spread: number;
  poll: number;
  sample: number;
}

let event: EventUnderTest;

beforeAll(async () => {
  event = await EventUnderTest.put('edge');
}, 60_000);

const get = (path: string, init?: RequestInit) => fetch(`${stack().site}${path}`, init);
const cacheControl = async (path: string) => {
  const response = await get(path);
  await response.arrayBuffer();
  return [response.status, response.headers.get('cache-control')];
};
const page = async (path: string) => {
  const response = await get(path);
  expect([path, response.status, response.headers.get('content-type')]).toEqual([
    path,
    200,
    'text/html; charset=utf-8',
  ]);
  return response.text();
};
/** What a page loads, by its own HTML. */
const partsOf = (html: string) =>
  [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map((match) => match[1] ?? '');
/** Its content security policy: what each directive allows. */
async function policyOf(path: string): Promise<Record<string, string[]>> {
  const policy = (await get(path)).headers.get('content-security-policy') ?? '';
  const directives = policy.split('; ').map((directive) => directive.split(' '));
  return Object.fromEntries(directives.map(([name = '', ...sources]) => [name, sources]));
}

describe('config.json', () => {
  it('tells pages where everything is, and is asked for each time', async () => {
    expect(await cacheControl('/config.json')).toEqual([200, 'no-cache']);
    const config = (await (await get('/config.json')).json()) as Config;
    const { graphql, realtime, operators } = stack();
    expect(config).toEqual({
      graphql: { url: graphql, realtime, host: new URL(graphql).host },
      operators: { authority: operators, clientId: expect.any(String) },
      audience: 'butai-viewer',
      spread: expect.any(Number),
      poll: expect.any(Number),
      sample: 1,
    });
    expect(config.spread).toBeGreaterThanOrEqual(30);
    expect(config.poll).toBeGreaterThanOrEqual(5);
  });
});

describe('a page', () => {
  it('is given at every address that a visitor may have been sent', async () => {
    const viewer = await page('/index.html');
    for (const path of ['/', `/${event.id}`, `/${event.id}/main`, `/${event.id}/main/`, '/no-such-event/no-such-stage'])
      expect(await page(path)).toBe(viewer);
    const desk = await page('/admin.html');
    expect(desk).not.toBe(viewer);
    for (const path of ['/admin', '/admin/', `/admin/${event.id}/main`, '/admin?code=a&state=b'])
      expect(await page(path)).toBe(desk);
    const overlay = await page('/overlay.html');
    expect([viewer, desk]).not.toContain(overlay);
    for (const path of [`/overlay/${event.stage('main')}`, `/overlay/${event.stage('main')}?widgets=results&lang=ja`])
      expect(await page(path)).toBe(overlay);
  });

  it('is asked for each time, and what it loads is kept for ever', async () => {
    for (const path of ['/', '/admin', `/${event.id}/main`, `/overlay/${event.stage('main')}`]) {
      expect(await cacheControl(path)).toEqual([200, 'no-cache']);
      const parts = partsOf(await page(path));
      expect(parts.length).toBeGreaterThan(0);
      for (const part of parts) expect(await cacheControl(part)).toEqual([200, 'public, max-age=31536000, immutable']);
    }
  });

  it('runs nothing inline or foreign (what is compiled is WebAssembly for the player), talks to the API and the issuers alone, and is in no frame', async () => {
    const { graphql, realtime } = stack();
    for (const path of ['/', '/admin', `/overlay/${event.stage('main')}`]) {
      const policy = await policyOf(path);
      expect(policy).toMatchObject({
        'default-src': ["'none'"],
        'script-src': ["'self'", "'wasm-unsafe-eval'"],
        'style-src': ["'self'"],
        'base-uri': ["'none'"],
        'frame-ancestors': ["'none'"],
      });
      expect(policy['connect-src']?.[0]).toBe("'self'");
      for (const address of [graphql, realtime])
        expect(policy['connect-src']?.some((source) => address.startsWith(source))).toBe(true);
      expect(
        Object.values(policy)
          .flat()
          .filter((source) => /unsafe|\*/.test(source ?? '')),
      ).toEqual(["'wasm-unsafe-eval'"]);
      const html = await page(path);
      expect(html).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\son\w+=|style="/);
    }
  });

  it('says with every answer how browsers must treat it', async () => {
    for (const path of ['/', '/config.json', '/live/site.json', '/no-such-file.js']) {
      const { headers } = await get(path);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('x-frame-options')).toBe('DENY');
      expect(headers.get('strict-transport-security')).toBe('max-age=63072000; includeSubDomains');
      expect(headers.get('referrer-policy')).toBe('strict-origin-when-cross-origin');
    }
  });
});

describe('what is not there', () => {
  it.each([
    '/live/nothing.json',
    '/live/',
    '/text/a.b/0123.json',
    '/assets/gone-123.js',
    '/robots.json',
    '/../etc/passwd.txt',
  ])('is no page: %s', async (path) => {
    const response = await get(path);
    expect([403, 404]).toContain(response.status);
    expect(response.headers.get('content-type')).not.toContain('html');
    expect(await response.text()).not.toContain('<!doctype');
  });

  it('is not remembered: a snapshot that was missing is there a moment later', async () => {
    const path = `/live/${event.stage('later')}.json`;
    expect((await get(path)).status).not.toBe(200);
    await event.putStage('later');
    await eventually(
      async () => (await get(path)).status,
      (status) => status === 200,
    );
  });

  it('is not written by visitors', async () => {
    for (const method of ['PUT', 'POST', 'DELETE'])
      for (const path of [`/live/${event.stage('main')}.json`, '/config.json', '/'])
        expect([method, path, (await get(path, { method })).status]).toEqual([method, path, 403]);
  });
});

describe('snapshots and texts', () => {
  it('are kept for a second, and for ever', async () => {
    await event.putText('main', 'Cached', 'A description');
    const path = `/live/${event.stage('main')}.json`;
    const { state } = await eventually(
      async () => (await (await get(path)).json()) as { state: { description: string; title?: { value: string }[] } },
      ({ state: { title } }) => title?.[0]?.value === 'Cached',
    );
    expect(await cacheControl(path)).toEqual([200, 'max-age=1']);
    expect(await cacheControl('/live/site.json')).toEqual([200, 'max-age=1']);
    const text = `/text/${event.stage('main')}/${state.description}.json`;
    expect(await cacheControl(text)).toEqual([200, 'public, max-age=31536000, immutable']);
    expect(await (await get(text)).json()).toEqual([{ lang: 'en', value: 'A description' }]);
  });
});

describe('the policies that are shipped', () => {
  it('suffice for a whole show: nothing is refused', async () => {
    const show = await EventUnderTest.put('show', { stages: ['main', 'side'], state: 'ANNOUNCED' });
    const viewer = await show.viewer();
    const watcher = await watch(show.stage('main'), viewer);
    await show.putEvent({ state: 'LIVE' });
    await show.putSession('main', 'one', { description: [{ lang: 'en', value: 'About it' }] });
    await show.putSession('main', 'two', {}, 'IMPORT');
    await show.setCurtain('main', 'UP');
    await show.start('main', 'one');
    await control('POST', '/schedules/fire', { rule: 'butai-dev-live-beat' });
    await watcher.until(({ beat }) => beat !== null && beat !== undefined);
    await show.end('main');
    await show.removeSession('main', 'two');
    await show.putEvent({ state: 'OVER' });
    await watcher.until((state) => state.event?.state === 'OVER');
    await settled();
    watcher.close();
    expect(await control('GET', '/refusals')).toEqual([]);
  }, 60_000);
});
