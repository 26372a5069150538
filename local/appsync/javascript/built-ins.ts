/**
 * Everything of ECMAScript that APPSYNC_JS 1.0.0 offers, as "Supported runtime features" of the AppSync developer guide lists
 * it (https://docs.aws.amazon.com/appsync/latest/devguide/supported-features.html). What is not here does not exist for
 * resolver code: `charCodeAt`, `includes`, `Array.isArray`, `Date`, `Map`, `Number()` … are absent there too.
 */
export const builtIns = {
  /** Properties of the global object. */
  globals: ['NaN', 'Infinity', 'undefined', 'Object', 'String', 'Number', 'Math', 'JSON', 'Array'],

  /** AppSync's own, which need no import. */
  appsyncGlobals: ['util', 'extensions', 'runtime', 'console'],

  /** Methods of the global objects; where a name has no entry its object is offered without any. */
  statics: {
    Object: ['assign', 'entries', 'hasOwn', 'keys', 'values'],
    String: ['raw'],
    Number: ['isFinite', 'isNaN'],
    Math: ['ceil', 'floor', 'max', 'min', 'random', 'round'],
    JSON: ['parse', 'stringify'],
    Array: [],
  },

  /** Methods of values. `length` is always there. */
  methods: {
    Object: [],
    Function: [],
    Number: [],
    Boolean: [],
    String: [
      'charAt',
      'concat',
      'endsWith',
      'indexOf',
      'lastIndexOf',
      'replace',
      'replaceAll',
      'slice',
      'split',
      'startsWith',
      'toLowerCase',
      'toUpperCase',
      'trim',
      'trimEnd',
      'trimStart',
    ],
    Array: [
      'concat',
      'every',
      'fill',
      'filter',
      'find',
      'findIndex',
      'findLast',
      'findLastIndex',
      'flat',
      'flatMap',
      'forEach',
      'indexOf',
      'join',
      'lastIndexOf',
      'map',
      'pop',
      'push',
      'reduce',
      'reduceRight',
      'reverse',
      'shift',
      'slice',
      'some',
      'sort',
      'splice',
      'unshift',
    ],
  },
} as const;

/** The only calls that take a function as an argument (`@aws-appsync/eslint-plugin`, rule no-function-passing). */
export const callbackMethods = new Set([
  'every',
  'filter',
  'find',
  'findIndex',
  'findLast',
  'findLastIndex',
  'flatMap',
  'forEach',
  'map',
  'reduce',
  'reduceRight',
  'some',
]);

/** https://docs.aws.amazon.com/general/latest/gr/appsync.html: characters of one resolver's or function's code. */
export const maxCodeLength = 32_768;
