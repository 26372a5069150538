import { filterFrom } from '../../../local/engines/filter-criteria.ts';

const record = {
  eventName: 'MODIFY',
  dynamodb: { Keys: { sk: { S: 'SESSION#a' } }, NewImage: { n: { N: '5' }, roles: { L: ['a'] }, gone: null } },
  body: { size: 7, tags: ['x', 'y'] },
};
const matches = (pattern: object) => filterFrom([JSON.stringify(pattern)])(record);
const sk = (...alternatives: unknown[]) => ({ dynamodb: { Keys: { sk: { S: alternatives } } } });

describe('a filter', () => {
  it.each<[string, object, boolean]>([
    ['takes an exact value', { eventName: ['INSERT', 'MODIFY'] }, true],
    ['refuses another value', { eventName: ['INSERT'] }, false],
    ['wants all of its fields', { eventName: ['MODIFY'], ...sk('other') }, false],
    ['takes a prefix', sk({ prefix: 'SESSION#' }), true],
    ['refuses another prefix', sk({ prefix: 'EVENT' }), false],
    ['takes a suffix', sk({ suffix: '#a' }), true],
    ['ignores case where asked to', sk({ 'equals-ignore-case': 'session#A' }), true],
    ['takes anything but one value', sk({ 'anything-but': 'LIVE' }), true],
    ['takes anything but a list', sk({ 'anything-but': ['LIVE', 'SESSION#a'] }), false],
    ['takes anything but a prefix', sk({ 'anything-but': { prefix: 'SESSION#' } }), false],
    ['takes anything but several prefixes', sk({ 'anything-but': { prefix: ['LIVE', 'DESK'] } }), true],
    [
      'finds no "anything but" where there is nothing',
      { dynamodb: { OldImage: { a: { S: [{ 'anything-but': 'x' }] } } } },
      false,
    ],
    ['takes what exists', sk({ exists: true }), true],
    ['takes what does not exist', { userIdentity: { type: [{ exists: false }] } }, true],
    ['knows leaves only as existing', { dynamodb: { Keys: [{ exists: true }] } }, false],
    ['takes null', { dynamodb: { NewImage: { gone: [null] } } }, true],
    ['takes a number in a range', { body: { size: [{ numeric: ['>', 5, '<=', 7] }] } }, true],
    ['refuses a number out of the range', { body: { size: [{ numeric: ['<', 7] }] } }, false],
    ['takes one item of a list', { body: { tags: ['y'] } }, true],
    ['takes one of several patterns', { $or: [{ eventName: ['REMOVE'] }, { body: { size: [7] } }] }, true],
  ])('%s', (_, pattern, expected) => expect(matches(pattern)).toBe(expected));

  it('lets everything through where there is no pattern, and what one of several patterns takes', () => {
    expect(filterFrom([])(record)).toBe(true);
    expect(filterFrom(['{"eventName":["INSERT"]}', '{"eventName":["MODIFY"]}'])(record)).toBe(true);
  });

  it.each<[string, object, string]>([
    [
      'an operator that it does not know',
      sk({ wildcard: 'a*' }),
      '$.dynamodb.Keys.sk.S: {"wildcard":"a*"} is no known operator',
    ],
    ['a value that is no list', { eventName: 'MODIFY' }, "$.eventName: a pattern's values are lists"],
    [
      'a number compared in DynamoDB, which never matches',
      { dynamodb: { NewImage: { n: { N: [{ numeric: ['>', 1] }] } } } },
      'never matches',
    ],
  ])('refuses %s', (_, pattern, message) => expect(() => filterFrom([JSON.stringify(pattern)])).toThrow(message));
});
