import type { AddressCluster, TokenAge, TokenAgeCount } from '#graphql/schema.generated';
import { percentages } from '#graphql/survey/percentages';

/** A group of addresses in whole percentages. */
export interface ClusterShare {
  readonly ballots: number;
  /** Of all ballots. */
  readonly share: number;
  /** Of the group's own: those with a token that is younger than the question. */
  readonly young: number;
}

const percent = (part: number, of: number): number => (of > 0 ? Math.round((part * 100) / of) : 0);

/** The largest group first. */
export const clusterShares = (clusters: readonly AddressCluster[], ballots: number): ClusterShare[] =>
  clusters
    .map((each) => ({
      ballots: each.ballots,
      share: percent(each.ballots, ballots),
      young: percent(each.newTokens, each.ballots),
    }))
    .toSorted((a, b) => b.ballots - a.ballots);

/** A hall is one group too, but its people were there before the question. From so many ballots on it cannot be a family. */
export const isOdd = ({ ballots, share, young }: ClusterShare): boolean => ballots >= 10 && share >= 10 && young >= 50;

/** Ballots by the age of their tokens, in whole percentages that add up to 100. */
export function agesOf(tokens: readonly TokenAgeCount[]): { after: number; minutes: number; earlier: number } {
  const of = (age: TokenAge) => tokens.find((each) => each.age === age)?.ballots ?? 0;
  const counts = [of('AFTER'), of('MINUTES'), of('EARLIER')];
  const [after = 0, minutes = 0, earlier = 0] = percentages(
    counts,
    counts.reduce((sum, each) => sum + each, 0),
  );
  return { after, minutes, earlier };
}
