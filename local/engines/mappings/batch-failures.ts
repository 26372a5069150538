import type { Invocation } from '../functions.ts';

interface Answer {
  batchItemFailures?: { itemIdentifier?: unknown }[] | null;
}

/**
 * Which items of a batch failed, by identifier: 'all', or those that the function reported. A throw, a throttle and an
 * identifier that is empty or not of this batch mean all of them.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html#services-sqs-batchfailurereporting
 */
export function failuresOf(
  invocation: Invocation,
  reports: boolean,
  identifiers: readonly string[],
): 'all' | Set<string> {
  if (invocation.statusCode !== 200 || invocation.functionError) return 'all';
  const answer = invocation.payload as Answer | null | undefined;
  if (!reports || answer === null || typeof answer !== 'object' || !answer.batchItemFailures) return new Set();
  const reported = answer.batchItemFailures.map((each) => each?.itemIdentifier);
  const known = reported.filter((id): id is string => typeof id === 'string' && identifiers.includes(id));
  return known.length === reported.length ? new Set(known) : 'all';
}
