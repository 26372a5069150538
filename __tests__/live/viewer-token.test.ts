import { makeViewerToken, type PostSession } from '../../spa/src/live/viewer-token.ts';
import { makeServerClock } from '../../spa/src/time/server-clock.ts';
import { makeFakeTime } from './fake-time.ts';

const HOUR = 3_600_000;

/** An issuer whose clock is `ahead` of the device's. */
function setUp(ahead = 0) {
  const time = makeFakeTime();
  const kept = new Map<string, string>();
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
  const presented: (string | null)[] = [];
  const refusals: { status: number; body: unknown }[] = [];
  const post: PostSession = async (_event, old) => {
    presented.push(old);
    const at = time.now();
    const issued = {
      token: `token-${presented.length}`,
      expiresAt: Math.floor((at + ahead + HOUR) / 1000),
      serverTime: new Date(at + ahead).toISOString(),
    };
    return { ...(refusals.shift() ?? { status: 200, body: issued }), sentAt: at, receivedAt: at };
  };
  const make = () => {
    const clock = makeServerClock(time.now);
    return makeViewerToken({ event: 'e', post, storage, timers: time, clock });
  };
  return { time, kept, presented, refusals, make, token: make() };
}

describe('a viewer’s token', () => {
  it('is asked for once, and kept for the next connection and the next page', async () => {
    const { token, make, presented } = setUp();
    const answers = await Promise.all([token(), token()]);
    expect(answers.map((answer) => answer.token)).toEqual(['token-1', 'token-1']);
    expect((await make()()).token).toBe('token-1');
    expect(presented).toEqual([null]);
  });

  it('is renewed well before its end by presenting the old one, so that the viewer stays the same', async () => {
    const { token, time, presented } = setUp();
    await token();
    await time.pass(HOUR - 600_001);
    expect((await token()).token).toBe('token-1');
    await time.pass(1_000);
    expect((await token()).token).toBe('token-2');
    expect(presented).toEqual([null, 'token-1']);
  });

  it('ends when the server says, whatever this device takes for the time', async () => {
    const { token, time, presented } = setUp(-7_200_000);
    expect((await token()).expiresAt).toBe(time.now() + HOUR);
    await token();
    expect(presented).toHaveLength(1);
  });

  it('begins anew where the old one is not taken', async () => {
    const { token, time, presented, refusals } = setUp();
    await token();
    await time.pass(HOUR);
    refusals.push({ status: 401, body: { error: 'NOT_ADMITTED' } });
    expect((await token()).token).toBe('token-3');
    expect(presented).toEqual([null, 'token-1', null]);
  });

  it('rejects with the issuer’s code, and asks again the next time', async () => {
    const { token, refusals } = setUp();
    refusals.push({ status: 404, body: { error: 'EVENT_NOT_OPEN' } }, { status: 502, body: null });
    await expect(token()).rejects.toThrow('EVENT_NOT_OPEN');
    await expect(token()).rejects.toThrow('session');
    expect((await token()).token).toBe('token-3');
  });
});
