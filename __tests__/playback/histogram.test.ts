import * as fc from 'fast-check';
import { quantile, stepOf } from '#graphql/playback/histogram';

const BOUNDS = [100, 200, 400, 800];

describe('a histogram', () => {
  it.each([
    [0, 0],
    [100, 0],
    [101, 1],
    [800, 3],
    [801, 4],
    [1_000_000, 4],
  ])('has %d in its step %d', (value, step) => {
    expect(stepOf(BOUNDS, value)).toBe(step);
  });

  it('knows nothing of nothing', () => {
    expect(quantile(BOUNDS, [0, 0, 0, 0, 0], 0.5)).toBeNull();
  });

  it('estimates within a step, and says the last bound of what lies beyond it', () => {
    expect(quantile(BOUNDS, [0, 4, 0, 0, 0], 0.5)).toBe(150);
    expect(quantile(BOUNDS, [2, 0, 2, 0, 0], 0.95)).toBe(380);
    expect(quantile(BOUNDS, [0, 0, 0, 0, 7], 0.5)).toBe(800);
  });

  it('is never further from the true value than that value’s step', () => {
    const values = fc.array(fc.integer({ min: 0, max: 799 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(values, fc.constantFrom(0.5, 0.95), (all, share) => {
        const counts = [...BOUNDS, 0].map(
          (_bound, step) => all.filter((value) => stepOf(BOUNDS, value) === step).length,
        );
        const estimate = quantile(BOUNDS, counts, share) ?? Number.NaN;
        const truth = all.toSorted((a, b) => a - b)[Math.ceil(share * all.length) - 1] ?? Number.NaN;
        const step = stepOf(BOUNDS, truth);
        expect(estimate).toBeGreaterThanOrEqual(BOUNDS[step - 1] ?? 0);
        expect(estimate).toBeLessThanOrEqual(BOUNDS[step] ?? Number.NaN);
      }),
    );
  });
});
