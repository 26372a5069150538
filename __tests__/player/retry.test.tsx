import { type Fault, Unsupported } from '../../spa/src/player/player.ts';
import { floor, loads, makePage } from './playing-set-up.tsx';

const LONG = 3_600_000;

describe('a picture that fails', () => {
  it.each<[Fault, string]>([
    ['offline', 'notStarted'],
    ['refused', 'missing'],
    ['full', 'overCapacity'],
    ['unsupported', 'unsupported'],
    ['unreachable', 'unreachable'],
  ])('%s is told as %s', async (fault, trouble) => {
    const page = makePage();
    await page.give(floor);
    page.players.last.listener.changed({ phase: 'failed', fault });
    expect(page.view().trouble).toBe(trouble);
  });

  it('has ended where it was seen before', async () => {
    const page = makePage();
    await page.give(floor);
    page.plays();
    page.players.last.listener.changed({ phase: 'failed', fault: 'offline' });
    expect(page.view().trouble).toBe('ended');
  });

  it('is tried again later and later, for ever, and says why until it plays', async () => {
    const page = makePage();
    page.time.chance(1);
    await page.give(floor);
    const waits: number[] = [];
    for (let attempt = 0; attempt < 7; attempt += 1) {
      page.players.last.listener.changed({ phase: 'failed', fault: 'offline' });
      const before = loads(page).length;
      let waited = 0;
      for (; loads(page).length === before; waited += 1_000) await page.time.pass(1_000);
      waits.push(waited / 1_000);
      expect(page.view().trouble).toBe('notStarted');
    }
    expect(waits).toEqual([2, 3, 5, 9, 17, 31, 31]);
    page.plays();
    expect(page.view().trouble).toBeNull();
    page.players.last.listener.changed({ phase: 'failed', fault: 'unreachable' });
    const before = loads(page).length;
    await page.time.pass(2_000);
    expect(loads(page)).toHaveLength(before + 1);
  });

  it('is never tried again where the browser cannot play it', async () => {
    const page = makePage();
    page.players.refuse(new Unsupported('no HLS'));
    await page.give(floor);
    await page.time.pass(LONG);
    expect(page.view().trouble).toBe('unsupported');
    expect(page.players.all).toEqual([]);
  });

  it('is tried at once where the viewer asks for it', async () => {
    const page = makePage();
    await page.give(floor);
    page.players.last.listener.changed({ phase: 'failed', fault: 'unreachable' });
    page.playing.again();
    expect(loads(page)).toHaveLength(2);
    expect(page.view().trouble).toBeNull();
  });

  it('is left alone where it comes back before the next try', async () => {
    const page = makePage();
    await page.give(floor);
    page.players.last.listener.changed({ phase: 'ended' });
    page.plays();
    await page.time.pass(60_000);
    expect(loads(page)).toHaveLength(1);
  });

  it('is not tried behind a curtain', async () => {
    const page = makePage();
    await page.give(floor);
    page.players.last.listener.changed({ phase: 'failed', fault: 'unreachable' });
    await page.give();
    await page.time.pass(LONG);
    expect(loads(page)).toHaveLength(1);
    expect(page.view().trouble).toBeNull();
  });
});

describe('a player that hangs', () => {
  it('is replaced when nothing was heard of it for twenty seconds', async () => {
    const page = makePage();
    await page.give(floor);
    await page.time.pass(19_000);
    expect(page.view().trouble).toBeNull();
    await page.time.pass(1_000);
    expect(page.view().trouble).toBe('slowStart');
    expect(page.players.last.told.at(-1)).toBe('destroy');
    await page.time.pass(2_000);
    expect(page.players.all).toHaveLength(2);
  });

  it('is left alone once its stream is there', async () => {
    const page = makePage();
    await page.give(floor);
    page.players.last.listener.changed({ phase: 'starting' });
    await page.time.pass(LONG);
    expect(page.view().trouble).toBeNull();
  });

  it('is told to load again when the picture stands still for long', async () => {
    const page = makePage();
    await page.give(floor);
    page.plays();
    page.players.last.listener.changed({ phase: 'stalled' });
    await page.time.pass(20_000);
    expect(page.view().trouble).toBe('ended');
    await page.time.pass(2_000);
    expect(loads(page)).toHaveLength(2);
  });

  it('goes on where the picture returns before that', async () => {
    const page = makePage();
    await page.give(floor);
    page.plays();
    page.players.last.listener.changed({ phase: 'stalled' });
    await page.time.pass(19_000);
    page.plays();
    await page.time.pass(60_000);
    expect(loads(page)).toHaveLength(1);
  });
});
