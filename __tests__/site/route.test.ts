import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';

const code = readFileSync(join(import.meta.dirname, '../../modules/site/route.js'), 'utf8');

/** What CloudFront would ask the bucket for. */
const route = (uri: string): string =>
  runInNewContext(`${code}; handler({ request: { method: 'GET', uri, headers: {} } }).uri`, { uri });

describe('The route of a page address', () => {
  it.each([
    ['/', '/index.html'],
    ['/matsuri26', '/index.html'],
    ['/matsuri26/main', '/index.html'],
    ['/matsuri26/', '/index.html'],
    ['/v1.2/notes', '/index.html'],
    ['/administration', '/index.html'],
    ['/admin', '/admin.html'],
    ['/admin/', '/admin.html'],
    ['/admin/matsuri26/main', '/admin.html'],
    ['/overlay', '/overlay.html'],
    ['/overlay/', '/overlay.html'],
    ['/overlay/matsuri26.main', '/overlay.html'],
    ['/overlays', '/index.html'],
    ['/index.html', '/index.html'],
    ['/config.json', '/config.json'],
    ['/favicon.svg', '/favicon.svg'],
    ['/missing.png', '/missing.png'],
  ])('%s leads to %s', (uri, file) => {
    expect(route(uri)).toBe(file);
  });
});
