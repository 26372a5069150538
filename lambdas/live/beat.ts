import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { SiteRows } from '#graphql/live/site';
import type { Stage } from '#graphql/schema.generated';
import { type Environment, readEnvironment } from '../environment.ts';
import { settleAll } from '../settle-all.ts';
import { makeLiveStore } from './live-store.ts';

const NAMES = ['STAGE_TABLE'] as const;
export type Env = Environment<typeof NAMES>;

const env = readEnvironment(NAMES);
const store = makeLiveStore(DynamoDBDocumentClient.from(new DynamoDBClient()), { stages: env.STAGE_TABLE });
const logger = new Logger();
const metrics = new Metrics();

/** Every 20 s: a sign of life for each stage that is on air or asks a survey, so that it publishes though nothing changes. Silence means that something is broken. */
export const handler = async (): Promise<void> => {
  const stages = stagesOnAir(await store.readSite());
  const checkedAt = new Date().toISOString();
  logger.debug('beat', { stages, checkedAt });
  metrics.addMetric('StagesOnAir', MetricUnit.Count, stages.length);
  metrics.publishStoredMetrics();
  await settleAll(stages.map((stage) => store.putBeat(stage, checkedAt)));
};

const stagesOnAir = (rows: readonly SiteRows[]): string[] =>
  rows
    .filter(({ event }) => event.state === 'LIVE' || event.state === 'ANNOUNCED')
    .flatMap(({ stages }) => stages.filter(isInUse).map(({ id }) => id));

const isInUse = ({ session, survey }: Stage & { survey?: string }): boolean => Boolean(session ?? survey);
