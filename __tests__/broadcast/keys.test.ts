import { copyKey } from '../../lambdas/broadcast/copy-key.ts';
import { readBroadcast } from '../../lambdas/broadcast/read-broadcast.ts';
import { replaceKey } from '../../lambdas/broadcast/replace-key.ts';
import { aStage, HANA, makeWorld, NOW, source } from './memory-keys.ts';

const NONE = { code: 'CHANNEL_NOT_FOUND' };

describe('what an encoder needs', () => {
  it('is told with four characters of the key, and with who had it', async () => {
    const { world, hand } = makeWorld();
    world.acts = { copied: { at: NOW, by: HANA } };
    const told = await readBroadcast('c1', hand);
    expect(told).toEqual({
      channel: 'c1',
      type: 'STANDARD',
      server: 'rtmps://abc.global-contribute.live-video.net:443/app/',
      keyEnds: '1111',
      copied: { at: NOW, by: HANA },
      replaced: null,
      signal: null,
    });
    expect(JSON.stringify(told)).not.toContain('sk_');
  });

  it('is told without a key while there is none', async () => {
    const { world, hand } = makeWorld();
    world.keys.clear();
    expect(await readBroadcast('c1', hand)).toMatchObject({ keyEnds: null });
  });

  it('is nothing for a channel that there is not', async () => {
    await expect(readBroadcast('c9', makeWorld().hand)).rejects.toMatchObject(NONE);
  });
});

describe('a stream key', () => {
  it('is given out after that was stored', async () => {
    const { world, hand } = makeWorld();
    expect(await copyKey('c1', HANA, hand)).toEqual({
      channel: 'c1',
      server: 'rtmps://abc.global-contribute.live-video.net:443/app/',
      key: 'sk_eu-west-1_one_aaaa1111',
    });
    expect(world.acts).toEqual({ copied: { at: NOW, by: HANA } });
  });

  it('is not given out when that cannot be stored', async () => {
    const { hand, control } = makeWorld();
    control.before = () => {
      throw new Error('throttled');
    };
    await expect(copyKey('c1', HANA, hand)).rejects.toThrow('throttled');
  });

  it('that there is not is neither given out nor stored', async () => {
    const { world, hand } = makeWorld();
    world.keys.clear();
    await expect(copyKey('c1', HANA, hand)).rejects.toMatchObject({ code: 'STREAM_KEY_MISSING' });
    await expect(copyKey('c9', HANA, hand)).rejects.toMatchObject(NONE);
    expect(world.log).toEqual([]);
  });
});

describe('replacing a stream key', () => {
  const intruded = (...stages: Parameters<typeof makeWorld>) => {
    const all = makeWorld(...stages);
    all.world.broadcasting = 'sk_eu-west-1_one_aaaa1111';
    return all;
  };

  it('lowers the curtain, makes the key void, throws out, makes another: in this order, noted first and last', async () => {
    const { world, hand } = intruded(aStage('matsuri.main'));
    expect(await replaceKey('c1', HANA, hand)).toEqual({
      channel: 'c1',
      keyEnds: '2222',
      lowered: ['matsuri.main'],
      cut: true,
    });
    expect(world.log).toEqual([
      `REPLACING by ${HANA}`,
      'lower matsuri.main',
      'delete',
      'stop',
      'create',
      `REPLACED by ${HANA}`,
    ]);
    expect(world.stages.get('matsuri.main')).toMatchObject({ curtain: 'DOWN', version: 4, updatedBy: HANA });
    expect(world.broadcasting).toBeNull();
  });

  it('lowers the curtains of those stages alone that give the picture out', async () => {
    const { world, hand } = intruded(
      aStage('matsuri.voice', { sources: [source('FLOOR', 'c2'), source('LANGUAGE', 'c1')] }),
      aStage('matsuri.spare', { sources: [source('FLOOR', 'c2'), source('SPARE', 'c1')] }),
      aStage('matsuri.other', { sources: [source('FLOOR', 'c2')] }),
      aStage('matsuri.down', { curtain: 'DOWN' }),
      aStage('matsuri.bare', { sources: null }),
    );
    expect(await replaceKey('c1', HANA, hand)).toMatchObject({ lowered: ['matsuri.voice'] });
    expect(world.log.filter((each) => each.startsWith('lower'))).toEqual(['lower matsuri.voice']);
  });

  it('lowers a curtain also when somebody acts on the stage at the same moment', async () => {
    const { world, hand, control } = intruded(aStage('matsuri.main'));
    let races = 2;
    control.before = (name) => {
      const stage = world.stages.get('matsuri.main')!;
      if (name.startsWith('lower') && races-- > 0) world.stages.set(stage.id, { ...stage, version: stage.version + 1 });
    };
    expect(await replaceKey('c1', HANA, hand)).toMatchObject({ lowered: ['matsuri.main'] });
    expect(world.stages.get('matsuri.main')).toMatchObject({ curtain: 'DOWN', version: 6 });
  });

  it('leaves a stage alone that was moved to another picture at the same moment', async () => {
    const { world, hand, control } = intruded(aStage('matsuri.main'));
    control.before = (name) => {
      if (name.startsWith('lower'))
        world.stages.set('matsuri.main', aStage('matsuri.main', { version: 4, sources: [source('FLOOR', 'c2')] }));
    };
    expect(await replaceKey('c1', HANA, hand)).toMatchObject({ lowered: [] });
    expect(world.stages.get('matsuri.main')?.curtain).toBe('UP');
  });

  it('throws the intruder out though a curtain does not come down, lowers the others, and fails', async () => {
    const { world, hand, control } = intruded(aStage('matsuri.main'), aStage('matsuri.side'));
    control.before = (name) => {
      if (name === 'lower matsuri.main') throw new Error('throttled');
    };
    await expect(replaceKey('c1', HANA, hand)).rejects.toThrow('throttled');
    expect(world.broadcasting).toBeNull();
    expect([...world.keys.values()]).toEqual(['sk_eu-west-1_new_bbbb2222']);
    expect(world.stages.get('matsuri.side')?.curtain).toBe('DOWN');
  });

  it.each([
    `REPLACING by ${HANA}`,
    'lower matsuri.main',
    'delete',
    'stop',
    'create',
    `REPLACED by ${HANA}`,
  ])('is finished when asked again after it was killed at: %s', async (at) => {
    const { world, hand, control } = intruded(aStage('matsuri.main'));
    const old = world.broadcasting;
    control.before = (name) => {
      if (name === at) throw new Error('killed');
    };
    await expect(replaceKey('c1', HANA, hand)).rejects.toThrow('killed');
    control.before = () => undefined;
    await replaceKey('c1', HANA, hand);
    expect([...world.keys.values()]).toHaveLength(1);
    expect([...world.keys.values()]).not.toContain(old);
    expect(world).toMatchObject({ broadcasting: null, acts: { replaced: { at: NOW, by: HANA } } });
    expect(world.stages.get('matsuri.main')?.curtain).toBe('DOWN');
  });

  it('asked twice replaces twice, and forgets who had the key before', async () => {
    const { hand } = intruded();
    await copyKey('c1', HANA, hand);
    await replaceKey('c1', HANA, hand);
    const again = await replaceKey('c1', HANA, hand);
    expect(again).toMatchObject({ keyEnds: '3333', lowered: [], cut: false });
    expect(await readBroadcast('c1', hand)).toMatchObject({ keyEnds: '3333', copied: null, replaced: { by: HANA } });
  });
});
