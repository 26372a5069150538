import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Synthesised } from './evaluate.ts';

export interface ReadStack {
  json: Synthesised;
  /** The stack's own folder, to which the paths in it are relative. */
  baseDir: string;
}

/**
 * Reads what synthesis wrote for a stack.
 * @param cdktfOut the folder `cdktf.out`
 * @throws when there is no such stack, naming those there are
 */
export function readStack(cdktfOut: string, stackName: string): ReadStack {
  const stacks = resolve(cdktfOut, 'stacks');
  const baseDir = join(stacks, stackName);
  const file = join(baseDir, 'cdk.tf.json');
  if (!existsSync(file)) {
    const there = existsSync(stacks) ? readdirSync(stacks).join(', ') : 'nothing: run script/synth';
    throw new Error(`no stack ${stackName} in ${stacks} (there: ${there})`);
  }
  return { json: JSON.parse(readFileSync(file, 'utf8')) as Synthesised, baseDir };
}
