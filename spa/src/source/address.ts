import type { Stage, StageSource } from '#graphql/schema.generated';
import { sourceDeskWords } from './source-desk-words.ts';

/** Where a picture comes from: a channel of the pool, or else an HLS address. */
export type Address = Pick<StageSource, 'channel' | 'url'>;

export const isSame = (a: Address, b: Address): boolean =>
  (a.channel ?? null) === (b.channel ?? null) && (a.url ?? null) === (b.url ?? null);

/** In few words: `Channel c1`, `cdn.example.org`. */
export function addressName({ channel, url }: Address): string {
  if (channel) return sourceDeskWords().channel(channel);
  return url && URL.canParse(url) ? new URL(url).host : (url ?? '');
}

/** What a stage's picture is: its floor, what it could move to, and whether it has. */
export interface Picture {
  readonly floor: StageSource;
  /** The first spare that the floor is not on already. */
  readonly spare: StageSource | undefined;
  readonly isOnSpare: boolean;
}

/** Null where the stage has no floor. */
export function pictureOf({ sources }: Pick<Stage, 'sources'>): Picture | null {
  const floor = sources?.find(({ role }) => role === 'FLOOR');
  if (!floor) return null;
  const spares = (sources ?? []).filter(({ role }) => role === 'SPARE');
  const isOnSpare = spares.some((spare) => isSame(spare, floor));
  return { floor, spare: isOnSpare ? undefined : spares[0], isOnSpare };
}

/** Whether the button that moves the picture says what it said before. */
export function isSamePicture(before: Stage | undefined, now: Stage | undefined): boolean {
  const [then, since] = [before && pictureOf(before)?.floor, now && pictureOf(now)?.floor];
  return then && since ? isSame(then, since) : then === since;
}
