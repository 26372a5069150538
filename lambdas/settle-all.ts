/**
 * Waits until each has succeeded or failed, so that one that fails holds back none of the others, then throws what failed.
 * @throws AggregateError whose message has the message of each failure
 */
export const settleAll = async (steps: readonly Promise<unknown>[]): Promise<void> => {
  const outcomes = await Promise.allSettled(steps);
  const reasons = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []));
  if (reasons.length > 0) throw new AggregateError(reasons, reasons.map(String).join('; '));
};
