import { type BuildEnvironmentOptions, defineConfig, type Plugin } from 'vite';
import solid from 'vite-plugin-solid';

const root = import.meta.dirname;

/**
 * All styles come with the entries, so a chunk that is loaded later has nothing to load before it: Vite's helper for that would be 0.8 kB of the
 * first path. A chunk with styles of its own fails the build instead of staying bare.
 */
const plainImports: Plugin = {
  name: 'plain-imports',
  enforce: 'pre',
  load: {
    filter: { id: /vite\/preload-helper/ },
    handler: () => 'export const __vitePreload = (load) => load();',
  },
  generateBundle(_options, bundle) {
    for (const chunk of Object.values(bundle)) {
      if (chunk.type === 'chunk' && chunk.isDynamicEntry && chunk.viteMetadata?.importedCss.size)
        this.error(`${chunk.name} has styles of its own: import them where its entry does`);
    }
  },
};

/** Styles and pictures come with an entry; the player's worker and what it runs come later, as code that is not ours to transpile. */
const isFirst = (names: readonly string[]): boolean => !names.some((name) => /\.(js|wasm)$/.test(name));

/** One chunk for all that an entry needs at once; what comes later stands alone. The names say which: `viewer.….js` is first, `viewer-….js` comes later. */
const build = (name: string, page: string, emptyOutDir: boolean): BuildEnvironmentOptions => ({
  outDir: 'dist',
  emptyOutDir,
  target: 'es2022',
  assetsInlineLimit: 0,
  rolldownOptions: {
    input: { [name]: `${root}/${page}` },
    output: {
      entryFileNames: 'assets/[name].[hash].js',
      chunkFileNames: `assets/${name}-[name].[hash].js`,
      assetFileNames: ({ names }) => `assets/${name}${isFirst(names) ? '' : '-[name]'}.[hash][extname]`,
      codeSplitting: { groups: [{ name: 'first', tags: ['$initial'] }] },
    },
  },
});

/**
 * The site's three pages, as static files for S3 and CloudFront: index.html (viewers), admin.html (the desk) and overlay.html (over a picture). They
 * are built one by one, because in a common chunk viewers would carry what only the desk needs of Solid. There is no dev server; the site is always served from what synthesis
 * made of `spa/dist`. Nothing is inlined, because the CSP allows scripts and styles from 'self' only.
 */
export default defineConfig({
  root,
  plugins: [plainImports, solid()],
  build: { modulePreload: { polyfill: false } },
  environments: {
    client: { build: build('viewer', 'index.html', true) },
    desk: { consumer: 'client', build: build('desk', 'admin.html', false) },
    overlay: { consumer: 'client', build: build('overlay', 'overlay.html', false) },
  },
  builder: {
    buildApp: async ({ build, environments }) => {
      for (const environment of Object.values(environments)) if (environment.name !== 'ssr') await build(environment);
    },
  },
});
