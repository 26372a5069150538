import { createEffect, createSignal, on, onCleanup } from 'solid-js';
import type { Snapshot } from '#graphql/live/snapshot';
import type { LiveState } from '#graphql/schema.generated';
import { getFile } from './fetching.ts';
import { keep } from './keep.ts';
import { pollWhileVisible } from './poll-while-visible.ts';

const MINUTE = 60_000;
/** A stage that was just made is named before its own first snapshot is there. */
const MADE = 3_000;

/**
 * The states of other stages, by id, as of the last minute: enough for a lamp. What is not known (yet) is absent.
 *
 * @param interval how often they are asked for, in milliseconds
 */
export function createNeighbours(
  stages: () => readonly string[],
  interval = MINUTE,
): (stage: string) => LiveState | undefined {
  const [states, setStates] = createSignal<Readonly<Record<string, LiveState>>>({});
  const ask = pollWhileVisible(
    () => interval,
    async () => {
      await Promise.all(
        stages().map(async (stage) => {
          const answer = await getFile(`/live/${stage}.json`);
          if (answer.kind !== 'found') return;
          const { state } = answer.body as Snapshot;
          setStates((before) => keep(before, { ...before, [stage]: state }));
        }),
      );
    },
  );
  createEffect(
    on(stages, (_now, before) => {
      const timer = setTimeout(ask, before?.length ? MADE : 0);
      onCleanup(() => clearTimeout(timer));
    }),
  );
  return (stage) => states()[stage];
}
