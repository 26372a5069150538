import fc from 'fast-check';
import type { Certificate, Survey } from '#graphql/schema.generated';
import {
  ageName,
  type BallotRow,
  choiceName,
  countsOf,
  inTime,
  netName,
  newName,
  resultsOf,
  statusOf,
  sumUp,
  verdictOf,
} from '#graphql/survey/count';

const CLOSED = '2026-11-21T10:01:00.000Z';
const BEFORE = '2026-11-21T10:00:59.999Z';
const AFTER = '2026-11-21T10:01:00.001Z';
const options = ['soba', 'udon'].map((id) => ({ id, label: [{ lang: 'en', value: id }] }));
const survey = { id: 'matsuri.main.lunch', kind: 'SINGLE', options, state: 'OPEN' } as const;
const certificate: Certificate = {
  ballots: 7,
  counts: [
    { option: 'soba', count: 4 },
    { option: 'udon', count: 3 },
  ],
  closedAt: CLOSED,
  countedAt: '2026-11-21T10:02:01.000Z',
  late: 0,
  foreign: 0,
  tokens: [],
  clusters: [],
  digest: '00',
};
const ballot = (more: Partial<BallotRow> = {}): BallotRow => ({ choices: ['soba'], castAt: BEFORE, ...more });
const changedLate = ballot({ choices: ['udon'], castAt: AFTER, prev: { choices: ['soba'] }, prevAt: BEFORE });

describe('what counts of a ballot', () => {
  it.each([
    ['any answer while the survey is not closed', ballot({ castAt: AFTER }), null, ['soba']],
    ['an answer before closing', ballot(), CLOSED, ['soba']],
    ['an answer in the very moment of closing', ballot({ castAt: CLOSED }), CLOSED, ['soba']],
    ['the answer before one that was changed too late', changedLate, CLOSED, ['soba']],
    ['a change in time', { ...changedLate, castAt: CLOSED }, CLOSED, ['udon']],
    ['nothing of an answer after closing', ballot({ castAt: AFTER, prev: null, prevAt: null }), CLOSED, undefined],
    ['nothing where the answer before was too late as well', { ...changedLate, prevAt: AFTER }, CLOSED, undefined],
  ])('is %s', (_, row, closedAt, choices) => {
    expect(inTime(row, closedAt)?.choices).toEqual(choices);
  });

  it('is the text with it', () => {
    expect(inTime(ballot({ choices: [], text: 'odori' }), CLOSED)).toEqual({ choices: [], text: 'odori' });
  });
});

describe('the verdict on a ballot', () => {
  it.each([
    ['COUNTED', ballot(), CLOSED],
    ['COUNTED', ballot({ castAt: AFTER }), null],
    ['AS_BEFORE', changedLate, CLOSED],
    ['LATE', ballot({ castAt: AFTER }), CLOSED],
    ['FOREIGN', ballot({ choices: ['ramen'] }), CLOSED],
    ['FOREIGN', ballot({ choices: ['soba', 'ramen'] }), null],
    ['FOREIGN', { ...changedLate, prev: { choices: ['ramen'] } }, CLOSED],
    ['LATE', ballot({ choices: ['ramen'], castAt: AFTER }), CLOSED],
  ])('is %s of %j closed at %s', (verdict, row, closedAt) => {
    const given = verdictOf(row, ['soba', 'udon'], closedAt);
    expect(given.verdict).toBe(verdict);
    expect(given.counted === null).toBe(verdict === 'LATE' || verdict === 'FOREIGN');
  });

  it('counts an answer that was given in time whatever was said later', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('soba', 'udon', 'ramen'), { maxLength: 3 }), (choices) => {
        const { verdict, counted } = verdictOf({ ...changedLate, choices }, ['soba', 'udon'], CLOSED);
        return verdict === 'AS_BEFORE' && counted?.choices[0] === 'soba';
      }),
    );
  });
});

describe('a sum of tally rows', () => {
  const name = fc.constantFrom('ballots', 'late', choiceName('soba'), ageName('AFTER'), netName('5f'), newName('5f'));
  const row = fc.dictionary(name, fc.integer({ min: -50, max: 5_000 }), { maxKeys: 6 });

  it('has of each name what its rows have together, in whatever order', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 5 }), (rows) => {
        const sum = sumUp(rows);
        const names = new Set(rows.flatMap((each) => Object.keys(each)));
        for (const each of names) expect(sum[each]).toBe(rows.reduce((all, one) => all + (one[each] ?? 0), 0));
        expect(Object.keys(sum).toSorted()).toEqual([...names].toSorted());
        expect(sumUp(rows.toReversed())).toEqual(sum);
      }),
    );
  });

  it('leaves out keys, sequence numbers and marks', () => {
    const marked = { pk: 'STAGE#a', sk: 'TALLY#b', lastSeq: '1'.padStart(40, '0'), degraded: true, at: CLOSED };
    expect(sumUp([{ ...marked, ballots: 2 }, marked])).toEqual({ ballots: 2 });
  });

  it('keeps an option apart that is called like a number of its own', () => {
    const numbers = sumUp([{ ballots: 5, [choiceName('ballots')]: 3, [choiceName('late')]: 2 }]);
    const named = { kind: 'SINGLE', options: ['ballots', 'late'].map((id) => ({ id, label: [] })) } as const;
    expect(countsOf(named, numbers).map(({ count }) => count)).toEqual([3, 2]);
  });
});

describe('results', () => {
  const numbers = { ballots: 3, [choiceName('udon')]: 3 };

  it('have each option in its order, chosen or not', () => {
    expect(resultsOf(survey, numbers, true).counts).toEqual([
      { option: 'soba', count: 0 },
      { option: 'udon', count: 3 },
    ]);
  });

  it('have all five of a rating, of which few have words', () => {
    const rating: Pick<Survey, 'kind' | 'options'> = { kind: 'RATING', options: [{ id: '5', label: [] }] };
    expect(countsOf(rating, { [choiceName('4')]: 2 }).map(({ option, count }) => `${option}:${count}`)).toEqual([
      '1:0',
      '2:0',
      '3:0',
      '4:2',
      '5:0',
    ]);
  });

  it('have the number of ballots and nothing else where they are hidden', () => {
    const hidden = { survey: survey.id, status: 'SO_FAR', ballots: 3, counts: null, answers: null };
    expect(resultsOf(survey, numbers, false)).toEqual(hidden);
  });

  it('are what is certified, once that is', () => {
    const results = resultsOf({ ...survey, state: 'CLOSED', certificate }, numbers, true);
    expect(results).toMatchObject({ status: 'FINAL', ballots: 7, counts: certificate.counts });
    expect(resultsOf({ ...survey, state: 'CLOSED', certificate }, numbers, false).counts).toBeNull();
  });

  it.each([
    ['SO_FAR', 'OPEN', null],
    ['PROVISIONAL', 'CLOSED', null],
    ['PROVISIONAL', 'ENDED', null],
    ['FINAL', 'CLOSED', certificate],
    ['FINAL', 'ENDED', certificate],
  ] as const)('are %s of a survey that is %s', (status, state, certified) => {
    expect(statusOf({ state, certificate: certified })).toBe(status);
  });
});
