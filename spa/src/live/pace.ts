import type { LiveState } from '#graphql/schema.generated';

/** What a page shows of the newest state now. */
export interface Paced {
  readonly state: LiveState;
  /** What will be shown later: its texts are fetched meanwhile. */
  readonly waiting: readonly LiveState[];
  /** Milliseconds until there may be more to show; null: when something new comes. */
  readonly again: number | null;
}

/** Set by the picture that plays, so that a page does not tell what its viewer has yet to see. */
export type Pace = (newest: LiveState) => Paced;
