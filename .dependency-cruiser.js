// The directions of the house: graphql ← lambdas ← (types only) modules ← main.ts, graphql ← spa. What runs the synthesised stack locally knows
// none of them. Each rule says what breaks without it.

/** What AppSync runs: files named for their field, and the two that resolvers share. */
const RESOLVERS = [
  '^graphql/[a-z]+/[A-Z][A-Za-z]+[.]',
  '^graphql/pipeline[.]ts$',
  '^graphql/operator/admit-operator[.]ts$',
];

/** Under graphql/, but free to use all of JavaScript: they run in Lambda, on the page, in the importer. ESLint checks all others (eslint.config.js). */
const OUT_OF_RESOLVERS_REACH = [
  '^graphql/live/(live-state|site|documents[.]generated)[.]ts$',
  '^graphql/survey/(ballot-line|percentages|rating)[.]ts$',
  '^graphql/programme/',
  '^graphql/fallback/',
];

/** Specifiers are resolved to what they lead to; a package's own name stays in the path. */
const APPSYNC_UTILS = '@aws-appsync/utils';

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'no-circles',
      comment: 'Whoever reads one file of a circle must read them all.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'graphql-is-the-ground',
      comment: 'Shapes and rules stand on nothing of ours: they run in AppSync, in Lambda, on the page.',
      severity: 'error',
      from: { path: '^graphql/' },
      to: { path: '^(lambdas|modules|spa|local|bench|script|config)/|^main\\.ts$|^__tests__/' },
    },
    {
      name: 'resolvers-stay-legal',
      comment: 'A resolver that reaches a file outside APPSYNC_JS fails in AWS, not here.',
      severity: 'error',
      from: { path: RESOLVERS },
      to: { path: OUT_OF_RESOLVERS_REACH, reachable: true },
    },
    {
      name: 'resolvers-bundle-no-packages',
      comment: 'Only @aws-appsync/utils is there when a resolver runs.',
      severity: 'error',
      from: { path: '^graphql/', pathNot: OUT_OF_RESOLVERS_REACH },
      to: { dependencyTypes: ['npm', 'npm-dev', 'core'], pathNot: APPSYNC_UTILS },
    },
    {
      name: 'appsync-utils-only-in-appsync',
      comment:
        'The package is empty outside AppSync: what the page, a Lambda or the importer can reach must not need it.',
      severity: 'error',
      from: { path: ['^(spa|lambdas|local|modules|script|bench)/', ...OUT_OF_RESOLVERS_REACH] },
      to: { path: APPSYNC_UTILS, reachable: true },
    },
    {
      name: 'lambdas-stand-on-graphql',
      severity: 'error',
      comment: 'A function runs alone in AWS.',
      from: { path: '^lambdas/' },
      to: { path: '^(modules|spa|local|bench|script|config)/|^main\\.ts$|^__tests__/' },
    },
    {
      name: 'modules-take-only-types-of-lambdas',
      comment:
        'Infrastructure names a function by its file and its `Env`; running it at synthesis would need its environment.',
      severity: 'error',
      from: { path: '^modules/' },
      to: { path: '^lambdas/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'modules-know-no-page-and-no-local-stack',
      severity: 'error',
      comment: 'What ships does not depend on what imitates it.',
      from: { path: '^(modules|config)/|^main\\.ts$' },
      to: { path: '^(spa|local|bench|script)/|^__tests__/' },
    },
    {
      name: 'the-page-stands-on-graphql',
      severity: 'error',
      comment: 'The page is built from the schema and the rules, and from nothing that runs elsewhere.',
      from: { path: '^spa/' },
      to: { path: '^(lambdas|modules|local|bench|script|config)/|^main\\.ts$' },
    },
    {
      name: 'local-reads-only-what-was-synthesised',
      comment: 'The stack you run is the stack you ship. Only the importer of programmes, a client, speaks the schema.',
      severity: 'error',
      from: { path: '^local/', pathNot: '^local/programme/' },
      to: { path: '^(modules|lambdas|graphql|spa|config)/|^main\\.ts$' },
    },
    {
      name: 'the-importer-is-a-client',
      severity: 'error',
      comment: 'It knows the schema and the rules, as any client may.',
      from: { path: '^local/programme/' },
      to: { path: '^(modules|lambdas|spa|config)/|^main\\.ts$' },
    },
    {
      name: 'appsync-stands-alone',
      comment: 'local/appsync is a piece of its own that knows no Butai.',
      severity: 'error',
      from: { path: '^local/appsync/' },
      to: { pathNot: '^local/appsync/', dependencyTypes: ['local', 'aliased', 'aliased-subpath-import'] },
    },
    {
      name: 'cdktf-only-in-modules',
      comment:
        'CDKTF is archived; its successor takes the same code by an import rename in these places (docs/decisions).',
      severity: 'error',
      from: { pathNot: '^modules/|^main\\.ts$|^__tests__/' },
      to: { path: '(^|/)node_modules/(cdktf|constructs|@cdktf)/' },
    },
    {
      name: 'nothing-stands-on-tests',
      severity: 'error',
      comment: 'Tests are leaves.',
      from: { pathNot: '^__tests__/|^local/appsync/__tests__/' },
      to: { path: '(^|/)__tests__/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(cdktf\\.out|spa/dist|\\.build|\\.local|\\.node)/' },
    tsPreCompilationDeps: 'specify',
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.json'],
      conditionNames: ['import', 'node', 'types'],
    },
  },
};
