import type { LiveState, LiveSurvey } from '#graphql/schema.generated';

/** What a page shows of a stage, and what waits until its picture is as far. */
export interface Aligned {
  /** What to show: all of the newest state but what goes with the picture. */
  readonly state: LiveState;
  /** The state from which that comes: the newest one that the picture has reached. */
  readonly reached: LiveState;
  /** By rising `seq`. */
  readonly waiting: readonly Waiting[];
}

interface Waiting {
  readonly state: LiveState;
  /** Server time, epoch milliseconds. */
  readonly due: number;
}

export interface Picture {
  /** Seconds between the stage and this screen; null where nobody knows, or where there is no picture. */
  readonly latency: number | null;
  /** The highest `seq` that came with the picture itself; -1 before the first. */
  readonly seq: number;
}

/** No page waits longer for its picture, in milliseconds. */
export const LONGEST_WAIT = 15_000;
/** A survey is on the page at least so long before its deadline if it was open that long, wherever the picture is, in milliseconds. */
const TO_ANSWER = 30_000;

/**
 * What to show of the newest state at a moment of server time (epoch milliseconds), given what was shown before. The page's first state is shown
 * whole, and so is one that has nothing to wait for. Neither `seq` nor what goes with the picture ever goes back.
 */
export function align(before: Aligned | null, newest: LiveState, now: number, picture: Picture): Aligned {
  if (!before || !newest.effectiveAt || picture.latency === null) return whole(newest);
  const isNews = newest.seq > (before.waiting.at(-1)?.state ?? before.reached).seq;
  const shown = Date.parse(newest.effectiveAt) + Math.min(picture.latency * 1000, LONGEST_WAIT);
  // Clocks differ: from when it came, nothing waits longer than the longest wait either.
  const due = Math.min(shown, now + LONGEST_WAIT, lastCall(newest.survey, before.reached.survey));
  const line = isNews ? [...before.waiting, { state: newest, due }] : before.waiting;
  const last = line.findLastIndex(({ state, due }) => due <= now || state.seq <= picture.seq);
  const reached = line[last]?.state ?? before.reached;
  return { state: composed(newest, reached), reached, waiting: line.slice(last + 1) };
}

const whole = (state: LiveState): Aligned => ({ state, reached: state, waiting: [] });

/** Until when a survey that opens may wait: its deadline comes to every viewer at the same moment. */
const lastCall = (newest: Survey, reached: Survey): number =>
  newest?.state === 'OPEN' && newest.closesAt && newest.id !== reached?.id
    ? Date.parse(newest.closesAt) - TO_ANSWER
    : Number.POSITIVE_INFINITY;

function composed(newest: LiveState, reached: LiveState): LiveState {
  if (newest === reached) return newest;
  const { session, next, title, description, programme, survey } = reached;
  return { ...newest, session, next, title, description, programme, survey: surveyOf(newest.survey, survey) };
}

type Survey = LiveSurvey | null | undefined;

/**
 * A survey opens with the picture, and its results come with it. At once comes what a viewer could lose by waiting for it: a deadline that moves, a
 * survey's end; and what an operator or a moderator takes away again.
 */
function surveyOf(newest: Survey, reached: Survey): Survey {
  if (!newest) return newest;
  if (newest.id !== reached?.id) return null;
  return newest.results?.counts && reached.results ? { ...newest, results: reached.results } : newest;
}
