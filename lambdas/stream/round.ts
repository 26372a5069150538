import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { type Environment, readEnvironment } from '../environment.ts';
import type { Loop } from './loop-machine.ts';
import { type Outcome, watch } from './watch.ts';
import { makeWatchwork, WATCH_NAMES } from './watchwork.ts';

export type Env = Environment<typeof WATCH_NAMES>;

const watchwork = makeWatchwork(readEnvironment(WATCH_NAMES));
const logger = new Logger();
const metrics = new Metrics();

/** One round of a channel's loop, called by the state machine each 12 s. It says whether there is another. */
export const handler = async ({ startedAt, ...loop }: Loop & { readonly startedAt: string }): Promise<Outcome> => {
  const outcome = await watch(loop, startedAt, watchwork);
  logger[outcome.next === 'END' ? 'info' : 'debug'](outcome.why, { ...loop });
  metrics.addMetric('Rounds', MetricUnit.Count, 1);
  metrics.publishStoredMetrics();
  return outcome;
};
