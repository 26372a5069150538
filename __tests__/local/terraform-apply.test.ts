import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { evaluate } from '../../local/terraform/evaluate.ts';
import { policyJson } from '../../local/terraform/policy-document.ts';
import { type ReadStack, readStack } from '../../local/terraform/read-stack.ts';
import type { Resource } from '../../local/terraform/world.ts';

/** What a state says of the resources in it, by address. */
type State = Map<string, Record<string, unknown>>;

const ROOT = resolve(import.meta.dirname, '../..');
const CDKTF_OUT = join(ROOT, 'cdktf.out');
const PROVIDER_LIB = join(ROOT, 'node_modules/@cdktf/provider-aws/lib');
const STANDIN = process.env.BUTAI_STANDIN ?? '';

const missing = [
  spawnSync('terraform', ['version']).error && 'terraform on PATH',
  !STANDIN &&
    'BUTAI_STANDIN, the folder of a stand-in for the AWS provider (standin.js PROVIDER_LIB CDKTF_OUT COMMAND…)',
  !existsSync(CDKTF_OUT) && 'cdktf.out (script/synth)',
].filter(Boolean);

let copy: string;

/** Applies a stack in the copy, with local state. */
function applied(stack: string): { read: ReadStack; state: State } {
  const read = readStack(copy, stack);
  writeFileSync(join(read.baseDir, 'zz_override.tf.json'), JSON.stringify({ terraform: { backend: { local: {} } } }));
  const terraform = (...command: string[]) =>
    execFileSync(process.execPath, [join(STANDIN, 'standin.js'), PROVIDER_LIB, copy, 'terraform', ...command], {
      cwd: read.baseDir,
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    });
  terraform('init', '-input=false');
  terraform('apply', '-input=false', '-auto-approve');
  const { values } = JSON.parse(terraform('show', '-json')) as {
    values: { root_module: { resources: { address: string; values: Record<string, unknown> }[] } };
  };
  return { read, state: new Map(values.root_module.resources.map((resource) => [resource.address, resource.values])) };
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

function parsed(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

/**
 * Where a resolved value differs from that of the state, which has more attributes (computed ones), blocks as lists, sets in an
 * order of its own, and numbers and booleans as the attribute's type demands.
 */
function differences(ours: unknown, theirs: unknown, path: string): string[] {
  if (isObject(ours) && Array.isArray(theirs) && theirs.length === 1) return differences(ours, theirs[0], path);
  if (isObject(ours) && isObject(theirs)) {
    return Object.entries(ours).flatMap(([key, value]) => differences(value, theirs[key], `${path}.${key}`));
  }
  if (Array.isArray(ours) && Array.isArray(theirs)) {
    const unmatched = ours.filter((value) => !theirs.some((other) => differences(value, other, path).length === 0));
    return ours.length === theirs.length && unmatched.length === 0
      ? []
      : [`${path}: ${JSON.stringify([ours, theirs])}`];
  }
  if (typeof ours === 'string' && typeof theirs === 'string' && ours.startsWith('{')) {
    const [left, right] = [parsed(ours), parsed(theirs)];
    if (isObject(left) && isObject(right)) return differences(left, right, path).concat(differences(right, left, path));
  }
  return String(ours) === String(theirs) ? [] : [`${path}: ${JSON.stringify(ours)} but ${JSON.stringify(theirs)}`];
}

function comparable({ values }: Resource, baseDir: string): Record<string, unknown> {
  const local = (value: unknown) =>
    typeof value === 'string' && value.startsWith(`${baseDir}/`) ? relative(baseDir, value) : value;
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, local(value)]));
}

const title = (what: string) => (missing.length ? `${what} (skipped: it needs ${missing.join(', ')})` : what);

(missing.length ? describe.skip : describe)('what terraform apply makes of a stack', () => {
  beforeAll(() => {
    copy = mkdtempSync(join(tmpdir(), 'terraform-apply-'));
    cpSync(CDKTF_OUT, copy, { recursive: true });
  });
  afterAll(() => rmSync(copy, { recursive: true, force: true }));

  it.each(['butai-dev', 'butai-prod'])(title('is what the evaluator makes of it: %s'), (stack) => {
    const { read, state } = applied(stack);
    const found: string[] = [];
    // computed attributes come from the state, so that all that is left to differ is what the evaluator resolved
    const provider = (type: string, values: Record<string, unknown>, { address }: { address: string }) => {
      const known = state.get(address) ?? {};
      if (type === 'aws_iam_policy_document')
        found.push(...differences(policyJson(values, address), known.json, address));
      return known;
    };
    const world = evaluate(read.json, { account: '123456789012', baseDir: read.baseDir, provider });
    for (const resource of world.resources) {
      const ours = comparable(resource, read.baseDir);
      found.push(...differences(ours, state.get(resource.address), resource.address));
    }
    expect(found).toEqual([]);
    expect(world.resources.map(({ address }) => address).sort()).toEqual([...state.keys()].sort());
  }, 60_000);
});
