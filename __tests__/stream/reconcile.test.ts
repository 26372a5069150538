import { reconcilePool } from '../../lambdas/stream/reconcile-pool.ts';
import { watch } from '../../lambdas/stream/watch.ts';
import { aStream, CHANNEL, lastLoop, makeWorld, STAGE, START } from './memory-stream.ts';

const iso = (ms: number) => new Date(ms).toISOString();
const MINUTE = 60_000;

describe('the reconciler of the pool', () => {
  it('starts the loop of a stream whose start nobody was told', async () => {
    const { world, parts } = makeWorld();
    await reconcilePool([CHANNEL], parts);
    expect([...world.executions.keys()]).toEqual(['c1-st-one-1']);
    expect(world.noticed).toEqual(['StartedByReconciler c1']);
  });

  it('leaves a channel alone that has no stream and no loop', async () => {
    const { world, parts } = makeWorld();
    world.ivs = 'OFFLINE';
    await reconcilePool([CHANNEL], parts);
    expect([world.executions.size, world.noticed, world.rows.size]).toEqual([0, [], 0]);
  });

  it('asks nothing of a channel whose loop lives', async () => {
    const { world, parts } = makeWorld();
    await reconcilePool([CHANNEL], parts);
    const { looks } = world;
    world.time += MINUTE - 1;
    await reconcilePool([CHANNEL], parts);
    expect([world.looks, world.executions.size]).toEqual([looks, 1]);
  });

  it('takes over from an execution that died, which finds it out should it come back', async () => {
    const { world, parts } = makeWorld();
    await reconcilePool([CHANNEL], parts);
    const dead = lastLoop(world);
    world.time += MINUTE;
    await reconcilePool([CHANNEL], parts);
    expect([...world.executions.keys()]).toEqual(['c1-st-one-1', 'c1-st-one-2']);
    expect(world.noticed.at(-1)).toBe('TakenOver c1');
    expect(await watch(dead, iso(START), parts)).toEqual({ next: 'END', why: 'LOST' });
    expect(await watch(lastLoop(world), iso(world.time), parts)).toEqual({ next: 'WAIT', why: 'LIVE' });
    expect(world.executions.size).toBe(2);
  });

  it('lets go a loop that died and whose stream ended, and says so at the stage', async () => {
    const { world, parts } = makeWorld();
    await reconcilePool([CHANNEL], parts);
    await watch(lastLoop(world), iso(START), parts);
    expect(world.rows.get(STAGE)?.live).toBe(true);
    world.ivs = 'OFFLINE';
    world.time += MINUTE;
    await reconcilePool([CHANNEL], parts);
    expect(world.noticed.at(-1)).toBe('LetGo c1');
    expect(world.rows.get(STAGE)).toMatchObject({ live: false, counts: [] });
    world.time += MINUTE;
    await reconcilePool([CHANNEL], parts);
    expect(world.noticed.filter((what) => what === 'LetGo c1')).toHaveLength(1);
  });

  it('reaches the other channels when one fails, and fails', async () => {
    const { world, parts } = makeWorld();
    const ivs = {
      ...parts.ivs,
      read: async (arn: string) => {
        if (arn === 'arn:broken') throw new Error('away');
        return aStream();
      },
    };
    const broken = { name: 'c0', arn: 'arn:broken' };
    await expect(reconcilePool([broken, CHANNEL], { ...parts, ivs })).rejects.toThrow('away');
    expect([...world.executions.keys()]).toEqual(['c1-st-one-1']);
  });
});
