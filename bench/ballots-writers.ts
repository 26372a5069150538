import { setTimeout as pause } from 'node:timers/promises';
import type { StackFile } from '../local/stack-file.ts';
import type { Plan, Send } from './ballots-plan.ts';
import { clock } from './crowd-messages.ts';
import { fetchAgain } from './fetch-again.ts';

const CAST = 'mutation ($input: BallotInput!) { castBallot(input: $input) { castAt choices } }';

/** A throttled or broken request is sent again with the same id, so often. */
const TRIES = 5;

/** An answer that was taken. Times are milliseconds of the machine's monotonic clock. */
export interface Taken {
  sent: number;
  answered: number;
  /** As its plan says. */
  adds: boolean;
}

export interface Written {
  taken: Taken[];
  /** Requests, duplicates among them. */
  requests: number;
  /** What was refused or answered wrongly; each is a fault. */
  problems: string[];
  /** From the first request to the last answer, in milliseconds. */
  duration: number;
}

export interface Writing {
  addresses: StackFile;
  survey: string;
  plan: Plan;
  /** By voter. */
  tokens: readonly string[];
  /** Over how many milliseconds the requests are spread; 0: as fast as answers come. */
  over?: number;
  /** Called with the share of answers that are taken, now and then. */
  progress?: (share: number) => void;
}

interface Ballot {
  castAt: string;
  choices: string[];
}

/** Sends a plan's answers, each writer one after the other, all of them side by side. */
export async function writeBallots({ addresses, survey, plan, tokens, over = 0, progress }: Writing): Promise<Written> {
  const written: Written = { taken: [], requests: 0, problems: [], duration: 0 };
  const total = plan.writers.reduce((sum, list) => sum + list.length, 0);

  const post = async ({ voter, choices, requestId }: Send): Promise<Ballot> => {
    for (let tries = 1; ; tries++) {
      written.requests += 1;
      const response = await fetchAgain(addresses.graphql, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: tokens[voter] ?? '' },
        body: JSON.stringify({ query: CAST, variables: { input: { survey, choices, requestId } } }),
      });
      const { data, errors } = (await response.json()) as { data?: { castBallot?: Ballot | null }; errors?: unknown };
      if (data?.castBallot) return data.castBallot;
      const passes = response.status === 429 || response.status >= 500;
      if (!passes || tries === TRIES) throw new Error(`castBallot: ${JSON.stringify(errors ?? response.status)}`);
      await pause(Math.random() * 100 * tries);
    }
  };
  const sendOne = async (send: Send): Promise<void> => {
    const sent = clock();
    const [ballot, twin] = await Promise.all([post(send), ...(send.twice ? [post(send)] : [])]);
    written.taken.push({ sent, answered: clock(), adds: send.adds });
    if (twin && twin.castAt !== ballot?.castAt) written.problems.push(`${send.requestId} was taken twice`);
  };
  const began = clock();
  const write = async (list: readonly Send[], writer: number): Promise<void> => {
    for (const [index, send] of list.entries()) {
      const due = began + (over * (index + writer / plan.writers.length)) / list.length;
      if (due > clock()) await pause(due - clock());
      await sendOne(send).catch((error: Error) => written.problems.push(error.message));
      if (progress && written.taken.length % Math.ceil(total / 10) === 0) progress(written.taken.length / total);
    }
  };
  await Promise.all(plan.writers.map(write));
  written.duration = clock() - began;
  return written;
}
