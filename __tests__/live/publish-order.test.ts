import fc from 'fast-check';
import type { Snapshot } from '#graphql/live/snapshot';
import type { LiveState } from '#graphql/schema.generated';
import { publishStage } from '../../lambdas/live/publish-stage.ts';
import type { Publisher } from '../../lambdas/live/publisher.ts';
import { makeSnapshotStore } from '../../lambdas/live/snapshot-store.ts';
import { makeFakeS3 } from './fake-s3.ts';
import { makeMemoryPublisher } from './memory-publisher.ts';
import { anEvent, aStage, rowsOf } from './rows.ts';

const STAGE = 'matsuri26.main';
const SNAPSHOT = `live/${STAGE}.json`;
const text = (n: number) => [{ lang: 'en', value: String(n) }];
const numberIn = (texts: { value: string }[] | null | undefined) => Number(texts?.[0]?.value);

/** A state's content as how often each of its two rows had been changed. */
const contentOf = ({ title, event }: LiveState) => ({ stage: numberIn(title), event: numberIn(event?.title) });

/** Calls wait for their turn before they act and again before they answer: anything may happen in between, as over a network. */
const interleave = (s: fc.Scheduler, publisher: Publisher): Publisher => {
  const slowly =
    <A extends unknown[], R>(name: string, call: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      await s.schedule(Promise.resolve(), `${name} arrives`);
      const answer = await call(...args);
      await s.schedule(Promise.resolve(), `${name} answers`);
      return answer;
    };
  const { store, appsync } = publisher;
  return {
    ...publisher,
    store: {
      ...store,
      nextSeq: slowly('nextSeq', store.nextSeq),
      readLive: slowly('readLive', store.readLive),
      keep: slowly('keep', store.keep),
    },
    appsync: { publish: slowly('publish', appsync.publish) },
    pause: async () => s.schedule(Promise.resolve(), 'pause'),
  };
};

interface Plan {
  /** How often each row is changed. */
  writes: { stage: number; event: number };
  /** Which of the calls to AppSync and to S3 fail, before or after they had their effect. */
  failures: ('before' | 'after' | null)[];
}

/** Writers change rows and each hands its change to a publisher of its own, which tries until it is done. */
const run = async (s: fc.Scheduler, { writes, failures }: Plan) => {
  const truth = { stage: 0, event: 0 };
  const { memory, publisher: direct } = makeMemoryPublisher();
  const s3 = makeFakeS3((what) => s.schedule(Promise.resolve(), what));
  const files = makeSnapshotStore(s3.client, 'live');

  const mayFail =
    <A extends unknown[], R>(call: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      const failure = failures.shift();
      if (failure === 'before') throw new Error('away');
      const answer = await call(...args);
      if (failure === 'after') throw new Error('died');
      return answer;
    };
  direct.files = { ...files, putIfNewer: mayFail(files.putIfNewer) };
  direct.appsync.publish = mayFail(direct.appsync.publish);
  const publisher = interleave(s, direct);
  /** Two rows, read one after the other: no read is one moment. */
  publisher.store.readStage = async () => {
    await s.schedule(Promise.resolve(), 'read stage');
    const stage = aStage({ title: text(truth.stage) });
    await s.schedule(Promise.resolve(), 'read event');
    const event = anEvent({ title: text(truth.event) });
    await s.schedule(Promise.resolve(), 'rows answer');
    return rowsOf(STAGE, { stage, event });
  };

  const deliver = async (): Promise<void> => {
    for (let tries = 0; tries < 100; tries++) {
      const done = await publishStage(STAGE, publisher).then(
        () => true,
        () => false,
      );
      if (done) return;
    }
    throw new Error('a message was never done');
  };
  const write = async (row: 'stage' | 'event'): Promise<void> => {
    await s.schedule(Promise.resolve(), `write ${row}`);
    truth[row] += 1;
    await deliver();
  };
  const acts = (['stage', 'event'] as const).flatMap((row) => Array.from({ length: writes[row] }, () => write(row)));
  await s.waitFor(Promise.all(acts));
  return { truth, memory, snapshot: JSON.parse(s3.objects.get(SNAPSHOT)!.body) as Snapshot };
};

const plans: fc.Arbitrary<Plan> = fc.record({
  writes: fc.record({ stage: fc.integer({ min: 1, max: 3 }), event: fc.integer({ min: 0, max: 2 }) }),
  failures: fc.array(fc.constantFrom('before', 'after', null), { maxLength: 6 }),
});

describe('publishers and writers in any order', () => {
  it('give a later change a higher number, so that nobody sees new, old, new', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), plans, async (s, plan) => {
        const { memory } = await run(s, plan);
        const bySeq = memory.delivered.toSorted((a, b) => a.seq - b.seq).map(contentOf);
        for (const [i, content] of bySeq.slice(1).entries()) {
          expect(content.stage).toBeGreaterThanOrEqual(bySeq[i]!.stage);
          expect(content.event).toBeGreaterThanOrEqual(bySeq[i]!.event);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('leave every page with the last change, whatever failed on the way', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), plans, async (s, plan) => {
        const { truth, memory, snapshot } = await run(s, plan);
        const seen = memory.delivered.reduce((newest, state) => (state.seq > newest.seq ? state : newest));
        expect(contentOf(seen)).toEqual(truth);
        expect(contentOf(snapshot.state)).toEqual(truth);
        expect(memory.liveOf({ stage: STAGE }).published).toBe(seen.seq);
      }),
      { numRuns: 300 },
    );
  });
});
