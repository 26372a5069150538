import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { type Environment, readEnvironment } from '../environment.ts';
import { ensureLoop } from './ensure-loop.ts';
import { type IvsEvent, liveStreamOf } from './ivs-event.ts';
import { makeWatchwork, WATCH_NAMES } from './watchwork.ts';

const NAMES = [...WATCH_NAMES, 'CHANNELS'] as const;
export type Env = Environment<typeof NAMES>;

const env = readEnvironment(NAMES);
const watchwork = makeWatchwork(env);
const logger = new Logger();
const metrics = new Metrics();

/** Amazon IVS's events → one loop per stream. All are logged: a limit's breach and a starving encoder are told nowhere else later. */
export const handler = async (event: IvsEvent): Promise<void> => {
  const { 'detail-type': type, resources, time, detail } = event;
  logger.info(type, { resources, time, ...detail });
  metrics.addMetric(type.replaceAll(' ', ''), MetricUnit.Count, 1);
  try {
    const live = liveStreamOf(event);
    const channels = live ? await watchwork.store.readChannels(env.CHANNELS.split(',')) : [];
    const channel = channels.find(({ arn }) => arn === live?.channelArn);
    if (!live || !channel) return;
    const started = await ensureLoop(channel, live.streamId, watchwork);
    metrics.addMetric('LoopsStarted', MetricUnit.Count, Number(started));
  } finally {
    metrics.publishStoredMetrics();
  }
};
