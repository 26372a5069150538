import { z } from 'zod';
import type { Resource } from '../../terraform/world.ts';
import { attributes, block, count, readAs, withoutEffect } from '../resource-schema.ts';

const computed = z.string().optional();
const schema = attributes({
  function_name: z.string(),
  role: z.string(),
  handler: z.string(),
  runtime: z.string(),
  filename: z.string(),
  source_code_hash: withoutEffect('says when to upload again'),
  code_sha256: computed,
  package_type: z.literal('Zip').optional(),
  architectures: withoutEffect('the functions are JavaScript'),
  memory_size: count.optional(),
  timeout: count.optional(),
  environment: block({ variables: z.record(z.string(), z.string()).optional() }),
  reserved_concurrent_executions: count.optional(),
  description: withoutEffect('a label'),
  publish: z.boolean().optional(),
  tracing_config: withoutEffect('nothing collects traces'),
  logging_config: withoutEffect('lines go to the log of the stack as they are written'),
  ephemeral_storage: withoutEffect('functions share the disk of the machine'),
  kms_key_arn: withoutEffect('the variables are in memory'),
  invoke_arn: computed,
  qualified_arn: computed,
  qualified_invoke_arn: computed,
  version: computed,
  last_modified: computed,
  timeouts: withoutEffect('made at once'),
});

const NODE = /^nodejs(2[2-9]|[3-9]\d)\.x$/;

/** A function as it is to run. */
export interface FunctionSettings {
  address: string;
  name: string;
  arn: string;
  roleArn: string;
  runtime: string;
  /** `file.export` within the zip. */
  handler: string;
  /** Path of the zip. */
  zip: string;
  memoryMb: number;
  timeoutMs: number;
  variables: Record<string, string>;
  /** How many at once, where the function reserves them. */
  reserved?: number;
}

/** @throws UnsupportedResource for what cannot be run here (layers, images, VPCs, other runtimes …) */
export function settingsOf(resource: Resource): FunctionSettings {
  const values = readAs(schema, resource);
  if (!NODE.test(values.runtime)) throw new Error(`${resource.address}: runtime ${values.runtime} cannot be run here`);
  if (!values.arn) throw new Error(`${resource.address}: no arn`);
  return {
    address: resource.address,
    name: values.function_name,
    arn: values.arn,
    roleArn: values.role,
    runtime: values.runtime,
    handler: values.handler,
    zip: values.filename,
    memoryMb: values.memory_size ?? 128,
    timeoutMs: (values.timeout ?? 3) * 1000,
    variables: values.environment?.variables ?? {},
    reserved: values.reserved_concurrent_executions,
  };
}
