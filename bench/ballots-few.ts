import type { Trial } from './ballots-exact.ts';
import { planBallots } from './ballots-plan.ts';
import { ask } from './ballots-survey.ts';
import { type Watched, watch, wronglyTold } from './ballots-watch.ts';
import { writeBallots } from './ballots-writers.ts';
import type { Crowd } from './crowd.ts';
import { say, thousands } from './report.ts';
import { control } from './server.ts';

/** Has a survey answered with nothing going wrong, while a crowd watches: what it costs and how soon it is seen when there is time. */
export async function measureFew(
  trial: Omit<Trial, 'subs' | 'seed'> & { crowd: Crowd },
): Promise<Watched & { lost: number; problems: string[] }> {
  const { addresses, act, stage, ballots, writers, tokens, over, crowd } = trial;
  const asked = await ask(act, stage, 'few', 'SINGLE');
  const watching = await watch(addresses, crowd, asked.id);
  const plan = planBallots({ seed: 0, kind: 'SINGLE', ballots, writers: Math.min(writers, ballots) });
  const written = await writeBallots({ addresses, survey: asked.id, plan, tokens, over });
  await control(addresses, 'POST /idle');
  const watched = await watching.counted(written, ballots);
  await asked.close();
  const told = await watching.closed();
  say(`  ${thousands(ballots)} ballots: ${watched.publishes} publishes in ${watched.windows} windows`);
  const problems = [...written.problems.slice(0, 3), wronglyTold(told, plan.voters)];
  return {
    ...watched,
    lost: plan.voters - (told ?? 0),
    problems: problems
      .filter((problem) => problem !== false)
      .map((problem) => `${thousands(ballots)} ballots: ${problem}`),
  };
}
