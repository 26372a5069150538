import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { strToU8, zipSync } from 'fflate';

const ROOT = join(import.meta.dirname, '../..');
const BUILD = join(ROOT, '.build/lambdas');

/** Packages in CommonJS call `require`, which an ES module does not have. */
const REQUIRE = "import{createRequire}from'node:module';const require=createRequire(import.meta.url);";

/** DOS time has no zone: local midnight gives the same bytes everywhere. */
const EPOCH = new Date(1980, 0, 1);

const done = new Map<string, string>();

/**
 * Bundles a function, the AWS SDK included (the runtime's own changes under our feet), into a zip that has the same bytes wherever it is
 * made.
 * @param entry for example `lambdas/live/publish.ts`
 * @returns the zip's path
 */
export function bundleFunction(entry: string): string {
  const known = done.get(entry);
  if (known) return known;
  const { outputFiles } = buildSync({
    absWorkingDir: ROOT,
    entryPoints: [entry],
    bundle: true,
    write: false,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    minify: true,
    // Errors are told apart by the names of their classes, in logs too.
    keepNames: true,
    mainFields: ['module', 'main'],
    banner: { js: REQUIRE },
    legalComments: 'none',
    logLevel: 'warning',
  });
  const zip = join(
    BUILD,
    `${entry
      .replace(/^lambdas\//, '')
      .replace(/\.ts$/, '')
      .replaceAll('/', '-')}.zip`,
  );
  const code = strToU8(outputFiles[0]?.text ?? '');
  mkdirSync(BUILD, { recursive: true });
  writeFileSync(zip, zipSync({ 'index.mjs': code }, { mtime: EPOCH, level: 9 }));
  done.set(entry, zip);
  return zip;
}
