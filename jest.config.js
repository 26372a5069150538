// Three levels: `node` (rules, resolvers, functions, modules; no network), `page` (components in jsdom), `stack` (against a
// local stack that globalSetup starts: integration and journeys).
const swc = ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2024' }, module: { type: 'es6' } }];
const ignore = ['<rootDir>/cdktf.out', '<rootDir>/.node', '<rootDir>/.local', '<rootDir>/.build'];
const node = {
  rootDir: import.meta.dirname,
  modulePathIgnorePatterns: ignore,
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': swc },
};

/** @type {import('jest').Config} */
export default {
  projects: [
    {
      ...node,
      displayName: 'node',
      testEnvironment: 'node',
      testMatch: ['<rootDir>/__tests__/**/*.test.ts', '<rootDir>/local/appsync/__tests__/*.test.ts'],
      testPathIgnorePatterns: ['\\.(integration|journey)\\.test\\.ts$'],
    },
    {
      rootDir: import.meta.dirname,
      modulePathIgnorePatterns: ignore,
      displayName: 'page',
      testEnvironment: 'jsdom',
      testEnvironmentOptions: { customExportConditions: ['browser'] },
      testMatch: ['<rootDir>/__tests__/**/*.test.tsx'],
      extensionsToTreatAsEsm: ['.ts', '.tsx'],
      transform: {
        '^.+\\.tsx?$': [
          'babel-jest',
          { presets: [['babel-preset-solid', { generate: 'dom', hydratable: false }], '@babel/preset-typescript'] },
        ],
      },
      setupFilesAfterEnv: ['<rootDir>/__tests__/setup-page.ts'],
    },
    {
      ...node,
      displayName: 'stack',
      testEnvironment: 'node',
      testMatch: ['<rootDir>/__tests__/**/*.integration.test.ts', '<rootDir>/__tests__/**/*.journey.test.ts'],
      setupFilesAfterEnv: ['<rootDir>/__tests__/setup-stack.ts'],
      globalSetup: '<rootDir>/__tests__/start-stack.ts',
      globalTeardown: '<rootDir>/__tests__/stop-stack.ts',
    },
  ],
};
