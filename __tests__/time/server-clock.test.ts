import { makeServerClock } from '../../spa/src/time/server-clock.ts';

const DEVICE = 1_000_000;

describe('the server’s clock', () => {
  it('is the device’s until the server says otherwise', () => {
    expect(makeServerClock(() => DEVICE).now()).toBe(DEVICE);
  });

  it('sets a device right whose clock is wrong, taking half of the way there and back', () => {
    const clock = makeServerClock(() => DEVICE);
    clock.heard(DEVICE + 120_000, DEVICE - 400, DEVICE);
    expect(clock.now()).toBe(DEVICE + 120_200);
  });

  it('does not jump for what headers in whole seconds cannot tell', () => {
    const clock = makeServerClock(() => DEVICE);
    clock.heard(DEVICE + 1_400, DEVICE, DEVICE);
    expect(clock.now()).toBe(DEVICE);
  });

  it('is never earlier than what the server has done', () => {
    const clock = makeServerClock(() => DEVICE);
    clock.atLeast(DEVICE + 700);
    clock.atLeast(DEVICE + 300);
    expect(clock.now()).toBe(DEVICE + 700);
  });
});
