import fc from 'fast-check';
import { ratingOf } from '#graphql/survey/rating';

const RATINGS = ['1', '2', '3', '4', '5'];
const countsOf = (counts: number[]) => RATINGS.map((option, i) => ({ option, count: counts[i] ?? 0 }));
const fiveCounts = fc.array(fc.nat({ max: 200 }), { minLength: 5, maxLength: 5 });

describe('a rating', () => {
  it('has no average without ballots', () => {
    expect(ratingOf(countsOf([0, 0, 0, 0, 0]))).toBeNull();
    expect(ratingOf([])).toBeNull();
  });

  it('has the mean of its ballots and how far they lie from it', () => {
    expect(ratingOf(countsOf([1, 0, 0, 0, 1]))).toEqual({ average: 3, spread: 2 });
    expect(ratingOf(countsOf([0, 0, 0, 7, 0]))).toEqual({ average: 4, spread: 0 });
  });

  it('is what one gets from the ballots one by one', () => {
    fc.assert(
      fc.property(fiveCounts, (counts) => {
        const ballots = counts.flatMap((count, i) => Array<number>(count).fill(i + 1));
        fc.pre(ballots.length > 0);
        const mean = ballots.reduce((sum, stars) => sum + stars, 0) / ballots.length;
        const variance = ballots.reduce((sum, stars) => sum + (stars - mean) ** 2, 0) / ballots.length;
        const rating = ratingOf(countsOf(counts));
        expect(rating?.average).toBeCloseTo(mean, 9);
        expect(rating?.spread).toBeCloseTo(Math.sqrt(variance), 9);
      }),
    );
  });

  it('stays between the fewest and the most stars, and spreads over half of them at most', () => {
    fc.assert(
      fc.property(fiveCounts, (counts) => {
        const rating = ratingOf(countsOf(counts));
        return (
          rating === null || (rating.average >= 1 && rating.average <= 5 && rating.spread >= 0 && rating.spread <= 2)
        );
      }),
    );
  });
});
