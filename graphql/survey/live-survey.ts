import type { Answer, LiveSurvey, Text } from '../schema.generated.ts';
import { resultsOf, sumUp } from './count.ts';
import { type SurveyRow, seesResults } from './machine.ts';

/** What a stage's LiveState shows of its survey, from the row of the survey and those of its tally. */
export interface SurveyRows {
  survey: SurveyRow;
  tallies: Record<string, unknown>[];
  /** Of a TEXT whose results everybody sees: the answers that moderation lets be shown, in their order. */
  answers: Answer[];
}

/** A text file with a TEXT's shown answers. */
export interface ShownAnswers {
  answers: Answer[];
}

/** Builds the survey's part of a LiveState. What nobody but operators and some viewers may see does not get in. Pure. */
export function liveSurvey(
  { survey, tallies, answers }: SurveyRows,
  keep: (file: ShownAnswers) => string,
): LiveSurvey | null {
  if (survey.state === 'DRAFT' || survey.state === 'ENDED') return null;
  const seen = seesResults(survey, 'ANYBODY');
  const withdrawn = survey.state === 'WITHDRAWN';
  return {
    id: survey.id,
    version: survey.version,
    state: survey.state,
    kind: survey.kind,
    question: survey.question.map(plainText),
    options: survey.options.map(({ id, label }) => ({ id, label: label.map(plainText) })),
    minChoices: survey.minChoices,
    maxChoices: survey.maxChoices,
    policy: survey.policy,
    changes: survey.changes,
    electorate: survey.electorate,
    openedAt: survey.openedAt ?? null,
    closesAt: survey.closesAt ?? null,
    closedAt: survey.closedAt ?? null,
    withdrawnAt: survey.withdrawnAt ?? null,
    results: withdrawn ? null : resultsOf(survey, sumUp(tallies), seen),
    answers: seen && answers.length > 0 ? keep({ answers: answers.map(plainAnswer) }) : null,
  };
}

/** DynamoDB keeps no order of a map's keys; a hash needs one. */
function plainText({ lang, value }: Text): Text {
  return { lang, value };
}

function plainAnswer({ id, text, count }: Answer): Answer {
  return { id, text, count };
}
