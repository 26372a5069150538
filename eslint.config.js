// What Biome cannot see: whether resolver code is legal in APPSYNC_JS, and whether components are reactive.
import appsync from '@aws-appsync/eslint-plugin';
import * as parser from '@typescript-eslint/parser';
import solid from 'eslint-plugin-solid/configs/typescript';
import { builtIns } from './local/appsync/javascript/built-ins.ts';

/** Files under graphql/ that no resolver reaches (dependency-cruiser holds that): they run in Lambda, on the page, in the importer. */
const outOfReach = [
  'graphql/**/*.generated.ts',
  'graphql/live/{live-state,site}.ts',
  'graphql/survey/{ballot-line,percentages,rating}.ts',
  'graphql/programme/**',
  'graphql/fallback/**',
];

const methods = [...Object.values(builtIns.methods), ...Object.values(builtIns.statics)].flat();
const ofUtil =
  ':not([callee.object.name=/^(util|runtime|extensions|console)$/]):not([callee.object.object.name="util"])';
const globals = Object.getOwnPropertyNames(globalThis).filter((name) => !builtIns.globals.includes(name));

export default [
  {
    files: ['graphql/**/*.ts'],
    ignores: outOfReach,
    languageOptions: {
      parser,
      parserOptions: { project: './graphql/tsconfig.json', tsconfigRootDir: import.meta.dirname },
    },
    plugins: appsync.configs.recommended.plugins,
    rules: {
      ...appsync.configs.recommended.rules,
      // The plugin knows neither these globals nor these statements, and looks methods up by type, which `any` has not.
      'no-restricted-globals': ['error', ...globals],
      'no-restricted-syntax': [
        'error',
        { selector: 'ThrowStatement', message: 'APPSYNC_JS has no throw: use refuse().' },
        { selector: 'NewExpression', message: 'APPSYNC_JS has no new.' },
        {
          selector: 'AssignmentExpression[operator=/^(&&|\\|\\||\\?\\?)=$/]',
          message: 'APPSYNC_JS documents no logical assignment.',
        },
        { selector: 'Literal[bigint]', message: 'APPSYNC_JS has no bigint.' },
        { selector: 'ImportExpression', message: 'APPSYNC_JS has no import().' },
        {
          selector: 'CallExpression[callee.name=/^(Number|String|Object|Array)$/]',
          message: 'APPSYNC_JS calls no constructors.',
        },
        {
          selector: 'CallExpression[callee.property.name="sort"][arguments.length>0]',
          message: 'AppSync refuses comparators: use inOrder().',
        },
        {
          selector: `CallExpression[callee.type="MemberExpression"][callee.property.name!=/^(${methods.join('|')})$/]${ofUtil}`,
          message: 'APPSYNC_JS has no such method (local/appsync/javascript/built-ins.ts).',
        },
      ],
    },
  },
  {
    files: ['spa/**/*.{ts,tsx}'],
    ...solid,
    rules: {
      ...solid.rules,
      // They call what they are given in their own time.
      'solid/reactivity': [
        'warn',
        { customReactiveFunctions: ['offer', 'perform', 'pollWhileVisible', 'queueMicrotask'] },
      ],
    },
    languageOptions: { parser, parserOptions: { ecmaFeatures: { jsx: true } } },
  },
  { ignores: ['spa/dist/**'] },
];
