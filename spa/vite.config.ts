import { defineConfig, type Plugin } from 'vite';
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

/**
 * The site's two entries, as static files for S3 and CloudFront: index.html (viewers) and admin.html (the desk). There is no dev server; the
 * site is always served from what synthesis made of `spa/dist`. Nothing is inlined, because the CSP allows scripts and styles from 'self' only.
 */
export default defineConfig({
  root,
  plugins: [plainImports, solid()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: { viewer: `${root}/index.html`, admin: `${root}/admin.html` } },
  },
});
