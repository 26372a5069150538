import { createMemo, createSignal } from 'solid-js';
import type { LiveEvent, LiveStage, LiveState } from '#graphql/schema.generated';
import { createNeighbours } from '../live/create-neighbours.ts';

/** The event that the page is about: what stays while its viewer walks from stage to stage. */
export interface House {
  event(): LiveEvent | null;
  stages(): readonly LiveStage[];
  /** The last state known of a stage. */
  stateOf(stage: string): LiveState | undefined;
  /** What a page learned. A draft has neither stages nor a title, and says so by their absence. */
  learn(event: LiveEvent, stages: readonly LiveStage[], here?: LiveState): void;
  timetableOpen(): boolean;
  setTimetableOpen(open: boolean): void;
}

export function createHouse(): House {
  const [known, setKnown] = createSignal<{ event: LiveEvent; stages: readonly LiveStage[]; here?: LiveState }>();
  const [timetableOpen, setTimetableOpen] = createSignal(false);
  const event = createMemo(() => known()?.event ?? null);
  const stages = createMemo(() => known()?.stages ?? []);
  const here = () => known()?.here;
  const hereId = createMemo(() => here()?.stage);
  const elsewhere = createMemo(() =>
    stages()
      .map((stage) => stage.id)
      .filter((id) => id !== hereId()),
  );
  const neighbour = createNeighbours(elsewhere);
  return {
    event,
    stages,
    stateOf: (stage) => (stage === hereId() ? here() : neighbour(stage)),
    learn: (nextEvent, nextStages, state) => setKnown({ event: nextEvent, stages: nextStages, here: state }),
    timetableOpen,
    setTimetableOpen,
  };
}
