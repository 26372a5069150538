import { capacityFor } from '../modules/capacity.ts';

describe('What follows from the number of viewers', () => {
  it.each([
    [100, { spread: 30, poll: 5, sessionsPerSecond: 500 }],
    [30_000, { spread: 30, poll: 5, sessionsPerSecond: 2_000 }],
    [100_000, { spread: 100, poll: 5, sessionsPerSecond: 2_000 }],
    [1_000_000, { spread: 1_000, poll: 10, sessionsPerSecond: 2_000 }],
  ])('is this for %d of them', (viewers, capacity) => {
    expect(capacityFor(viewers)).toEqual(capacity);
  });
});
