import type { StageRows } from '../live/live-state.ts';

/**
 * When what goes with a stage's picture last changed: the newest act on its own words, its sessions or its survey. Null where there is no picture to
 * wait for, or where the operator has not asked for it. What is counted or removed moves it not: that shows at once.
 */
export function effectiveAt({ stage, sessions, survey, sources }: StageRows): string | null {
  if (!stage.aligned || stage.curtain !== 'UP' || !sources?.length) return null;
  const acts = [...sessions, ...(survey ? [survey.survey] : [])];
  return acts.reduce((newest, { updatedAt }) => (updatedAt > newest ? updatedAt : newest), stage.updatedAt);
}
