import { isOver, type SurveyRow } from '#graphql/survey/machine';
import { atMost } from '../at-most.ts';
import { settleAll } from '../settle-all.ts';
import { type Certifying, certify, isCertifiable } from './certify.ts';
import { type Closing, closeOnTime } from './close-on-time.ts';
import type { SurveyStore } from './survey-store.ts';

export type Reconciling = Closing &
  Certifying & {
    readonly surveys: Pick<SurveyStore, 'listStages' | 'listSurveys'>;
    /** Counts and logs what should have happened by itself. */
    readonly notice: (what: 'ClosedByReconciler' | 'CertifiedByReconciler', survey: string) => void;
  };

/** Whoever should certify at the time gets this long before somebody else does: a recount reads every ballot. */
const SLACK_MS = 30_000;
const MOST_STAGES_AT_ONCE = 10;

/** Closes and certifies every survey whose time has passed. One that fails holds back none of the others. */
export const reconcileAll = async (reconciling: Reconciling): Promise<void> => {
  const { surveys } = reconciling;
  const oneOfFew = atMost(MOST_STAGES_AT_ONCE);
  // One recount at a time: each holds a line for every ballot.
  const alone = atMost(1);
  const reconcileStage = async (stage: string): Promise<void> => {
    const rows = await surveys.listSurveys(stage);
    await settleAll(rows.map((survey) => reconcile(survey, reconciling, alone)));
  };
  await settleAll((await surveys.listStages()).map((stage) => oneOfFew(() => reconcileStage(stage))));
};

const reconcile = async (
  survey: SurveyRow,
  reconciling: Reconciling,
  alone: ReturnType<typeof atMost>,
): Promise<void> => {
  const { now, notice } = reconciling;
  if (isOver(survey, now().toISOString()) && (await closeOnTime(survey.id, reconciling)))
    notice('ClosedByReconciler', survey.id);
  if (!isCertifiable(survey, new Date(now().getTime() - SLACK_MS))) return;
  if (await alone(() => certify(survey.id, reconciling))) notice('CertifiedByReconciler', survey.id);
};
