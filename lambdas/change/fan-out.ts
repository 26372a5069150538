import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { SNSClient } from '@aws-sdk/client-sns';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { type Environment, readEnvironment } from '../environment.ts';
import type { Message } from './message.ts';
import { planRecords } from './plan-records.ts';
import { publishAll } from './topic.ts';

const NAMES = ['TOPIC_ARN', 'WINDOW_SECONDS'] as const;
export type Env = Environment<typeof NAMES>;

const env = readEnvironment(NAMES);
const windowMs = Number(env.WINDOW_SECONDS) * 1_000;
if (!(windowMs > 0)) throw new Error(`WINDOW_SECONDS is no number of seconds: ${env.WINDOW_SECONDS}`);
const sns = new SNSClient();
const logger = new Logger();
const metrics = new Metrics();

/** The Stage table's stream → the topic. Sends again what it is given again; the topic takes each deduplication id once. */
export const handler = async ({ Records }: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
  const { planned, unreadable } = planRecords(Records, Math.floor(Date.now() / windowMs));
  if (unreadable) logger.error('a record cannot be read', { ...unreadable });
  const messages = planned.map(({ outgoing }) => outgoing);
  const unsent = await publishAll(sns, env.TOPIC_ARN, messages);
  count(messages.map(({ message }) => message));
  const failed = unsent === undefined ? unreadable?.sequence : planned[unsent]?.sequence;
  return { batchItemFailures: failed === undefined ? [] : [{ itemIdentifier: failed }] };
};

const count = (messages: readonly Message[]): void => {
  metrics.addMetric('Changes', MetricUnit.Count, messages.filter(({ kind }) => kind === 'change').length);
  metrics.addMetric('Ticks', MetricUnit.Count, messages.filter(({ kind }) => kind === 'tick').length);
  countBreakGlass(messages.filter(isBreakGlass).length);
  metrics.addMetric('TruncatedChanges', MetricUnit.Count, messages.filter((message) => 'truncated' in message).length);
  metrics.publishStoredMetrics();
};

const isBreakGlass = (message: Message): boolean =>
  message.kind === 'change' && String(message.record.newImage?.updatedBy).startsWith('break-glass:');

/** Somebody acts without the API, which rings (modules/break-glass). By the function's name, since the environments of an account share the namespace. */
const countBreakGlass = (changes: number): void => {
  if (changes === 0) return;
  const metric = metrics.singleMetric();
  metric.addDimension('function_name', process.env.AWS_LAMBDA_FUNCTION_NAME ?? '');
  metric.addMetric('BreakGlassChanges', MetricUnit.Count, changes);
};
