import type { Signal, Stage, StageSource } from '#graphql/schema.generated';
import type { KeyActs, KeyDeed } from '../../lambdas/broadcast/key-store.ts';
import type { KeysAtHand } from '../../lambdas/broadcast/keys-at-hand.ts';

export const NOW = '2026-11-20T09:00:00.000Z';
export const HANA = 'hana@example.com';
const CHANNEL_ARN = 'arn:aws:ivs:eu-west-1:123456789012:channel/abcdefghijkl';

const source = (role: StageSource['role'], channel: string): StageSource => ({
  id: role.toLowerCase(),
  role,
  label: [{ lang: 'en', value: role }],
  channel,
});

export const aStage = (id: string, change: Partial<Stage> = {}): Stage => ({
  id,
  order: 1,
  name: [],
  title: [],
  description: [],
  curtain: 'UP',
  sources: [source('FLOOR', 'c1')],
  version: 3,
  updatedAt: NOW,
  ...change,
});

export { source };

export interface World {
  stages: Map<string, Stage>;
  /** The channel's key by its ARN: one, or none. */
  keys: Map<string, string>;
  /** The key that somebody broadcasts with. */
  broadcasting: string | null;
  signal: Signal | null;
  acts: KeyActs;
  /** All that was done, in order; a write says whose it is. */
  log: string[];
}

/** Tables and Amazon IVS in memory. `before` is called with the name of each call before it does anything; what it throws, the call throws. */
export const makeWorld = (...stages: Stage[]) => {
  const world: World = {
    stages: new Map(stages.map((stage) => [stage.id, stage])),
    keys: new Map([['arn:key-1', 'sk_eu-west-1_one_aaaa1111']]),
    broadcasting: null,
    signal: null,
    acts: {},
    log: [],
  };
  let made = 1;
  const control = { before: (_call: string): void => undefined };
  const call = async <Value>(name: string, act: () => Value): Promise<Value> => {
    control.before(name);
    const value = act();
    world.log.push(name);
    return value;
  };
  const deeds: Record<KeyDeed, (act: { at: string; by: string }) => KeyActs> = {
    COPIED: (copied) => ({ ...world.acts, copied }),
    REPLACING: () => world.acts,
    REPLACED: (replaced) => ({ replaced }),
  };

  const hand: KeysAtHand = {
    now: () => new Date(NOW),
    site: { readSite: async () => [{ event: { id: 'matsuri' } as never, stages: [...world.stages.values()] }] },
    store: {
      readChannel: async (name) =>
        name === 'c1'
          ? { name, arn: CHANNEL_ARN, type: 'STANDARD', ingestEndpoint: 'abc.global-contribute.live-video.net' }
          : null,
      readActs: async () => world.acts,
      note: (_channel, what, act) =>
        call(`${what} by ${act.by}`, () => {
          world.acts = deeds[what](act);
        }),
      readStage: async (id) => world.stages.get(id) ?? null,
      lowerCurtain: (stage, { by }) =>
        call(`lower ${stage.id}`, () => {
          const now = world.stages.get(stage.id);
          if (now?.version !== stage.version) return false;
          world.stages.set(stage.id, { ...now, curtain: 'DOWN', version: now.version + 1, updatedBy: by });
          return true;
        }),
    },
    keys: {
      list: async () => [...world.keys.keys()],
      readOf: async () => [...world.keys.values()][0] ?? null,
      remove: (arn) => call('delete', () => void world.keys.delete(arn)),
      throwOut: () =>
        call('stop', () => {
          const wasOn = world.broadcasting !== null;
          // An encoder that is thrown out comes back at once, if it may.
          if (![...world.keys.values()].includes(world.broadcasting ?? '')) world.broadcasting = null;
          return wasOn;
        }),
      create: () =>
        call('create', () => {
          if (world.keys.size > 0) throw new Error('one key per channel');
          made += 1;
          const key = `sk_eu-west-1_new_bbbb${made}${made}${made}${made}`;
          world.keys.set(`arn:key-${made}`, key);
          return key;
        }),
      readSignal: async () => world.signal,
    },
  };
  return { world, hand, control };
};
