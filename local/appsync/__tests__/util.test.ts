import { evaluateCode } from '../evaluate.ts';

function run(expression: string, args: object = {}) {
  const code = `import { util, runtime, extensions } from '@aws-appsync/utils';
    import * as ddb from '@aws-appsync/utils/dynamodb';
    export const request = (ctx) => (${expression});`;
  return evaluateCode({
    code,
    context: { arguments: args, info: { fieldName: 'f', parentTypeName: 'T' } },
    handler: 'request',
  });
}
const value = (expression: string, args?: object) => run(expression, args).result;

describe('errors', () => {
  it('end the handler with message, type, data and info', () => {
    expect(run(`util.error('m', 'CONFLICT', { a: 1 }, { version: 2 })`).error).toEqual({
      message: 'm',
      type: 'CONFLICT',
      data: { a: 1 },
      errorInfo: { version: 2 },
    });
  });

  it('stand beside the result when they are appended', () => {
    const { result, outErrors } = run(`[util.appendError('m', 'T'), 1][1]`);
    expect([result, outErrors]).toEqual([1, [{ message: 'm', type: 'T', data: null, errorInfo: null }]]);
  });

  it('of authorization name the field', () => {
    expect(run('util.unauthorized()').error).toMatchObject({
      message: 'Not Authorized to access f on type T',
      type: 'Unauthorized',
    });
  });

  it('of the code itself say where', () => {
    expect(run('ctx.nothing.at.all').error).toMatchObject({ type: 'Code', message: expect.stringContaining('line 3') });
  });

  it('name what the engine does not support', () => {
    expect(run(`util.matches('a', 'bab')`).error?.message).toContain('anchor the pattern');
    expect(run(`util.time.nowFormatted('yyyy')`).error?.message).toContain(
      'util.time.nowFormatted is not supported by the local engine',
    );
    expect(run('extensions.evictFromApiCache()').error?.message).toContain('extensions.evictFromApiCache');
  });
});

describe('a handler', () => {
  it('can return early', () => {
    expect(run(`runtime.earlyReturn({ a: 1 })`)).toMatchObject({ result: { a: 1 } });
  });

  it('leaves its stash and its log', () => {
    const code = `export function request(ctx) { ctx.stash.b = 2; console.log('a', { c: 3 }, 4); return null; }`;
    const { stash, logs } = evaluateCode({ code, context: { stash: { a: 1 } }, handler: 'request' });
    expect([stash, logs]).toEqual([{ a: 1, b: 2 }, ['a {"c":3} 4']]);
  });
});

describe('utilities', () => {
  it.each([
    [`util.urlEncode('a b&ü')`, 'a+b%26%C3%BC'],
    [`util.urlDecode('a+b%26%C3%BC')`, 'a b&ü'],
    [`util.base64Encode('ü')`, 'w7w='],
    [`util.base64Decode('w7w=')`, 'ü'],
    [`util.matches('^a+$', 'aaa')`, true],
    [`util.matches('^a+$', 'aab')`, false],
    [`util.escapeJavaScript("a'b")`, "a\\'b"],
    [`util.str.normalize('e\u0301', 'nfc')`, 'é'],
    [`util.authType()`, 'API Key Authorization'],
    [`util.time.parseISO8601ToEpochMilliSeconds('2026-01-02T03:04:05.678Z')`, Date.UTC(2026, 0, 2, 3, 4, 5, 678)],
    [`util.time.epochMilliSecondsToISO8601(0)`, '1970-01-01T00:00:00.000Z'],
    [`util.time.epochMilliSecondsToSeconds(1999)`, 1],
    [
      `util.dynamodb.toDynamoDB({ a: [1, null, 'x', true] })`,
      { M: { a: { L: [{ N: 1 }, { NULL: null }, { S: 'x' }, { BOOL: true }] } } },
    ],
    [`util.dynamodb.toMapValues({ a: 1 })`, { a: { N: 1 } }],
    [`util.dynamodb.toStringSet(['a'])`, { SS: ['a'] }],
    [`util.dynamodb.toNull()`, { NULL: null }],
  ])('%s', (expression, expected) => {
    expect(value(expression)).toEqual(expected);
  });

  it('make ids and times of the right form', () => {
    expect(value('util.autoId()')).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(value('util.autoUlid()')).toMatch(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/);
    expect(value('util.autoKsuid()')).toMatch(/^[0-9A-Za-z]{27}$/);
    expect(value('util.time.nowISO8601()')).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(
      value(
        '[util.time.nowEpochSeconds() * 1000 <= util.time.nowEpochMilliSeconds(), util.math.randomWithinRange(3, 4)]',
      ),
    ).toEqual([true, 3]);
  });
});

describe('subscription filters', () => {
  it('are made of filter objects: alternatives become groups', () => {
    const filter = `{ room: { eq: 'a' }, or: [{ v: { ge: 1 } }, { w: { in: ['x'] } }], skipped: { eq: 1 } }`;
    const room = { fieldName: 'room', operator: 'eq', value: 'a' };
    const rule = { fieldName: 'r', operator: 'ne', value: 2 };
    expect(value(`util.transform.toSubscriptionFilter(${filter}, ['skipped'], { r: { ne: 2 } })`)).toEqual({
      filterGroup: [
        { filters: [room, { fieldName: 'v', operator: 'ge', value: 1 }, rule] },
        { filters: [room, { fieldName: 'w', operator: 'in', value: ['x'] }, rule] },
      ],
    });
  });

  it.each([
    [`{ filterGroup: [{ filters: [{ fieldName: 'a', operator: 'like', value: 1 }] }] }`, 'unknown operator like'],
    [`{ filterGroup: [{ filters: [{ fieldName: 'a', operator: 'in', value: [1, 2, 3, 4, 5, 6] }] }] }`, 'at most 5'],
    [`{ filterGroup: [{ filters: [1, 2, 3, 4, 5, 6] }] }`, '6 filters'],
    [`{ filterGroup: [] }`, '0 groups'],
  ])('beyond what AppSync takes are refused: %s', (filter, named) => {
    expect(run(`extensions.setSubscriptionFilter(${filter})`).error?.message).toContain(named);
  });
});
