import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { type Environment, readEnvironment } from '../environment.ts';
import { CLOCK_NAMES, makeClockwork } from './clockwork.ts';
import { type Reconciling, reconcileAll } from './reconcile-all.ts';

export type Env = Environment<typeof CLOCK_NAMES>;

const clockwork = makeClockwork(readEnvironment(CLOCK_NAMES));
const logger = new Logger();
const metrics = new Metrics();

/** Each minute: closes and certifies what nobody did at its time. */
export const handler = async (): Promise<void> => {
  metrics.addMetric('Reconciliations', MetricUnit.Count, 1);
  try {
    await reconcileAll(reconciling);
  } finally {
    metrics.publishStoredMetrics();
  }
};

const reconciling: Reconciling = {
  ...clockwork,
  notice: (what, survey) => {
    logger.warn(what, { survey });
    metrics.addMetric(what, MetricUnit.Count, 1);
  },
};
