import { NotSupported } from '../errors.ts';
import { evaluateCode } from '../evaluate.ts';
import { loadCode } from '../javascript/load-code.ts';

const load = (code: string) => () => loadCode(code, 'Query.it');

describe('code is refused at load, by construct and line, for', () => {
  it.each([
    ['try { f(); } catch (e) { f(); }', 'try'],
    ['throw 1;', 'throw'],
    ['while (x) { f(); }', 'while'],
    ['do { f(); } while (x)', 'do-while'],
    ['for (let i = 0; i < 1; i += 1) { f(); }', 'for (initialization; condition; afterthought)'],
    ['for (const x of y) { continue; }', 'continue'],
    ['here: for (const x of y) { break here; }', 'a labeled statement'],
    ['x++;', 'the operator ++'],
    ['--x;', 'the operator --'],
    ['f(~x);', 'the operator ~'],
    ["f('a' in x);", 'the operator in'],
    ['f(x instanceof y);', 'the operator instanceof'],
    ['f(/a/);', 'a regular expression'],
    ['class A {}', 'class'],
    ['f(class {});', 'class'],
    ['f(this.x);', 'this'],
    ['function* g() {}', 'a generator'],
    ['async function g() {}', 'async'],
    ['f(async () => x);', 'async'],
    ['new Map();', 'new'],
    ['Promise.all([]);', 'the global Promise'],
    ['f(process.env);', 'the global process'],
    ['f(Error.prepareStackTrace);', 'the global Error'],
    ['f(globalThis);', 'the global globalThis'],
    ['f(Date.now());', 'the global Date'],
    ["f(parseInt('1'));", 'the global parseInt'],
    ['f(Symbol.iterator);', 'the global Symbol'],
    ["eval('1');", 'the global eval'],
    ['f(arguments);', 'the global arguments'],
    ['f(10n);', 'a bigint'],
    ["import('x');", 'import()'],
    ['f(import.meta);', 'import.meta'],
    ['debugger;', 'debugger'],
    ['f(() => 1);', 'a function as an argument'],
    ['x.sort((a, b) => a - b);', 'a function as an argument'],
  ])('%s', (statement, construct) => {
    const refusal = load(`export const request = (f, x, y, here) => {\n${statement}\n};`);
    expect(refusal).toThrow(NotSupported);
    expect(refusal).toThrow(`Query.it: line 2: APPSYNC_JS does not support ${construct}`);
  });

  it.each([
    ['export default 1;', 'export default'],
    ["export * from 'x';", 'export *'],
    ["export { x } from 'x';", 'export from'],
    ["import fs from 'node:fs';", 'node:fs'],
    ["import utils from '@aws-appsync/utils';", 'default export'],
    ["import { putt } from '@aws-appsync/utils/dynamodb';", 'putt'],
    ['const a = () => b(); const b = () => a();', 'recursion: a'],
    ['function a() { return a(); }', 'recursion: a'],
    ['export const x = ;', 'not a module'],
    [`export const x = '${'x'.repeat(32_768)}';`, '32768'],
  ])('%p', (code, named) => {
    expect(load(code)).toThrow(NotSupported);
    expect(load(code)).toThrow(named);
  });

  it('everything at once, in order', () => {
    expect(load('const f = () => ~1;\nthrow 2;')).toThrow(/line 1: .*~\nQuery.it: line 2: .*throw$/);
  });
});

/** What an expression in resolver code comes to. */
function value(expression: string, args: object = {}) {
  const code = `import { util } from '@aws-appsync/utils';
    export const request = (ctx) => (${expression});`;
  const { result, error } = evaluateCode({ code, context: { arguments: args }, handler: 'request' });
  return error ? error.message : result;
}

describe('code may use', () => {
  it.each([
    ['[1, 2, 3].map((n) => n * 2).filter((n) => n > 2)', [4, 6]],
    ['[3, 1, 2].sort()', [1, 2, 3]],
    ["[...'ab'].join('-')", 'a-b'],
    ["'Abc'.charAt(1).toUpperCase()", 'B'],
    ["'a-b-b'.replace('b', 'c') + 'a-b-b'.replaceAll('b', 'c')", 'a-c-ba-c-c'],
    ["' x '.trim().concat('y').startsWith('xy')", true],
    ["Object.keys({ a: 1 }).concat(Object.values({ a: 1 })).concat(Object.hasOwn({ a: 1 }, 'a'))", ['a', 1, true]],
    ['Object.assign({}, { a: 1 }, ...[{ b: 2 }])', { a: 1, b: 2 }],
    ['Math.max(1, 2) + Math.floor(1.5) + Math.round(0.5)', 4],
    ['[Number.isNaN(NaN), Number.isFinite(Infinity)]', [true, false]],
    ['JSON.parse(JSON.stringify({ a: [1] }))', { a: [1] }],
    ["JSON.parse('{') === ''", true],
    ['`${1 + 1} ${String.raw`\\n`}`', '2 \\n'],
    ['ctx.args.a?.b ?? void 0 ?? 5', 5],
    ['{ ...ctx.args, typed: typeof ctx.args }', { typed: 'object' }],
  ])('%s', (expression, expected) => {
    expect(value(expression)).toEqual(expected);
  });

  it('for-of, for-in, switch and break', () => {
    const code = `export function request(ctx) {
      let out = '';
      for (const x of ctx.args.list) { switch (x) { case 1: out += 'one'; break; default: out += x; } }
      for (const key in ctx.args) { out += key; break; }
      return out;
    }`;
    const context = { arguments: { list: [1, 2] } };
    expect(evaluateCode({ code, context, handler: 'request' }).result).toBe('one2list');
  });
});

describe('code has no', () => {
  it.each([
    "'a'.charCodeAt(0)",
    "'a'.includes('a')",
    "'a'.padStart(2)",
    "'a'.match('a')",
    '[1].includes(1)',
    '[1].toSorted()',
    '[1].entries()',
    '({}).toString()',
    '({}).hasOwnProperty("a")',
    '(1).toFixed(2)',
    '(() => 1).call()',
    'Object.freeze({})',
    'Object.fromEntries([])',
    'Array.isArray([])',
    'Array.from([])',
    "Number.parseInt('1')",
    'Math.sqrt(4)',
  ])('method %s', (expression) => {
    expect(value(expression)).toMatch(/^Runtime Error: .* is not a function$/);
  });

  it.each([
    ["'a.b'.replace('.', '')", 'Java regular expression'],
    ['[2, 1].sort(1)', 'takes no arguments'],
  ])('%s, which AppSync understands differently', (expression, named) => {
    expect(value(expression)).toMatch(named);
  });
});

describe('code cannot', () => {
  it.each([
    '({})',
    '[]',
    "''",
    '1',
    'true',
    '(() => 1)',
    'ctx',
    'ctx.args',
    'util',
    'util.error',
    'Object',
    'JSON.parse',
  ])('reach a constructor from %s', (expression) => {
    expect(value(`typeof (${expression}).constructor + typeof (${expression}).__proto__`)).toBe('undefinedundefined');
  });

  it.each([
    'util.x = 1',
    'Object.x = 1',
    'util.time.nowISO8601 = 1',
    'Math.max = 1',
    'NaN = 1',
    'Object = 1',
  ])('change what is shared: %s', (assignment) => {
    expect(value(assignment)).toMatch(/Runtime Error: .*(read only|not extensible|Cannot assign)/);
  });

  it('keep anything from one call to the next', () => {
    const code = loadCode('let calls = 0; export const request = () => { calls = calls + 1; return calls; };', 'it');
    const call = () => code.instantiate().request?.({});
    expect([call(), call()]).toEqual([1, 1]);
  });
});
