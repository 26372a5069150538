import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type * as Ivs from 'amazon-ivs-player';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import { type Listener, listen } from '../../../local/listener.ts';

interface Watching {
  player: Ivs.MediaPlayer;
  cues: { text: string; at: number }[];
  /** Names, each time that another one is chosen. */
  qualities: string[];
  errors: string[];
}

declare global {
  // The page's, for functions that run in it.
  var watch: (playbackUrl: string) => void;
  var watching: Watching;
}

const ASSETS = join(import.meta.dirname, '../../../node_modules/amazon-ivs-player/dist/assets');
const SCRIPT = `
  import { create, PlayerEventType } from 'amazon-ivs-player';
  window.watch = (url) => {
    const asset = (name) => new URL('/amazon-ivs-wasmworker.min.' + name, location).href;
    const player = create({ wasmWorker: asset('js'), wasmBinary: asset('wasm') });
    const watching = (window.watching = { player, cues: [], qualities: [], errors: [] });
    player.addEventListener(PlayerEventType.TEXT_METADATA_CUE, ({ text, startTime: at }) => watching.cues.push({ text, at }));
    player.addEventListener(PlayerEventType.QUALITY_CHANGED, ({ name }) => watching.qualities.push(name));
    player.addEventListener(PlayerEventType.ERROR, ({ message }) => watching.errors.push(message));
    player.attachHTMLVideoElement(document.querySelector('video'));
    player.setMuted(true);
    player.setAutoplay(true);
    player.load(url);
  };`;

/** Serves a page with Amazon's player and nothing else. */
export async function servePlayer(): Promise<Listener> {
  const stdin = { contents: SCRIPT, resolveDir: import.meta.dirname };
  const { outputFiles } = await build({ stdin, bundle: true, write: false, format: 'iife', logLevel: 'error' });
  const files: Record<string, [type: string, content: string | Uint8Array]> = {
    '/': [
      'text/html',
      '<!doctype html><video playsinline muted width="640"></video><script src="/player.js"></script>',
    ],
    '/player.js': ['text/javascript', outputFiles[0]!.contents],
  };
  for (const [name, type] of [
    ['js', 'text/javascript'],
    ['wasm', 'application/wasm'],
  ] as const) {
    const file = `amazon-ivs-wasmworker.min.${name}`;
    files[`/${file}`] = [type, readFileSync(join(ASSETS, file))];
  }
  const answer: Parameters<typeof listen>[1] = (request, response) => {
    const [type, content] = files[request.url ?? ''] ?? [];
    if (!type) return void response.writeHead(404).end();
    response.writeHead(200, { 'content-type': type }).end(content);
  };
  return listen(0, answer, (error) => {
    throw error;
  });
}

/** Opens the page, and plays. */
export async function play(browser: Browser, site: string, playbackUrl: string): Promise<Page> {
  const page = await browser.newPage();
  await page.goto(site);
  await page.evaluate((url) => globalThis.watch(url), playbackUrl);
  return page;
}
