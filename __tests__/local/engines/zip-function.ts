import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { arnOf, temporaryFolder } from './small-world.ts';

/** A zip whose index.mjs has this source; its path. */
export function zipOf(source: string, file = 'index.mjs') {
  const path = join(temporaryFolder(), 'function.zip');
  writeFileSync(path, zipSync({ [file]: strToU8(source) }));
  return path;
}

/** An aws_lambda_function whose handler has this source. */
export const lambda = (name: string, source: string, more: Record<string, unknown> = {}) => ({
  function_name: name,
  arn: arnOf('lambda', `function:${name}`),
  role: `arn:aws:iam::111122223333:role/${name}`,
  handler: 'index.handler',
  runtime: 'nodejs24.x',
  architectures: ['arm64'],
  filename: zipOf(source),
  timeout: 5,
  ...more,
});
