import { LONGEST_REPORT_MS, type PlaybackReport } from '#graphql/playback/report';
import type { PlaybackTrouble } from '#graphql/schema.generated';
import type { PlayingView } from '../player/playing.ts';
import type { Trouble } from '../player/trouble.ts';

/** What of a stage's picture is measured. */
export type Seen = Pick<PlayingView, 'place' | 'trouble'> & {
  readonly player: Pick<PlayingView['player'], 'phase' | 'showing'>;
};

/** What came to pass since it was last taken. */
export type Measured = Pick<
  PlaybackReport,
  'watchedMs' | 'stalledMs' | 'stalls' | 'firstFrameMs' | 'height' | 'trouble'
>;

export interface Meter {
  /** The picture is like this now. `urgent` where that should be told at once: the first frame, or another trouble. */
  see(view: Seen): { readonly urgent: boolean };
  /** Nobody looks: how long the first frame takes from here on says nothing. */
  look(away: boolean): void;
  /** Whether the picture moves or should: there is something to tell in a while. */
  readonly runs: boolean;
  /** Null where nothing came to pass. */
  take(): Measured | null;
}

/** What the time goes to. */
type Course = 'off' | 'watched' | 'stalled';

const TROUBLES = {
  notStarted: 'NOT_STARTED',
  ended: 'ENDED',
  missing: 'MISSING',
  overCapacity: 'OVER_CAPACITY',
  unsupported: 'UNSUPPORTED',
  slowStart: 'SLOW_START',
  unreachable: 'UNREACHABLE',
} as const satisfies Record<Trouble, PlaybackTrouble>;

/** A picture that the page has explained is trouble and no stall, however long it lasts. */
function courseOf({ place, trouble, player }: Seen): Course {
  if (place !== 'here' || trouble) return 'off';
  if (player.phase === 'playing') return 'watched';
  return player.phase === 'stalled' ? 'stalled' : 'off';
}

/** Measures a stage's picture by what is known of it anyway. */
export function makeMeter(now: () => number): Meter {
  let course: Course = 'off';
  let since = now();
  let seen: Seen | null = null;
  /** When the page began to want the picture; null: not yet, or its first frame is not to be measured any more. */
  let began: number | null = null;
  let isAway = false;
  let spent = { watched: 0, stalled: 0 };
  let stalls = 0;
  let firstFrameMs: number | undefined;
  let trouble: PlaybackTrouble | undefined;

  /** A device that slept was no viewer meanwhile: no more is told than a report may tell. */
  function account(): void {
    const left = LONGEST_REPORT_MS - spent.watched - spent.stalled;
    if (course !== 'off') spent = { ...spent, [course]: spent[course] + Math.min(now() - since, left) };
    since = now();
  }

  /** Where the viewer had to do something for it, the wait is not the picture's. */
  function timeFirstFrame(view: Seen): boolean {
    const { phase } = view.player;
    if (view.place === 'here' && seen?.place !== 'here') began = isAway ? null : now();
    if (view.place !== 'here' || phase === 'blocked' || phase === 'paused') began = null;
    if (phase !== 'playing' || began === null) return false;
    firstFrameMs = Math.min(now() - began, LONGEST_REPORT_MS);
    began = null;
    return true;
  }

  return {
    see: (view) => {
      const next = courseOf(view);
      account();
      if (next === 'stalled' && course === 'watched') stalls += 1;
      const isFirst = timeFirstFrame(view);
      const isTrouble = view.place === 'here' && view.trouble !== null && view.trouble !== seen?.trouble;
      if (isTrouble && view.trouble) trouble = TROUBLES[view.trouble];
      course = next;
      seen = view;
      return { urgent: isFirst || isTrouble };
    },
    look: (away) => {
      isAway = away;
      if (away) began = null;
    },
    get runs() {
      return course !== 'off';
    },
    take: () => {
      account();
      const measured = {
        watchedMs: Math.round(spent.watched),
        stalledMs: Math.round(spent.stalled),
        stalls,
        firstFrameMs,
        trouble,
        height: (course === 'off' ? null : seen?.player.showing?.height) || undefined,
      };
      const isNothing = firstFrameMs === undefined && !trouble && measured.watchedMs + measured.stalledMs === 0;
      spent = { watched: 0, stalled: 0 };
      stalls = 0;
      firstFrameMs = undefined;
      trouble = undefined;
      return isNothing ? null : measured;
    },
  };
}
