import type { SurveyRow } from '#graphql/survey/machine';
import { closeOnTime } from '../../lambdas/survey/close-on-time.ts';
import { markTallies, readGivenUp } from '../../lambdas/survey/given-up.ts';
import { reconcileAll } from '../../lambdas/survey/reconcile-all.ts';
import { timedAct } from '../../lambdas/survey/timed-act.ts';
import { aSurvey, makeMemoryStore } from './memory-store.ts';

const takesUntil = '2026-11-20T09:01:00.000Z';
const timed = aSurvey({ closesAt: '2026-11-20T09:00:58.000Z', takesUntil });
const closed = aSurvey({ state: 'CLOSED', closedAt: takesUntil, version: 4 });

function setUp(at: string, ...surveys: SurveyRow[]) {
  const store = makeMemoryStore(...surveys);
  const noticed: string[] = [];
  const parts = {
    ...store,
    gateCopies: 2,
    siteKey: async () => 'key',
    now: () => new Date(at),
    notice: (what: string, survey: string) => noticed.push(`${what} ${survey}`),
  };
  return { ...store, parts, noticed, stateOf: (id: string) => store.memory.surveys.get(id)?.state };
}

describe('what a change of a survey asks for', () => {
  it('is its closing, a moment after it takes no more ballots', () => {
    expect(timedAct(timed, aSurvey({ state: 'DRAFT' }))).toEqual({
      survey: timed.id,
      version: 3,
      act: 'CLOSE',
      at: '2026-11-20T09:01:00.250Z',
    });
  });

  it('is another closing when it is given more time, and none when something else changes', () => {
    const extended = { ...timed, takesUntil: '2026-11-20T09:01:30.000Z', version: 4 };
    expect(timedAct(extended, timed)).toMatchObject({ version: 4, at: '2026-11-20T09:01:30.250Z' });
    expect(timedAct({ ...timed, resultsShown: true, version: 4 }, timed)).toBeNull();
  });

  it('is its certificate when it is closed, and not once more when it is shown, ended or certified', () => {
    expect(timedAct(closed, timed)).toEqual({
      survey: closed.id,
      version: 4,
      act: 'CERTIFY',
      at: '2026-11-20T09:02:00.250Z',
    });
    expect(timedAct({ ...closed, state: 'ENDED' }, closed)).toBeNull();
    expect(timedAct({ ...closed, certificate: { ballots: 0 } as never }, null)).toBeNull();
  });

  it('is the closing again when a close was undone with time left', () => {
    const { closedAt: _closed, ...reopened } = { ...closed, state: 'OPEN' as const, takesUntil, version: 5 };
    expect(timedAct(reopened, { ...closed, takesUntil })).toMatchObject({ act: 'CLOSE', version: 5 });
  });

  it('is nothing for a draft, a survey without a deadline, and one that was withdrawn', () => {
    expect(timedAct(aSurvey({ state: 'DRAFT' }), null)).toBeNull();
    expect(timedAct(aSurvey(), null)).toBeNull();
    expect(timedAct({ ...closed, state: 'WITHDRAWN' }, null)).toBeNull();
  });
});

describe('the close on time', () => {
  it.each([
    ['ALWAYS', true],
    ['AFTER_CLOSE', true],
    ['AFTER_ANSWER', false],
    ['OPERATOR_ONLY', false],
  ] as const)('under %s leaves the results shown: %s', async (policy, resultsShown) => {
    const { parts, memory } = setUp('2026-11-20T09:01:01.000Z', { ...timed, policy });
    expect(await closeOnTime(timed.id, parts)).toBe(true);
    expect(memory.surveys.get(timed.id)).toMatchObject({ state: 'CLOSED', closedAt: takesUntil, resultsShown });
    expect([...memory.gates.values()].map(({ state }) => state)).toEqual(['CLOSED', 'CLOSED']);
  });

  it('does nothing to a survey that has more time now, is closed already or is gone', async () => {
    const { parts, memory } = setUp(takesUntil, timed);
    expect(await closeOnTime(timed.id, parts)).toBe(false);
    memory.surveys.set(timed.id, { ...timed, state: 'CLOSED', closedAt: takesUntil });
    expect(await closeOnTime(timed.id, { ...parts, now: () => new Date('2026-11-20T10:00:00.000Z') })).toBe(false);
    expect(await closeOnTime('matsuri26.main.gone', parts)).toBe(false);
  });

  it('closes a survey that an act changed in the same moment', async () => {
    const { parts, surveys, memory, stateOf } = setUp('2026-11-20T09:01:01.000Z', timed);
    const read = surveys.read;
    let raced = false;
    surveys.read = async (id) => {
      const seen = await read(id);
      if (!raced) memory.surveys.set(id, { ...timed, resultsShown: true, version: 4 });
      raced = true;
      return seen;
    };
    expect(await closeOnTime(timed.id, { ...parts, surveys })).toBe(true);
    expect(stateOf(timed.id)).toBe('CLOSED');
    expect(memory.surveys.get(timed.id)?.resultsShown).toBe(true);
  });
});

describe('the reconciler', () => {
  it('closes and certifies what nobody did, and leaves the rest', async () => {
    const tea = aSurvey({ id: 'matsuri26.side.tea', stage: 'matsuri26.side', state: 'ENDED', closedAt: takesUntil });
    const open = aSurvey({ id: 'matsuri26.side.open', stage: 'matsuri26.side' });
    const { parts, noticed, stateOf, memory } = setUp('2026-11-20T09:02:30.000Z', timed, tea, open);
    await reconcileAll(parts);
    expect(noticed.toSorted()).toEqual([`CertifiedByReconciler ${tea.id}`, `ClosedByReconciler ${timed.id}`]);
    expect(stateOf(timed.id)).toBe('CLOSED');
    expect(stateOf(open.id)).toBe('OPEN');
    expect(memory.surveys.get(tea.id)?.certificate?.closedAt).toBe(takesUntil);
  });

  it('leaves the first go at a certificate to its timer', async () => {
    const { parts, noticed } = setUp('2026-11-20T09:02:29.999Z', closed);
    await reconcileAll(parts);
    expect(noticed).toEqual([]);
  });

  it('reaches the others when one fails, and fails', async () => {
    const tea = aSurvey({ ...timed, id: 'matsuri26.side.tea', stage: 'matsuri26.side' });
    const { parts, surveys, stateOf } = setUp('2026-11-20T09:02:30.000Z', timed, tea);
    const write = surveys.writeStep;
    surveys.writeStep = async (seen, ...rest) => {
      if (seen.id === timed.id) throw new Error('throttled');
      return write(seen, ...rest);
    };
    await expect(reconcileAll({ ...parts, surveys })).rejects.toThrow('throttled');
    expect(stateOf(tea.id)).toBe('CLOSED');
  });
});

describe('ballots that the tally gave up', () => {
  it('mark each tally that is still looked at, and no other', async () => {
    const { surveys, memory } = setUp(
      takesUntil,
      timed,
      { ...closed, id: 'matsuri26.main.tea' },
      aSurvey({ id: 'matsuri26.main.draft', state: 'DRAFT' }),
      aSurvey({ id: 'matsuri26.main.gone', state: 'WITHDRAWN' }),
      { ...closed, id: 'matsuri26.main.final', certificate: { ballots: 1 } as never },
    );
    expect(await markTallies(surveys, takesUntil)).toEqual([timed.id, 'matsuri26.main.tea']);
    expect(memory.degraded).toEqual([timed.id, 'matsuri26.main.tea']);
  });

  it('are told by their positions; anything else is refused', () => {
    const batch = { shardId: 's', startSequenceNumber: '1', endSequenceNumber: '2', batchSize: 2 };
    expect(readGivenUp(JSON.stringify({ DDBStreamBatchInfo: { ...batch, streamArn: 'arn' } }))).toEqual(batch);
    expect(() => readGivenUp('{}')).toThrow('no message about a batch');
  });
});
