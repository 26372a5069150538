import type { DynamoDBUpdateItemRequest } from '@aws-appsync/utils';
import { gateKey, surveyKey } from '../keys.ts';
import { refuse } from '../refuse.ts';
import { changeRow, setOrRemove, touchRow } from '../write-rows.ts';
import { GATE_COPIES } from './gate-copies.ts';
import { gateOf, type Outcome, type Step, type SurveyRow } from './machine.ts';

/** As many numbers as there are copies at most (modules/capacity.ts): APPSYNC_JS has no loop that counts. */
const NUMBERS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15];

/** The step that the machine lets the act take; ends the act where it lets it take none. */
export function allowed({ step, violation }: Outcome): Step {
  if (step === null) return refuse(violation.code, violation.message, violation.field);
  return step;
}

/** The survey as it is stored once its step is written. `said`: what the row says about its last change. */
export function afterStep(survey: SurveyRow, step: Step, said: Record<string, unknown>): SurveyRow {
  return { ...survey, ...step, ...said, version: survey.version + 1 };
}

/** A step as writes of one transaction: the survey's row, if it is as it was seen, and its gate's copies where the step concerns them. */
export function writeStep(survey: SurveyRow, step: Step, said: Record<string, unknown>): DynamoDBUpdateItemRequest[] {
  const row = changeRow({ key: surveyKey(survey.id), seen: survey.version, ...setOrRemove({ ...step, ...said }) });
  const movesGate = step.state !== survey.state || step.takesUntil !== undefined;
  return movesGate ? [row, ...writeGate(survey, step)] : [row];
}

function writeGate(survey: SurveyRow, step: Step): DynamoDBUpdateItemRequest[] {
  const gate = setOrRemove({ ...gateOf(survey, step) });
  return NUMBERS.filter((n) => n < GATE_COPIES).map((n) => touchRow({ key: gateKey(survey.id, n), ...gate }));
}
