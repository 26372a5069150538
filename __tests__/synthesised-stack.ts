import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { App } from 'cdktf';
import type { Environment } from '../modules/environment.ts';
import { ButaiStack } from '../modules/stack.ts';

/** A resource or data source as Terraform reads it. */
export interface Block {
  /** Its logical id. */
  readonly id: string;
  readonly [attribute: string]: unknown;
}

export interface Statement {
  readonly actions: readonly string[];
  readonly resources?: readonly string[];
  readonly principals?: readonly { type: string; identifiers: readonly string[] }[];
  readonly condition?: readonly { test: string; variable: string; values: readonly string[] }[];
}

interface Synthesised {
  readonly resource: Record<string, Record<string, Record<string, unknown>>>;
  readonly data: Record<string, Record<string, Record<string, unknown>>>;
  readonly output: Record<string, { value: string; sensitive?: boolean }>;
  readonly terraform: Record<string, unknown>;
}

const DEV: Environment = {
  name: 'dev',
  region: 'eu-west-1',
  viewers: 1_000,
  contact: 'platform@example.test',
  protect: false,
  state: 'local',
};

/** A folder with what a build of the pages might write. */
export function writePages(files: Readonly<Record<string, string>> = PAGES): string {
  const folder = mkdtempSync(join(tmpdir(), 'butai-dist-'));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

const PAGES = {
  'index.html': '<!doctype html><title>viewer</title>',
  'admin.html': '<!doctype html><title>desk</title>',
  'overlay.html': '<!doctype html><title>overlay</title>',
  'favicon.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
  'assets/viewer-3f2a.js': 'document.title = "viewer";',
};

/** Synthesises one environment into a folder of its own and reads what Terraform would. */
export function synthesise(settings: Partial<Environment> = {}, spaDist = writePages()): SynthesisedStack {
  const outdir = mkdtempSync(join(tmpdir(), 'butai-synth-'));
  const app = new App({ outdir });
  const stack = new ButaiStack(app, { environment: { ...DEV, ...settings }, spaDist });
  app.synth();
  return new SynthesisedStack(readFileSync(join(outdir, 'stacks', stack.node.id, 'cdk.tf.json'), 'utf8'));
}

export const PROD: Partial<Environment> = {
  name: 'prod',
  protect: true,
  state: { bucket: 'some-terraform-state', region: 'eu-west-1' },
};

/** One stack's Terraform JSON, and ways to ask it things. */
export class SynthesisedStack {
  readonly terraform: Synthesised['terraform'];
  readonly outputs: Synthesised['output'];
  /** The whole of it, as Terraform reads it. */
  readonly text: string;
  readonly #json: Synthesised;

  constructor(text: string) {
    this.text = text;
    this.#json = JSON.parse(text) as Synthesised;
    this.terraform = this.#json.terraform;
    this.outputs = this.#json.output;
  }

  /** `aws_sqs_queue.live` and so on: the addresses of everything that would be made. */
  addresses(): string[] {
    return Object.entries(this.#json.resource).flatMap(([type, ids]) => Object.keys(ids).map((id) => `${type}.${id}`));
  }

  all(type: string): Block[] {
    return Object.entries(this.#json.resource[type] ?? {}).map(([id, values]) => ({ ...values, id }));
  }

  /** The only resource of its type with these attributes. */
  one(type: string, attributes: Readonly<Record<string, unknown>> = {}): Block {
    const found = this.all(type).filter((block) =>
      Object.entries(attributes).every(([name, value]) => block[name] === value),
    );
    const [block] = found;
    if (!block || found.length > 1) {
      throw new Error(`${found.length} of ${type} have ${JSON.stringify(attributes)}, one was expected`);
    }
    return block;
  }

  /** The statements of a policy document that an attribute refers to: `${data.aws_iam_policy_document.x.json}`. */
  document(reference: unknown): Statement[] {
    const id = /^\$\{data\.aws_iam_policy_document\.([\w-]+)\.json\}$/.exec(String(reference))?.[1] ?? '';
    return (this.#json.data.aws_iam_policy_document?.[id]?.statement ?? []) as Statement[];
  }

  /** What a role may do. */
  allowedTo(roleName: string): Statement[] {
    const { id } = this.one('aws_iam_role', { name: roleName });
    return this.all('aws_iam_role_policy')
      .filter(({ role }) => role === `\${aws_iam_role.${id}.name}`)
      .flatMap(({ policy }) => this.document(policy));
  }

  /** What a function's role may do besides logging and tracing, which every function may. */
  functionMay(name: string): Statement[] {
    return this.allowedTo(name).filter(({ actions }) => !/^(logs|xray):/.test(actions[0] ?? ''));
  }
}
