import { argumentsMatch, passes } from '../realtime/filter.ts';

const payload = { n: 5, text: 'abc', yes: true, nothing: null, tags: ['a', 'b'], inner: { deep: 1 } };
const rule = (fieldName: string, operator: string, value: unknown) => ({ fieldName, operator, value });

describe('a filter', () => {
  it.each([
    ['n', 'eq', 5, 6],
    ['n', 'ne', 6, 5],
    ['n', 'le', 5, 4],
    ['n', 'lt', 6, 5],
    ['n', 'ge', 5, 6],
    ['n', 'gt', 4, 5],
    ['n', 'in', [5], [6]],
    ['n', 'notIn', [6], [5]],
    ['n', 'between', [5, 6], [6, 7]],
    ['text', 'contains', 'b', 'x'],
    ['text', 'notContains', 'x', 'b'],
    ['text', 'beginsWith', 'ab', 'bc'],
    ['text', 'gt', 'abb', 'abd'],
    ['tags', 'contains', 'b', 'x'],
    ['tags', 'containsAny', ['x', 'b'], ['x']],
    ['yes', 'eq', true, false],
    ['inner.deep', 'eq', 1, 2],
    ['absent.deep', 'ne', 1, undefined],
  ])('on %s with %s passes for %p and not for %p', (field, operator, holds, fails) => {
    expect(passes({ filterGroup: [{ filters: [rule(field, operator, holds)] }] }, payload)).toBe(true);
    expect(passes({ filterGroup: [{ filters: [rule(field, operator, fails)] }] }, payload)).toBe(false);
  });

  it.each(['le', 'lt', 'ge', 'gt'])('compares nothing with null or another type by %s', (operator) => {
    expect(passes({ filterGroup: [{ filters: [rule('nothing', operator, 0)] }] }, payload)).toBe(false);
    expect(passes({ filterGroup: [{ filters: [rule('text', operator, 0)] }] }, payload)).toBe(false);
  });

  it('passes when all of one group hold, whichever group it is', () => {
    const [yes, no] = [rule('n', 'eq', 5), rule('n', 'eq', 6)];
    expect(passes({ filterGroup: [{ filters: [no] }, { filters: [yes, yes] }] }, payload)).toBe(true);
    expect(passes({ filterGroup: [{ filters: [yes, no] }, { filters: [no, yes] }] }, payload)).toBe(false);
  });
});

describe('arguments', () => {
  it.each([
    [{}, true],
    [{ n: 5, text: 'abc' }, true],
    [{ n: 5, text: 'x' }, false],
    [{ nothing: null }, true],
    [{ absent: null }, true],
    [{ n: null }, false],
    [{ tags: ['a', 'b'] }, true],
    [{ tags: ['a'] }, false],
  ])('%p match: %p', (args, expected) => {
    expect(argumentsMatch(args, payload)).toBe(expected);
  });
});
