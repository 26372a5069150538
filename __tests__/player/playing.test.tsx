import { settle } from '../live/fake-time.ts';
import { makeStorage } from './fake-player.tsx';
import { english, floor, loads, makePage } from './playing-set-up.tsx';

describe('where the picture comes from', () => {
  it('is what the stage gives out, without sound at first', async () => {
    const page = makePage();
    await page.give(floor);
    expect(page.view()).toMatchObject({ place: 'here', source: { id: 'floor' }, muted: true });
    expect(page.players.last.told).toEqual([
      'volume 1',
      'muted true',
      'ceiling null',
      'quality null',
      `load ${floor.url}`,
    ]);
  });

  it('plays on while its address stays the same', async () => {
    const page = makePage();
    await page.give(floor);
    await page.give({ ...floor, label: [{ lang: 'en', value: 'Floor' }] }, english);
    expect(loads(page)).toEqual([floor.url]);
  });

  it('moves to another address in the same player', async () => {
    const page = makePage();
    await page.give(floor);
    page.plays();
    await page.give({ ...floor, url: 'https://ivs.test/spare.m3u8' });
    expect(page.players.all).toHaveLength(1);
    expect(loads(page)).toEqual([floor.url, 'https://ivs.test/spare.m3u8']);
  });

  it('is gone at once when the stage gives nothing out, and comes back', async () => {
    const page = makePage();
    await page.give(floor);
    page.plays();
    page.playing.give([]);
    expect(page.players.last.told.at(-1)).toBe('destroy');
    expect(page.view()).toMatchObject({ place: 'none', element: null, source: null });
    await page.time.pass(60_000);
    expect(page.players.all).toHaveLength(1);
    await page.give(floor);
    expect(page.view().place).toBe('here');
    expect(page.players.all).toHaveLength(2);
  });

  it('never opens for a curtain that fell while the player was on its way', async () => {
    const page = makePage();
    const release = page.players.hold();
    await page.give(floor);
    await page.give();
    release();
    await settle();
    expect(page.players.last.told).toEqual(['destroy']);
    expect(page.view().element).toBeNull();
  });

  it('stays still for a viewer who paused, until they play the new address', async () => {
    const page = makePage();
    await page.give(floor);
    page.plays();
    page.players.last.listener.changed({ phase: 'paused' });
    await page.give(english);
    expect(loads(page)).toEqual([floor.url]);
    page.playing.play();
    await settle();
    expect(loads(page)).toEqual([floor.url, english.url]);
  });

  it('hands on the texts that come with it, of its own player alone', async () => {
    const page = makePage();
    await page.give(floor);
    const { listener } = page.players.last;
    listener.cue('a frame');
    await page.give();
    listener.cue('late');
    expect(page.cues).toEqual(['a frame']);
  });
});

describe('what a viewer chooses', () => {
  it('is remembered: source, volume, sound, saving', async () => {
    const storage = makeStorage();
    const first = makePage({ storage });
    await first.give(floor, english);
    first.playing.chooseSource('en');
    first.playing.setVolume(0.4);
    first.playing.setMuted(false);
    first.playing.saveData();
    first.playing.stop();
    const second = makePage({ storage });
    await second.give(floor, english);
    expect(second.players.last.told).toEqual([
      'volume 0.4',
      'muted false',
      'ceiling 480',
      'quality null',
      `load ${english.url}`,
    ]);
  });

  it('falls back to the first source while the chosen one is away', async () => {
    const page = makePage();
    await page.give(floor, english);
    page.playing.chooseSource('en');
    await page.give(floor);
    expect(page.view().source?.id).toBe('floor');
    await page.give(floor, english);
    expect(page.view().source?.id).toBe('en');
  });

  it('saves data where the device does', async () => {
    const page = makePage({ savesData: true });
    await page.give(floor);
    expect(page.players.last.told).toContain('ceiling 480');
  });

  it('is one rendition, which ends the saving', async () => {
    const page = makePage({ savesData: true });
    await page.give(floor);
    page.playing.setQuality('720p');
    expect(page.players.last.told.slice(-2)).toEqual(['ceiling null', 'quality 720p']);
    expect(page.view()).toMatchObject({ quality: '720p', choices: { saveData: false } });
  });

  it('is no picture, which loads nothing, on the next page either', async () => {
    const storage = makeStorage();
    const page = makePage({ storage });
    await page.give(floor);
    page.playing.setTextOnly(true);
    expect(page.players.last.told.at(-1)).toBe('destroy');
    expect(page.view().place).toBe('text');
    const next = makePage({ storage });
    await next.give(floor);
    expect(next.players.all).toEqual([]);
    next.playing.setTextOnly(false);
    await settle();
    expect(next.view().place).toBe('here');
  });

  it('plays without sound where the browser refuses it, and remembers no such choice', async () => {
    const storage = makeStorage();
    const page = makePage({ storage });
    await page.give(floor);
    page.playing.setMuted(false);
    page.players.last.listener.silenced();
    expect(page.view()).toMatchObject({ muted: true, choices: { sound: 'on' } });
  });
});

describe('the live edge', () => {
  it('is left behind by a pause, and found again by loading', async () => {
    const page = makePage();
    await page.give(floor);
    page.plays();
    expect(page.view().behind).toBe(0);
    page.players.last.listener.changed({ phase: 'paused' });
    await page.time.pass(9_000);
    expect(page.view().behind).toBe(9);
    page.playing.again();
    expect(loads(page)).toEqual([floor.url, floor.url]);
    expect(page.view().behind).toBe(0);
  });

  it('is where the player says it is', async () => {
    const page = makePage();
    await page.give(floor);
    page.players.last.latencyIs = 18.2;
    page.plays();
    expect(page.view().behind).toBe(18);
    expect(page.playing.latency()).toBe(18.2);
  });
});
