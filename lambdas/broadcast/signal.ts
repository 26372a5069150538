import type { StreamSession } from '@aws-sdk/client-ivs';
import type { Signal } from '#graphql/schema.generated';
import { toIngest } from '../stream/ingest.ts';

const STARVES = 'Starvation Start';
const RECOVERS = 'Starvation End';

/** What comes in, by the last session of a channel; null where that has ended, or there never was one. */
export const toSignal = (session: StreamSession | undefined): Signal | null => {
  if (!session?.startTime || session.endTime) return null;
  const starvingSince = starvingSinceOf(session);
  return {
    since: session.startTime.toISOString(),
    health: starvingSince ? 'STARVING' : 'HEALTHY',
    starvingSince,
    ingest: toIngest(session),
  };
};

const starvingSinceOf = ({ truncatedEvents = [] }: StreamSession): string | null => {
  const told = truncatedEvents
    .filter(({ name }) => name === STARVES || name === RECOVERS)
    .toSorted((a, b) => Number(b.eventTime) - Number(a.eventTime));
  const [last] = told;
  return last?.name === STARVES ? (last.eventTime?.toISOString() ?? null) : null;
};
