import { defineConfig } from 'vite';
import solid from 'vite-plugin-solid';

const root = import.meta.dirname;

/**
 * The site's two entries, as static files for S3 and CloudFront: index.html (viewers) and admin.html (the desk). There is no dev server; the
 * site is always served from what synthesis made of `spa/dist`. Nothing is inlined, because the CSP allows scripts and styles from 'self' only.
 */
export default defineConfig({
  root,
  plugins: [solid()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: { viewer: `${root}/index.html`, admin: `${root}/admin.html` } },
  },
});
