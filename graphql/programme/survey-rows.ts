import type { Electorate, ResultsPolicy, SurveyInput, SurveyKind } from '../schema.generated.ts';
import { checkSeconds, checkSurvey, MAX_SURVEYS, surveyFields } from '../survey/survey.ts';
import { MAX_LENGTH } from '../text/text.ts';
import type { Cells } from './cells.ts';
import type { PlainColumn } from './columns.ts';
import type { PlannedSurvey } from './event-programme.ts';
import { readOptions } from './options.ts';
import { type Context, readPlace } from './rows.ts';

// Of each the first is what an empty cell means.
const KINDS = ['SINGLE', 'MULTIPLE', 'RATING', 'TEXT'] as const satisfies SurveyKind[];
const POLICIES = ['AFTER_CLOSE', 'ALWAYS', 'AFTER_ANSWER', 'OPERATOR_ONLY'] as const satisfies ResultsPolicy[];
const ELECTORATES = ['EVERYBODY', 'EARLIER', 'INVITED'] as const satisfies Electorate[];
const CHANGES = ['YES', 'NO'] as const;

/** `2`, `1-3`: exactly so many choices, from so many to so many. */
const CHOICES = /^(\d+)(?:\s*[-–〜]\s*(\d+))?$/;

/**
 * @param stages ids of the stages that the file has rows for
 * @param orderOf the place of a stage's next survey among those of the file, from 1
 */
export function readSurvey(
  cells: Cells,
  context: Context,
  stages: ReadonlySet<string>,
  orderOf: (stage: string) => number,
): PlannedSurvey {
  const { stage, id } = readPlace(cells, context, stages);
  const order = orderOf(stage);
  if (order === MAX_SURVEYS + 1) cells.report('kind', 'TOO_MANY', `A stage has at most ${MAX_SURVEYS} surveys.`);
  const question = cells.requiredTexts('title', MAX_LENGTH.question);
  cells.required('survey');
  const kind = oneOf(cells, 'survey', KINDS);
  const options = readOptions(cells, kind);
  const fields = {
    order,
    kind,
    question,
    options: options ?? [],
    policy: oneOf(cells, 'results', POLICIES),
    electorate: oneOf(cells, 'electorate', ELECTORATES),
    changes: oneOf(cells, 'changes', CHANGES) === 'YES',
    seconds: readSeconds(cells),
    ...readChoices(cells),
  };
  if (options) checkTogether(cells, { id, ...fields });
  cells.leaveEmpty('starts', 'ends', 'zone', 'description', 'speakers');
  return { id, stage, ...surveyFields({ id, ...fields }) };
}

/** One of a few words, in any case. */
function oneOf<const Words extends readonly [string, ...string[]]>(
  cells: Cells,
  column: PlainColumn,
  words: Words,
): Words[number] {
  const cell = cells.plain(column).toUpperCase();
  const word = words.find((each) => each === cell);
  if (!word && cell !== '') cells.report(column, 'UNKNOWN_WORD', `${cell} is no ${words.join(', ')}.`);
  return word ?? words[0];
}

function readSeconds(cells: Cells): number | null {
  const cell = cells.plain('seconds');
  if (cell === '') return null;
  const seconds = /^\d+$/.test(cell) ? Number(cell) : Number.NaN;
  const violation = checkSeconds('seconds', seconds);
  if (violation) cells.report('seconds', violation.code, violation.message);
  return seconds;
}

function readChoices(cells: Cells): { minChoices?: number; maxChoices?: number } {
  const cell = cells.plain('choices');
  if (cell === '') return {};
  const [matched, fewest, most = fewest] = CHOICES.exec(cell) ?? [];
  if (matched) return { minChoices: Number(fewest), maxChoices: Number(most) };
  cells.report('choices', 'INVALID_OPTIONS', `${cell} is no number of choices: write 2 or 1-3.`);
  return {};
}

/** What can be told only from all cells together; each by itself has been checked. */
function checkTogether(cells: Cells, survey: SurveyInput): void {
  const violation = checkSurvey(survey);
  const column = `options_${cells.spoken('options')[0]?.lang ?? '…'}`;
  if (violation?.field.startsWith('options')) cells.report(column, violation.code, violation.message);
  if (violation?.field.endsWith('Choices')) cells.report('choices', violation.code, violation.message);
}
