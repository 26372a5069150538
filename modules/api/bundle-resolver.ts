import { join } from 'node:path';
import { buildSync } from 'esbuild';

const ROOT = join(import.meta.dirname, '../..');

/** AppSync's limit for one function's code, in characters. */
const LONGEST = 32_768;

const done = new Map<string, string>();

/**
 * Bundles one resolver file into the APPSYNC_JS code that is deployed, its source map inside.
 * @param file for example `graphql/stage/Query.stage.ts`, from the repository's root
 * @throws Error when the code is longer than AppSync takes
 */
export function bundleResolver(file: string): string {
  const known = done.get(file);
  if (known) return known;
  const { outputFiles } = buildSync({
    absWorkingDir: ROOT,
    entryPoints: [file],
    bundle: true,
    write: false,
    platform: 'node',
    target: 'esnext',
    format: 'esm',
    external: ['@aws-appsync/utils', '@aws-appsync/utils/*'],
    sourcemap: 'inline',
    sourcesContent: false,
    legalComments: 'none',
    logLevel: 'warning',
  });
  const code = outputFiles[0]?.text ?? '';
  if (code.length > LONGEST) {
    throw new Error(`${file}: ${code.length} characters of code with its imports; AppSync takes ${LONGEST}`);
  }
  done.set(file, code);
  return code;
}
