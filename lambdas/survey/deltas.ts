import { createHash } from 'node:crypto';
import { ADDRESS_GROUPS, ageName, type BallotRow, choiceName, netName, newName } from '#graphql/survey/count';
import type { Cast } from './casts.ts';
import { type Counted, judge } from './judge.ts';
import { tokenAge } from './token-age.ts';

/** By the names of count.ts. */
type Deltas = Record<string, number>;

/** What a tally row's numbers change by: each ballot as it is now, less as it was. Numbers that stay are left out. */
export const deltasOf = (survey: Counted, casts: readonly Pick<Cast, 'before' | 'after'>[]): Deltas => {
  const deltas: Deltas = {};
  const add = (ballot: BallotRow, sign: 1 | -1): void => {
    for (const name of numbersOf(survey, ballot)) deltas[name] = (deltas[name] ?? 0) + sign;
  };
  for (const { before, after } of casts) {
    if (before) add(before, -1);
    add(after, 1);
  }
  return Object.fromEntries(Object.entries(deltas).filter(([, value]) => value !== 0));
};

/** The numbers in which one ballot is one. */
const numbersOf = (survey: Counted, ballot: BallotRow): string[] => {
  const { verdict, counted } = judge(survey, ballot);
  if (!counted) return [verdict === 'LATE' ? 'late' : 'foreign'];
  const age = tokenAge(ballot.since, survey.openedAt);
  const group = groupOf(ballot.net ?? '');
  return [
    'ballots',
    ...counted.choices.map(choiceName),
    ageName(age),
    netName(group),
    ...(age === 'AFTER' ? [newName(group)] : []),
  ];
};

const groupOf = (net: string): string =>
  String(createHash('sha256').update(net).digest().readUInt32BE() % ADDRESS_GROUPS);
