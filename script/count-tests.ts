/** Adds up what Jest wrote with --json, and says it in the last line: `N passed, N failed`. Exits with 1 where nothing ran or something failed. */
import { readFileSync } from 'node:fs';

interface Run {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  /** A file that could not even be loaded has no assertions, and is a failure all the same. */
  testResults: { name: string; status: string; assertionResults: unknown[] }[];
}

const runs = process.argv.slice(2).map((file) => JSON.parse(readFileSync(file, 'utf8')) as Run);
const sum = (count: (run: Run) => number) => runs.reduce((total, run) => total + count(run), 0);
const unloadable = (run: Run) =>
  run.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0);

for (const { testResults } of runs) {
  for (const { name, status } of testResults) if (status === 'failed') console.error(`failed: ${name}`);
}
const passed = sum((run) => run.numPassedTests);
const failed = sum((run) => run.numFailedTests + unloadable(run).length);
const skipped = sum((run) => run.numPendingTests + run.numTodoTests);
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
if (passed === 0 || failed > 0) process.exitCode = 1;
