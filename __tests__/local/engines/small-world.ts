import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { World } from '../../../local/terraform/world.ts';

export const REGION = 'eu-west-1';
export const ACCOUNT = '111122223333';
export const arnOf = (service: string, resource: string) => `arn:aws:${service}:${REGION}:${ACCOUNT}:${resource}`;

/** A world of the resources given by address. */
export function worldOf(resources: Record<string, Record<string, unknown>>): World {
  return {
    account: ACCOUNT,
    region: REGION,
    outputs: {},
    resources: Object.entries(resources).map(([address, values]) => {
      const [type = '', name = ''] = address.split('.');
      return { address, type, name, values };
    }),
  };
}

export const queue = (name: string, more: Record<string, unknown> = {}) => ({
  name,
  arn: arnOf('sqs', name),
  url: `https://sqs.${REGION}.amazonaws.com/${ACCOUNT}/${name}`,
  ...(name.endsWith('.fifo') && { fifo_queue: true }),
  ...more,
});

export const topic = (name: string, more: Record<string, unknown> = {}) => ({
  name,
  arn: arnOf('sns', name),
  ...(name.endsWith('.fifo') && { fifo_topic: true }),
  ...more,
});

export const STREAM_ARN = arnOf('dynamodb', 'table/Stage/stream/2026-01-01T00:00:00.000');

export const stageTable = {
  name: 'Stage',
  arn: arnOf('dynamodb', 'table/Stage'),
  billing_mode: 'PAY_PER_REQUEST',
  hash_key: 'pk',
  range_key: 'sk',
  attribute: [
    { name: 'pk', type: 'S' },
    { name: 'sk', type: 'S' },
  ],
  stream_enabled: true,
  stream_view_type: 'NEW_AND_OLD_IMAGES',
  stream_arn: STREAM_ARN,
  ttl: { attribute_name: 'expires', enabled: true },
};

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A folder that is removed after the tests of the file. */
export function temporaryFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'butai-test-'));
  folders.push(folder);
  return folder;
}

/** Until a condition holds; fails by the test's own time-out. */
export async function until(holds: () => boolean | Promise<boolean>) {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 5));
}
