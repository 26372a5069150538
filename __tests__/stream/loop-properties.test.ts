import fc from 'fast-check';
import { ensureLoop } from '../../lambdas/stream/ensure-loop.ts';
import { reconcilePool } from '../../lambdas/stream/reconcile-pool.ts';
import { watch } from '../../lambdas/stream/watch.ts';
import { aStream, CHANNEL, makeWorld, STAGE } from './memory-stream.ts';

const ROUND_MS = 12_000;
const STREAMS = ['st-one', 'st-two', 'st-three'];

/** What happens within twelve seconds, all at the same time. */
interface Moment {
  ivs: 'STAYS' | 'OFFLINE' | 'FAILS' | (typeof STREAMS)[number];
  /** Streams that events of a start are about: new ones, old ones, the same one again. */
  events: string[];
  /** Executions that die without a word, by their place among those that run. */
  dies: number | null;
  startFails: boolean;
  reconciles: boolean;
  /** Milliseconds until the next moment. */
  lasts: number;
}
const someMoment: fc.Arbitrary<Moment> = fc.record({
  ivs: fc.oneof({ weight: 4, arbitrary: fc.constant('STAYS') }, fc.constantFrom('OFFLINE', 'FAILS', ...STREAMS)),
  events: fc.array(fc.constantFrom(...STREAMS), { maxLength: 3 }),
  dies: fc.option(fc.nat(2), { freq: 4 }),
  startFails: fc.boolean(),
  reconciles: fc.boolean(),
  lasts: fc.constantFrom(ROUND_MS, ROUND_MS, 70_000, 3 * 3_600_000),
});

/** The platform around the loop: executions that go on round by round until one says that it is the last. */
function makePlatform(takes: () => Promise<unknown>) {
  const { world, parts } = makeWorld(takes);
  const ended = new Set<string>();
  const startedAt = new Map<string, string>();
  const running = () => [...world.executions.keys()].filter((name) => !ended.has(name));

  const oneRound = async (name: string): Promise<void> => {
    const since = startedAt.get(name) ?? new Date(world.time).toISOString();
    startedAt.set(name, since);
    const outcome = await watch(world.executions.get(name)!, since, parts).catch(() => ({ next: 'WAIT' }));
    if (outcome.next === 'END') ended.add(name);
  };
  const moment = async ({ ivs, events, dies, startFails, reconciles, lasts }: Moment): Promise<void> => {
    if (ivs === 'FAILS') world.ivs = new Error('away');
    else if (ivs === 'OFFLINE') world.ivs = 'OFFLINE';
    else if (ivs !== 'STAYS') world.ivs = aStream({ streamId: ivs });
    const dead = dies === null ? undefined : running()[dies];
    if (dead) ended.add(dead);
    if (startFails) world.startFails = new Error('throttled');
    await Promise.allSettled([
      ...running().map(oneRound),
      ...events.map((stream) => ensureLoop(CHANNEL, stream, parts)),
      ...(reconciles ? [reconcilePool([CHANNEL], parts)] : []),
    ]);
    world.time += lasts;
  };
  /** Three minutes in which nothing goes wrong. */
  const calm = async (): Promise<void> => {
    world.startFails = null;
    for (let n = 0; n < 15; n++) {
      await moment({
        ivs: 'STAYS',
        events: [],
        dies: null,
        startFails: false,
        reconciles: n % 5 === 0,
        lasts: ROUND_MS,
      });
    }
  };
  return { world, moment, calm, running };
}

describe('whatever happens to a channel: starts and ends, lost, late and double events, failures, deaths', () => {
  const history = fc.array(someMoment, { maxLength: 12 });

  it('has exactly one loop, of the stream that there is, once things have been calm for a while', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), history, async (scheduler, moments) => {
        const { world, moment, calm, running } = makePlatform(() => scheduler.schedule(Promise.resolve()));
        const all = async () => {
          for (const each of moments) await moment(each);
          world.ivs = aStream({ streamId: 'st-last', viewers: 7 });
          await calm();
        };
        await scheduler.waitFor(all());
        expect(running()).toHaveLength(1);
        expect(running()[0]).toBe(`c1-st-last-${world.lease?.generation}`);
        expect(world.rows.get(STAGE)).toMatchObject({ live: true, streamId: 'st-last', health: 'HEALTHY' });
        expect(world.rows.get(STAGE)?.counts.at(-1)?.viewers).toBe(7);
        expect(world.time - Date.parse(world.rows.get(STAGE)!.checkedAt)).toBeLessThanOrEqual(ROUND_MS);
      }),
      { numRuns: 150 },
    );
  }, 60_000);

  it('has none, and no stage that shows a live picture, once its stream has been gone for a while', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), history, async (scheduler, moments) => {
        const { world, moment, calm, running } = makePlatform(() => scheduler.schedule(Promise.resolve()));
        const all = async () => {
          for (const each of moments) await moment(each);
          world.ivs = 'OFFLINE';
          await calm();
        };
        await scheduler.waitFor(all());
        expect(running()).toEqual([]);
        expect(world.rows.get(STAGE)?.live ?? false).toBe(false);
      }),
      { numRuns: 150 },
    );
  }, 60_000);
});
