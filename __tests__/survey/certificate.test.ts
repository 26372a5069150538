import { createHash } from 'node:crypto';
import { lineOf } from '#graphql/survey/ballot-line';
import type { SurveyRow } from '#graphql/survey/machine';
import { certify } from '../../lambdas/survey/certify.ts';
import { exportPage } from '../../lambdas/survey/export-page.ts';
import { aBallot, aSurvey, makeMemoryStore } from './memory-store.ts';

const closedAt = '2026-11-20T09:01:00.000Z';
const tooLate = '2026-11-20T09:01:00.001Z';
const inTime = '2026-11-20T09:00:30.000Z';
const closed = aSurvey({ state: 'CLOSED', closedAt });
const siteKey = async () => 'a key of the site';

function setUp(survey: SurveyRow = closed, at = '2026-11-20T09:02:00.000Z') {
  const store = makeMemoryStore(survey);
  const now = { at };
  store.memory.ballots.set(survey.id, [
    aBallot(1, { castAt: closedAt, since: '2026-11-20T09:00:01.000Z' }),
    aBallot(2, { choices: ['noodles'], since: '2026-11-20T08:49:59.000Z', net: 'ffff' }),
    aBallot(3, { castAt: tooLate }),
    aBallot(4, { castAt: tooLate, choices: ['noodles'], prev: { choices: ['rice'] }, prevAt: inTime }),
    aBallot(5, { choices: ['soup'] }),
  ]);
  const run = () => certify(survey.id, { ...store, siteKey, now: () => new Date(now.at) });
  const stored = () => store.memory.surveys.get(survey.id)?.certificate;
  return { ...store, now, run, stored };
}

describe('a certificate', () => {
  it('counts what was cast in time, what was changed too late as it was before, and names the rest', async () => {
    const { run, stored } = setUp();
    expect(await run()).toBe(true);
    expect(stored()).toEqual({
      ballots: 3,
      counts: [
        { option: 'rice', count: 2 },
        { option: 'noodles', count: 1 },
      ],
      closedAt,
      countedAt: '2026-11-20T09:02:00.000Z',
      late: 1,
      foreign: 1,
      tokens: [
        { age: 'AFTER', ballots: 1 },
        { age: 'MINUTES', ballots: 1 },
        { age: 'EARLIER', ballots: 1 },
      ],
      clusters: [
        { id: 'a1b2c3d4e5f60708', ballots: 2, newTokens: 1 },
        { id: 'ffff', ballots: 1, newTokens: 0 },
      ],
      digest: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  it('has the digest that anybody gets who sorts and hashes the lines of the export', async () => {
    const { run, stored, memory, ...store } = setUp();
    await run();
    const page = await exportPage({ survey: closed.id, from: null }, { ...store, siteKey });
    const lines = page.ballots.map(lineOf).toSorted();
    const digest = createHash('sha256')
      .update(`${lines.join('\n')}\n`)
      .digest('hex');
    expect(lines).toHaveLength(5);
    expect(stored()?.digest).toBe(digest);
  });

  it('has another digest when one ballot is another one, gone or added', async () => {
    const digests = new Set<string>();
    for (const change of [
      (all: ReturnType<typeof aBallot>[]) => all,
      (all: ReturnType<typeof aBallot>[]) => all.slice(1),
      (all: ReturnType<typeof aBallot>[]) => [...all, aBallot(6)],
      ([first, ...others]: ReturnType<typeof aBallot>[]) => [{ ...first!, choices: ['noodles'] }, ...others],
    ]) {
      const { run, stored, memory } = setUp();
      memory.ballots.set(closed.id, change(memory.ballots.get(closed.id)!));
      await run();
      digests.add(stored()!.digest);
    }
    expect(digests.size).toBe(4);
  });

  it('shows the ten largest groups of addresses', async () => {
    const { run, stored, memory } = setUp();
    const many = Array.from({ length: 66 }, (_, viewer) =>
      aBallot(viewer, { net: `net-${Math.floor(Math.sqrt(2 * viewer))}` }),
    );
    memory.ballots.set(closed.id, many);
    await run();
    const sizes = stored()!.clusters.map(({ ballots }) => ballots);
    expect(sizes).toHaveLength(10);
    expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
  });

  it('is written once', async () => {
    const { run, stored, memory } = setUp();
    await run();
    const first = stored();
    memory.ballots.set(closed.id, []);
    expect(await run()).toBe(false);
    expect(stored()).toBe(first);
  });

  it('is not made before a minute after closing', async () => {
    const { run, now } = setUp(closed, '2026-11-20T09:01:59.999Z');
    expect(await run()).toBe(false);
    now.at = '2026-11-20T09:02:00.000Z';
    expect(await run()).toBe(true);
  });

  it('is not written when the close was undone while it was counted', async () => {
    const { run, stored, memory, ballots } = setUp();
    const read = ballots.readPartition;
    ballots.readPartition = async (survey, partition) => {
      const { closedAt: _closed, ...open } = closed;
      memory.surveys.set(closed.id, { ...open, state: 'OPEN' });
      return read(survey, partition);
    };
    expect(await run()).toBe(false);
    expect(stored()).toBeUndefined();
  });

  it.each(['OPEN', 'WITHDRAWN', 'DRAFT'] as const)('is not made of a survey that is %s', async (state) => {
    expect(await setUp({ ...closed, state }).run()).toBe(false);
  });

  it('is made after the survey was taken from the page', async () => {
    expect(await setUp({ ...closed, state: 'ENDED' }).run()).toBe(true);
  });

  it('writes no tally', async () => {
    const { run, memory } = setUp();
    await run();
    expect(memory.tallies.size).toBe(0);
  });
});

describe('an export', () => {
  it('names voters by a hash that is another one in every survey', async () => {
    const [one, other] = await Promise.all(
      [closed, aSurvey({ id: 'matsuri26.main.tea' })].map(async (survey) => {
        const { memory, ...store } = setUp(survey);
        return exportPage({ survey: survey.id, from: null }, { ...store, siteKey });
      }),
    );
    const voters = [...one!.ballots, ...other!.ballots].map(({ voter }) => voter);
    expect(new Set(voters).size).toBe(10);
    expect(voters.every((voter) => /^[0-9a-f]{64}$/.test(voter))).toBe(true);
  });

  it('gives what was changed too late with the answer that counts and its time', async () => {
    const { memory, ...store } = setUp();
    const { ballots } = await exportPage({ survey: closed.id, from: null }, { ...store, siteKey });
    expect(ballots.find(({ verdict }) => verdict === 'AS_BEFORE')).toMatchObject({ choices: ['rice'], castAt: inTime });
    expect(ballots.map(({ verdict }) => verdict).toSorted()).toEqual([
      'AS_BEFORE',
      'COUNTED',
      'COUNTED',
      'FOREIGN',
      'LATE',
    ]);
  });

  it('comes in pages that miss no ballot, have none twice and tell no viewer', async () => {
    const { memory, ...store } = setUp();
    memory.ballots.set(
      closed.id,
      Array.from({ length: 3_000 }, (_, viewer) => aBallot(viewer)),
    );
    const voters: string[] = [];
    let pages = 0;
    for (let from: string | null = '00'; from !== null; pages++) {
      const page = await exportPage({ survey: closed.id, from }, { ...store, siteKey });
      expect(page.ballots.length).toBeLessThanOrEqual(2_000);
      voters.push(...page.ballots.map(({ voter }) => voter));
      from = page.nextToken ?? null;
      expect(from ?? '00').toMatch(/^[0-9a-f]{2}$/);
    }
    expect(pages).toBeGreaterThan(1);
    expect(new Set(voters).size).toBe(3_000);
    expect(voters).toHaveLength(3_000);
  });

  it('refuses a survey that there is not', async () => {
    const { memory, ...store } = setUp();
    const asked = exportPage({ survey: 'matsuri26.main.gone', from: null }, { ...store, siteKey });
    await expect(asked).rejects.toMatchObject({ code: 'SURVEY_NOT_FOUND' });
  });
});
