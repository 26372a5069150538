import { makeLateChannel } from '../../spa/src/live/link.ts';
import { settle } from './fake-time.ts';

function setUp() {
  const acts: string[] = [];
  const act = (name: string) => () => void acts.push(name);
  const channel = { start: act('start'), stop: act('stop'), lost: act('lost'), wake: act('wake') };
  return { acts, channel };
}

describe('a channel whose code comes later', () => {
  it('is fetched once, when it is first started, and then started', async () => {
    const { acts, channel } = setUp();
    let loads = 0;
    const late = makeLateChannel(async () => {
      loads += 1;
      return channel;
    });
    late.wake();
    expect(loads).toBe(0);
    late.start();
    late.start();
    await settle();
    expect([loads, acts]).toEqual([1, ['start']]);
    late.wake();
    late.lost();
    expect(acts).toEqual(['start', 'wake', 'lost']);
  });

  it('is not started where it was stopped meanwhile', async () => {
    const { acts, channel } = setUp();
    const late = makeLateChannel(async () => channel);
    late.start();
    late.stop();
    await settle();
    expect(acts).toEqual([]);
  });

  it('is fetched again where that failed', async () => {
    const { acts, channel } = setUp();
    let loads = 0;
    const late = makeLateChannel(async () => {
      loads += 1;
      if (loads === 1) throw new Error('no network');
      return channel;
    });
    late.start();
    await settle();
    late.start();
    await settle();
    expect(acts).toEqual(['start']);
  });
});
