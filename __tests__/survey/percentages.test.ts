import fc from 'fast-check';
import { percentages } from '#graphql/survey/percentages';

const sumOf = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0);

/** Counts of a single choice that at least one ballot was cast in. */
const shared = fc
  .array(fc.nat({ max: 1_000_000 }), { minLength: 1, maxLength: 12 })
  .filter((counts) => sumOf(counts) > 0);

describe('percentages of a single choice', () => {
  it.each([
    [
      [1, 1, 1],
      [34, 33, 33],
    ],
    [
      [2, 1],
      [67, 33],
    ],
    [
      [1, 6, 1],
      [13, 75, 12],
    ],
    [
      [0, 7, 0],
      [0, 100, 0],
    ],
    [
      [1, 999_999],
      [0, 100],
    ],
  ])('of %j are %j: the largest remainder is raised, the earlier of two alike', (counts, expected) => {
    expect(percentages(counts, sumOf(counts))).toEqual(expected);
  });

  it('always add up to 100', () => {
    fc.assert(fc.property(shared, (counts) => sumOf(percentages(counts, sumOf(counts))) === 100));
  });

  it('are never off by one or more', () => {
    fc.assert(
      fc.property(shared, (counts) => {
        const of = sumOf(counts);
        return percentages(counts, of).every((percent, i) => Math.abs(percent - ((counts[i] ?? 0) * 100) / of) < 1);
      }),
    );
  });

  it('never put who has fewer before who has more', () => {
    fc.assert(
      fc.property(shared, (counts) => {
        const shown = percentages(counts, sumOf(counts));
        return counts.every((count, i) =>
          counts.every((other, j) => count <= other || (shown[i] ?? 0) >= (shown[j] ?? 0)),
        );
      }),
    );
  });

  it('show nothing where nobody was', () => {
    fc.assert(
      fc.property(shared, (counts) => {
        const shown = percentages(counts, sumOf(counts));
        return counts.every((count, i) => count > 0 || shown[i] === 0);
      }),
    );
  });
});

describe('percentages of several choices', () => {
  it('are rounded each by itself, of the ballots', () => {
    expect(percentages([3, 2, 1], 3)).toEqual([100, 67, 33]);
  });

  it('are never off by more than a half where answers overlap', () => {
    const overlapping = fc
      .tuple(fc.integer({ min: 1, max: 1_000_000 }), fc.array(fc.double({ min: 0, max: 1, noNaN: true })))
      .map(([of, shares]) => ({ of, counts: shares.map((share) => Math.round(share * of)) }))
      .filter(({ of, counts }) => sumOf(counts) !== of);
    fc.assert(
      fc.property(overlapping, ({ of, counts }) =>
        percentages(counts, of).every((percent, i) => Math.abs(percent - ((counts[i] ?? 0) * 100) / of) <= 0.5),
      ),
    );
  });
});

it('percentages of nothing are nothing', () => {
  expect(percentages([0, 0], 0)).toEqual([0, 0]);
  expect(percentages([], 0)).toEqual([]);
});
