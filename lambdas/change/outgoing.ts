import type { ChangeMessage, ChangeRecord } from './message.ts';
import { fits, type Outgoing } from './topic.ts';
import type { WayOut } from './way-out.ts';

/**
 * The messages of one change: the `change` itself, and if it is routine a `tick` for each page that it touches. Topics deduplicate before they
 * filter, so ticks of one page and window coalesce there, while every change reaches the archive.
 * @param window number of the window by fan-out's clock
 */
export const toOutgoing = (record: ChangeRecord, way: WayOut, window: number): Outgoing[] => {
  const change: Outgoing = {
    message: toChange(record, way),
    group: way.group,
    deduplication: record.eventID,
    routine: way.routine,
  };
  return way.routine ? [change, ...toTicks(way, window)] : [change];
};

const toChange = (record: ChangeRecord, { stages, site }: WayOut): ChangeMessage => {
  const whole: ChangeMessage = { kind: 'change', stages, site, record };
  if (fits(whole)) return whole;
  const { newImage: _new, oldImage: _old, ...rest } = record;
  return { ...whole, record: rest, truncated: true };
};

/** One per page, not one per change: a tick that names two pages would be lost to one that names the first of them. */
const toTicks = ({ stages, site }: WayOut, window: number): Outgoing[] => [
  ...stages.map((stage) => toTick(stage, [stage], false, window)),
  ...(site ? [toTick('site', [], true, window)] : []),
];

const toTick = (group: string, stages: readonly string[], site: boolean, window: number): Outgoing => ({
  message: { kind: 'tick', stages, site },
  group,
  deduplication: `${group}#${window}`,
  routine: true,
});
