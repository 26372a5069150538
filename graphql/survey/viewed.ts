import type { Survey } from '../schema.generated.ts';

/** A survey with the fields that viewers may read, and no other: the row has operators' names, unpublished counts, moderation. */
export function viewedSurvey(survey: Survey): Survey {
  return {
    id: survey.id,
    stage: survey.stage,
    order: survey.order,
    kind: survey.kind,
    question: survey.question,
    options: survey.options,
    minChoices: survey.minChoices,
    maxChoices: survey.maxChoices,
    policy: survey.policy,
    changes: survey.changes,
    electorate: survey.electorate,
    seconds: survey.seconds,
    state: survey.state,
    resultsShown: survey.resultsShown,
    openedAt: survey.openedAt,
    closesAt: survey.closesAt,
    takesUntil: survey.takesUntil,
    closedAt: survey.closedAt,
    endedAt: survey.endedAt,
    copyOf: survey.copyOf,
    version: survey.version,
    updatedAt: survey.updatedAt,
  };
}
