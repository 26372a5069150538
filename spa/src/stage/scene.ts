import type { LiveEvent, LiveState } from '#graphql/schema.generated';

/**
 * What stands where the picture would be.
 * `starts`: the curtain before a session · `picture`: the curtain is up · `break`: an intermission · `down`: on stage behind the curtain, or nothing
 * planned · `finished`: the stage's programme is through · the rest: what holds for the whole event.
 */
export type Scene =
  | 'unannounced'
  | 'cancelled'
  | 'postponed'
  | 'over'
  | 'starts'
  | 'picture'
  | 'break'
  | 'down'
  | 'finished';

/** Decided by what operators did, never by the clock alone: a session that is late has not begun. */
export function sceneOf(state: LiveState, programmeLength: number): Scene {
  switch (state.event?.state) {
    case 'DRAFT':
      return 'unannounced';
    case 'CANCELLED':
      return 'cancelled';
    case 'POSTPONED':
      return 'postponed';
    case 'OVER':
      return 'over';
  }
  if (state.session?.kind === 'BREAK') return 'break';
  if (state.curtain === 'UP') return 'picture';
  if (state.session) return 'down';
  if (state.next) return 'starts';
  return programmeLength > 0 ? 'finished' : 'down';
}

const ENDED: readonly unknown[] = ['OVER', 'CANCELLED', 'POSTPONED'];

/** Whether the event has a show, now or to come: over, cancelled or postponed, its stages are dark whatever their rows still say. */
export const hasShow = (event: LiveEvent | null | undefined): boolean => !ENDED.includes(event?.state);

/** Whether somebody is on stage: for the lamp. */
export const isOnAir = (state: LiveState | null | undefined): boolean =>
  state?.session != null && state.session.kind !== 'BREAK' && hasShow(state.event);
