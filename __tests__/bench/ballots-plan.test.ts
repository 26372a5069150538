import { type Plan, planBallots, type Send } from '../../bench/ballots-plan.ts';

const WISH = { seed: 7, kind: 'SINGLE', ballots: 2_000, writers: 10, changed: 0.1, doubled: 0.1 } as const;

const sends = ({ writers }: Plan): Send[] => writers.flat();
const distinct = (plan: Plan): string[] => [...new Set(sends(plan).map(({ requestId }) => requestId))];

it('plans the same for a seed, and another for another', () => {
  expect(planBallots(WISH)).toEqual(planBallots(WISH));
  expect(planBallots({ ...WISH, seed: 8 }).said).not.toEqual(planBallots(WISH).said);
});

it('has as many answers as are wished for, a tenth of them changes', () => {
  const plan = planBallots(WISH);
  expect(distinct(plan)).toHaveLength(2_000);
  expect(plan).toMatchObject({ voters: 1_800, changes: 200 });
});

it('sends about a tenth of them again, some at the same time and some later', () => {
  const plan = planBallots(WISH);
  const later = sends(plan).length - distinct(plan).length;
  const atOnce = sends(plan).filter(({ twice }) => twice).length;
  expect(later + atOnce).toBe(plan.duplicates);
  expect(plan.duplicates).toBeGreaterThan(150);
  expect(plan.duplicates).toBeLessThan(250);
  expect(Math.min(later, atOnce)).toBeGreaterThan(50);
});

it('changes an answer only after it was given, by the same writer', () => {
  const plan = planBallots(WISH);
  for (const list of plan.writers) {
    const firstTimes = new Map(
      list.map(({ requestId }) => [requestId, list.findIndex((each) => each.requestId === requestId)]),
    );
    for (const { voter, requestId } of list.filter((each) => each.requestId.endsWith('-change'))) {
      expect(firstTimes.get(`7-${voter}-first`)).toBeLessThan(firstTimes.get(requestId) ?? -1);
    }
  }
});

it('knows what each voter said last', () => {
  const plan = planBallots(WISH);
  const last = new Map<number, string[]>();
  for (const name of ['first', 'change']) {
    for (const { voter, choices } of sends(plan).filter((each) => each.requestId.endsWith(name)))
      last.set(voter, choices);
  }
  expect(plan.said).toEqual(Array.from({ length: plan.voters }, (_, voter) => last.get(voter)));
});

it('chooses several of a MULTIPLE and at least one', () => {
  const lengths = planBallots({ ...WISH, kind: 'MULTIPLE' }).said.map((choices) => choices.length);
  expect(Math.min(...lengths)).toBe(1);
  expect(Math.max(...lengths)).toBeGreaterThan(2);
});
