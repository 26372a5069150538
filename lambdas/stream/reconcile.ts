import { setTimeout } from 'node:timers/promises';
import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { type Environment, readEnvironment } from '../environment.ts';
import { type Reconciling, reconcilePool } from './reconcile-pool.ts';
import { makeWatchwork, WATCH_NAMES } from './watchwork.ts';

const NAMES = [...WATCH_NAMES, 'CHANNELS'] as const;
export type Env = Environment<typeof NAMES>;

const env = readEnvironment(NAMES);
const watchwork = makeWatchwork(env);
const logger = new Logger();
const metrics = new Metrics();

/** Each minute: starts loops that no event started, takes over those that fell silent, lets go those whose stream ended meanwhile. */
export const handler = async (): Promise<void> => {
  metrics.addMetric('Reconciliations', MetricUnit.Count, 1);
  try {
    await reconcilePool(await watchwork.store.readChannels(env.CHANNELS.split(',')), reconciling);
  } finally {
    metrics.publishStoredMetrics();
  }
};

const reconciling: Reconciling = {
  ...watchwork,
  pause: (ms) => setTimeout(ms),
  notice: (what, channel) => {
    logger.warn(what, { channel });
    metrics.addMetric(what, MetricUnit.Count, 1);
  },
};
