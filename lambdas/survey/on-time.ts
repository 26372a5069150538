import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { type Environment, readEnvironment } from '../environment.ts';
import { certify } from './certify.ts';
import { CLOCK_NAMES, makeClockwork } from './clockwork.ts';
import { closeOnTime } from './close-on-time.ts';
import type { TimedAct } from './timed-act.ts';

export type Env = Environment<typeof CLOCK_NAMES>;

const clockwork = makeClockwork(readEnvironment(CLOCK_NAMES));
const logger = new Logger();
const metrics = new Metrics();

/** What the state machine calls when an act's time has come. The survey as it is now decides: who was faster, or was given more time, is no failure. */
export const handler = async ({ survey, version, act }: Omit<TimedAct, 'at'>): Promise<{ done: boolean }> => {
  const done = await ACTS[act](survey);
  logger.info(done ? 'done on time' : 'nothing to do', { survey, version, act });
  metrics.addMetric(act === 'CLOSE' ? 'ClosedOnTime' : 'Certified', MetricUnit.Count, Number(done));
  metrics.publishStoredMetrics();
  return { done };
};

const ACTS: Record<TimedAct['act'], (survey: string) => Promise<boolean>> = {
  CLOSE: (survey) => closeOnTime(survey, clockwork),
  CERTIFY: (survey) => certify(survey, clockwork),
};
