import { z } from 'zod';
import { type Resource, UnsupportedResource } from '../../terraform/world.ts';
import { filterFrom, InvalidPattern } from '../filter-criteria.ts';
import { attributes, block, blocks, count, readAs, withoutEffect } from '../resource-schema.ts';

const schema = attributes({
  function_name: z.string(),
  event_source_arn: z.string(),
  enabled: z.boolean().optional(),
  batch_size: count.optional(),
  maximum_batching_window_in_seconds: count.optional(),
  starting_position: z.enum(['TRIM_HORIZON', 'LATEST']).optional(),
  parallelization_factor: count.optional(),
  tumbling_window_in_seconds: count.optional(),
  bisect_batch_on_function_error: z.boolean().optional(),
  maximum_retry_attempts: count.optional(),
  maximum_record_age_in_seconds: count.optional(),
  function_response_types: z.array(z.literal('ReportBatchItemFailures')).optional(),
  filter_criteria: block({ filter: blocks({ pattern: z.string() }) }),
  destination_config: block({ on_failure: block({ destination_arn: z.string() }) }),
  scaling_config: block({ maximum_concurrency: count.optional() }),
  metrics_config: withoutEffect('nothing collects metrics'),
  kms_key_arn: withoutEffect('filters are in memory'),
  function_arn: z.string().optional(),
  uuid: z.string().optional(),
  state: z.string().optional(),
  state_transition_reason: z.string().optional(),
  last_modified: z.string().optional(),
  last_processing_result: z.string().optional(),
});

/** What both kinds of mapping have. */
interface Common {
  address: string;
  functionName: string;
  sourceArn: string;
  enabled: boolean;
  batchSize: number;
  /** How long to gather a batch, in milliseconds. */
  windowMs: number;
  reportsFailures: boolean;
  filter: (record: unknown) => boolean;
}
export interface StreamMapping extends Common {
  kind: 'stream';
  startingPosition: 'TRIM_HORIZON' | 'LATEST';
  tumblingMs?: number;
  bisects: boolean;
  /** Retries after the first attempt; -1: no end. */
  maxRetries: number;
  /** How old a record may be, in milliseconds; -1: any age. */
  maxAgeMs: number;
  onFailure?: string;
}
export interface QueueMapping extends Common {
  kind: 'queue';
  maxConcurrency?: number;
}

type Values = z.output<typeof schema>;

const STREAM_ONLY = [
  'starting_position',
  'parallelization_factor',
  'tumbling_window_in_seconds',
  'bisect_batch_on_function_error',
  'maximum_retry_attempts',
  'maximum_record_age_in_seconds',
  'destination_config',
] as const;

function commonOf(resource: Resource, values: Values, batchSize: number): Common {
  const patterns = values.filter_criteria?.filter.map((each) => each.pattern) ?? [];
  try {
    return {
      address: resource.address,
      functionName: values.function_name,
      sourceArn: values.event_source_arn,
      enabled: values.enabled ?? true,
      batchSize: values.batch_size ?? batchSize,
      windowMs: (values.maximum_batching_window_in_seconds ?? 0) * 1000,
      reportsFailures: values.function_response_types?.includes('ReportBatchItemFailures') ?? false,
      filter: filterFrom(patterns),
    };
  } catch (error) {
    if (!(error instanceof InvalidPattern)) throw error;
    throw new UnsupportedResource(resource.address, `filter_criteria ${error.message}`);
  }
}

const milliseconds = (seconds: number | undefined) => (seconds === undefined || seconds < 0 ? -1 : seconds * 1000);

function streamMapping(resource: Resource, values: Values): StreamMapping {
  const refuse = (problem: string): never => {
    throw new UnsupportedResource(resource.address, problem);
  };
  if (values.scaling_config) refuse('scaling_config is for queues');
  if ((values.parallelization_factor ?? 1) !== 1)
    refuse('parallelization_factor above 1 is not known to the local engine');
  return {
    ...commonOf(resource, values, 100),
    kind: 'stream',
    startingPosition: values.starting_position ?? refuse('a stream needs a starting_position'),
    tumblingMs: values.tumbling_window_in_seconds ? values.tumbling_window_in_seconds * 1000 : undefined,
    bisects: values.bisect_batch_on_function_error ?? false,
    maxRetries: values.maximum_retry_attempts ?? -1,
    maxAgeMs: milliseconds(values.maximum_record_age_in_seconds),
    onFailure: values.destination_config?.on_failure?.destination_arn,
  };
}

function queueMapping(resource: Resource, values: Values): QueueMapping {
  const refuse = (problem: string) => {
    throw new UnsupportedResource(resource.address, problem);
  };
  for (const name of STREAM_ONLY) if (values[name] !== undefined) refuse(`${name} is for streams`);
  const mapping = commonOf(resource, values, 10);
  const fifo = mapping.sourceArn.endsWith('.fifo');
  // What AWS refuses when it creates the mapping.
  if (fifo && mapping.windowMs > 0) refuse('a FIFO queue takes no batching window');
  if (fifo && mapping.batchSize > 10) refuse('a FIFO queue takes batches of at most 10');
  if (mapping.batchSize > 10 && mapping.windowMs < 1000) refuse('batches above 10 need a batching window');
  const maxConcurrency = values.scaling_config?.maximum_concurrency;
  if (maxConcurrency !== undefined && maxConcurrency < 2) refuse('maximum_concurrency is at least 2');
  return { ...mapping, kind: 'queue', maxConcurrency };
}

/**
 * What an aws_lambda_event_source_mapping says.
 * @throws UnsupportedResource for another source, an unknown attribute, or what AWS would refuse
 */
export function mappingOf(resource: Resource): StreamMapping | QueueMapping {
  const values = readAs(schema, resource);
  const service = values.event_source_arn.split(':')[2];
  if (service === 'dynamodb') return streamMapping(resource, values);
  if (service === 'sqs') return queueMapping(resource, values);
  throw new UnsupportedResource(resource.address, `a source of ${service} is not known to the local engine`);
}
