import { choicesOf, type Kind } from './ballots-survey.ts';

/** One answer on its way. */
export interface Send {
  /** The voter's number, from 0. */
  voter: number;
  choices: string[];
  requestId: string;
  /** Sent twice at the same time. */
  twice: boolean;
  /** A ballot more: not a change, nor one that was sent before. */
  adds: boolean;
}

/** Who sends what in which order. */
export interface Plan {
  voters: number;
  /** By writer. All that one voter sends is one writer's, in order. */
  writers: Send[][];
  /** What each voter has said last. */
  said: string[][];
  /** Answers that changed an earlier one, and those that were sent again. */
  changes: number;
  duplicates: number;
}

export interface Wish {
  seed: number;
  kind: Kind;
  /** Answers that are to be taken, changed ones among them. */
  ballots: number;
  writers: number;
  /** The share of answers that change an earlier one, and the share that is sent twice: half at the same time, half later. */
  changed?: number;
  doubled?: number;
}

/** Numbers from 0 to 1, the same ones for a seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** How far behind the first time an answer is sent again, in answers of the same writer. */
const LATER = 20;

/** Makes a plan, always the same for a wish. */
export function planBallots({ seed, kind, ballots, writers, changed = 0, doubled = 0 }: Wish): Plan {
  const random = randomFrom(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  const options = choicesOf(kind);
  // Unevenly, so that a ballot on the wrong heap shows.
  const chooseOne = (): string[] => [options[Math.floor(random() ** 2 * options.length)] ?? ''];
  const choose = (): string[] => {
    const several = kind === 'MULTIPLE' ? options.filter(() => random() < 0.4) : [];
    return several.length > 0 ? several : chooseOne();
  };
  const changes = Math.round(ballots * changed);
  const voters = ballots - changes;
  const said: string[][] = Array.from({ length: voters });
  const lists: Send[][] = Array.from({ length: writers }, () => []);
  let duplicates = 0;

  const send = (voter: number, name: 'first' | 'change'): Send => ({
    voter,
    choices: choose(),
    requestId: `${seed}-${voter}-${name}`,
    twice: false,
    adds: name === 'first',
  });
  for (let voter = 0; voter < voters; voter++) lists[voter % writers]?.push(send(voter, 'first'));
  for (const voter of sample(voters, changes, below)) {
    const list = lists[voter % writers] ?? [];
    const first = list.findIndex((each) => each.voter === voter);
    list.splice(first + 1 + below(list.length - first), 0, send(voter, 'change'));
  }
  for (const list of lists) {
    for (const each of list) said[each.voter] = each.choices;
    for (const each of [...list]) {
      if (random() >= doubled) continue;
      duplicates += 1;
      if (random() < 0.5) each.twice = true;
      else list.splice(list.indexOf(each) + 1 + below(LATER), 0, { ...each, adds: false });
    }
  }
  return { voters, writers: lists, said, changes, duplicates };
}

/** So many of the numbers below a limit, none twice. */
function sample(limit: number, count: number, below: (limit: number) => number): number[] {
  const numbers = Array.from({ length: limit }, (_, index) => index);
  for (let index = 0; index < count; index++) {
    const other = index + below(limit - index);
    [numbers[index], numbers[other]] = [numbers[other] ?? 0, numbers[index] ?? 0];
  }
  return numbers.slice(0, count);
}
