import { createHash } from 'node:crypto';
import type { AddressCluster, Certificate, TokenAge } from '#graphql/schema.generated';
import { lineOf } from '#graphql/survey/ballot-line';
import { choiceName, countsOf, type Numbers } from '#graphql/survey/count';
import type { SurveyRow } from '#graphql/survey/machine';
import { atMost } from '../at-most.ts';
import { settleAll } from '../settle-all.ts';
import { type BallotStore, PARTITIONS, type StoredBallot } from './ballot-store.ts';
import { makeExporter } from './exported-ballot.ts';
import { judge } from './judge.ts';
import { tokenAge } from './token-age.ts';

/** A survey that was closed. */
export type ClosedSurvey = SurveyRow & { readonly closedAt: string };

const MOST_PARTITIONS_AT_ONCE = 16;
const MOST_CLUSTERS = 10;
const AGES: readonly TokenAge[] = ['AFTER', 'MINUTES', 'EARLIER'];

/** Counts a closed survey's ballots from their rows. It asks no tally and writes none. */
export const recount = async (
  survey: ClosedSurvey,
  ballots: Pick<BallotStore, 'readPartition'>,
  siteKey: string,
): Promise<Omit<Certificate, 'countedAt'>> => {
  const count = makeCount(survey, siteKey);
  const oneOfFew = atMost(MOST_PARTITIONS_AT_ONCE);
  const countPartition = async (partition: string): Promise<void> =>
    (await ballots.readPartition(survey.id, partition)).forEach(count.add);
  await settleAll(PARTITIONS.map((partition) => oneOfFew(() => countPartition(partition))));
  return count.result();
};

const makeCount = (survey: ClosedSurvey, siteKey: string) => {
  const exported = makeExporter(siteKey, survey);
  const lines: string[] = [];
  const counts: Numbers = {};
  const sum = { ballots: 0, late: 0, foreign: 0 };
  const tokens: Record<TokenAge, number> = { AFTER: 0, MINUTES: 0, EARLIER: 0 };
  const clusters = new Map<string, AddressCluster>();

  const add = (ballot: StoredBallot): void => {
    lines.push(lineOf(exported(ballot)));
    const { verdict, counted } = judge(survey, ballot);
    if (!counted) {
      sum[verdict === 'LATE' ? 'late' : 'foreign'] += 1;
      return;
    }
    sum.ballots += 1;
    for (const option of counted.choices) counts[choiceName(option)] = (counts[choiceName(option)] ?? 0) + 1;
    const age = tokenAge(ballot.since, survey.openedAt);
    tokens[age] += 1;
    const id = ballot.net ?? '';
    const cluster = clusters.get(id) ?? { id, ballots: 0, newTokens: 0 };
    clusters.set(id, cluster);
    cluster.ballots += 1;
    if (age === 'AFTER') cluster.newTokens += 1;
  };

  const result = (): Omit<Certificate, 'countedAt'> => ({
    ...sum,
    counts: countsOf(survey, counts),
    closedAt: survey.closedAt,
    tokens: AGES.map((age) => ({ age, ballots: tokens[age] })),
    clusters: [...clusters.values()].sort(largestFirst).slice(0, MOST_CLUSTERS),
    digest: digestOf(lines),
  });

  return { add, result };
};

const largestFirst = (a: AddressCluster, b: AddressCluster): number => b.ballots - a.ballots || (a.id < b.id ? -1 : 1);

const digestOf = (lines: string[]): string => {
  const digest = createHash('sha256');
  for (const line of lines.sort()) digest.update(`${line}\n`);
  return digest.digest('hex');
};
