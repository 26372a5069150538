import { capacityFor } from '../modules/capacity.ts';

describe('What follows from the number of viewers', () => {
  it.each([
    [100, { spread: 30, poll: 5, sessionsPerSecond: 500, gateCopies: 1, sample: 1 }],
    [1_000, { spread: 30, poll: 5, sessionsPerSecond: 500, gateCopies: 1, sample: 1 }],
    [30_000, { spread: 30, poll: 5, sessionsPerSecond: 2_000, gateCopies: 2, sample: 1 / 30 }],
    [100_000, { spread: 100, poll: 5, sessionsPerSecond: 2_000, gateCopies: 4, sample: 0.01 }],
    [1_000_000, { spread: 1_000, poll: 10, sessionsPerSecond: 2_000, gateCopies: 16, sample: 0.001 }],
  ])('is this for %d of them', (viewers, capacity) => {
    expect(capacityFor(viewers)).toEqual(capacity);
  });
});
