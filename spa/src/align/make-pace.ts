import type { Message } from '#graphql/fallback/message';
import type { Pace } from '../live/pace.ts';
import type { ServerClock } from '../time/server-clock.ts';
import { type Aligned, align } from './align.ts';

interface Options {
  readonly clock: ServerClock;
  /** Seconds between the stage and this screen; null where nobody knows. */
  latency(): number | null;
}

export interface PictureSetsPace {
  /** For a picture that begins to play: what its page shows by then is shown. */
  start(): Pace;
  /** The picture itself brought this: it has got there. */
  heard(message: Message): void;
}

/** A latency changes, and ends with its player: while anything waits it is asked for so often, in milliseconds. */
const OFTEN = 500;

/** Holds back what goes with the picture until the picture is as far. */
export function makePace({ clock, latency }: Options): PictureSetsPace {
  let seq = -1;

  function start(): Pace {
    let before: Aligned | null = null;
    return (newest) => {
      const now = clock.now();
      before = align(before, newest, now, { latency: latency(), seq });
      const { state, waiting } = before;
      const due = Math.min(...waiting.map((each) => each.due));
      return {
        state,
        waiting: waiting.map((each) => each.state),
        again: waiting.length > 0 ? Math.min(due - now, OFTEN) : null,
      };
    };
  }

  return {
    start,
    heard: (message) => {
      if (message.kind === 'state') seq = Math.max(seq, message.state.seq);
    },
  };
}
