import type {
  AnswerReview,
  ExportedBallot,
  ReviewedAnswer,
  Survey,
  SurveyInput,
  SurveyOptionInput,
  Tally,
  TextInput,
} from '#graphql/schema.generated';
import * as machine from '#graphql/survey/machine';
import { fieldsOf, surveyFields } from '#graphql/survey/survey';
import { Refusal } from '../../spa/src/desk/refusal.ts';

const text = (value: string) => [{ lang: 'en', value }];

export const aSurvey = (slug: string, change: Partial<Survey> = {}): Survey => ({
  id: `matsuri.main.${slug}`,
  stage: 'matsuri.main',
  order: 1,
  kind: 'SINGLE',
  question: text(`Question ${slug}`),
  options: [
    { id: 'a', label: text('Logs') },
    { id: 'b', label: text('Metrics') },
  ],
  minChoices: 1,
  maxChoices: 1,
  policy: 'AFTER_CLOSE',
  changes: true,
  electorate: 'EVERYBODY',
  state: 'DRAFT',
  resultsShown: false,
  version: 1,
  updatedAt: '2026-11-20T09:00:00.000Z',
  updatedBy: 'kim@example.test',
  ...change,
});

export const aTally = (survey: string, a: number, b: number, change: Partial<Tally> = {}): Tally => ({
  results: {
    survey,
    status: 'SO_FAR',
    ballots: a + b,
    counts: [
      { option: 'a', count: a },
      { option: 'b', count: b },
    ],
  },
  asOf: '2026-11-20T09:00:00.000Z',
  degraded: false,
  late: 0,
  foreign: 0,
  tokens: [],
  clusters: [],
  ...change,
});

export interface Counted {
  tally?: Tally;
  answers?: ReviewedAnswer[];
  /** In pages. */
  ballots?: ExportedBallot[][];
}

type Variables = Record<string, unknown>;

/** The surveys' part of the fake API: the real machine over rows in memory. */
export function surveyActs(rows: Survey[]): Record<string, (variables: Variables) => unknown> {
  const find = (id: unknown) => rows.find((row) => row.id === id) as Survey;
  function put(before: Survey | undefined, after: Survey): Survey {
    const row = {
      ...after,
      version: (before?.version ?? 0) + 1,
      updatedAt: new Date().toISOString(),
      updatedBy: 'murai@example.test',
    };
    if (before) rows[rows.indexOf(before)] = row;
    else rows.push(row);
    return row;
  }
  function expected({ survey, expected }: Variables): Survey {
    const row = find(survey);
    if (row?.version !== expected) throw new Refusal('CONFLICT', { version: row?.version ?? null });
    return row;
  }
  const moment = () => ({
    now: new Date().toISOString(),
    undoUntil: new Date(Date.now() + machine.UNDO_MS).toISOString(),
  });
  const noDeadline = { closesAt: null, takesUntil: null };
  const stepped =
    (name: string, act: (row: machine.SurveyRow, variables: Variables) => machine.Outcome) =>
    (variables: Variables) => {
      const row = expected(variables);
      const { step, violation } = act(row as machine.SurveyRow, variables);
      if (!step) throw new Refusal(violation.code);
      return { [name]: put(row, { ...row, ...step } as Survey) };
    };
  const copied = (of: Survey, id: unknown) =>
    put(undefined, aSurvey('', { ...fieldsOf(of), id: String(id), version: 0 }));
  return {
    OpenSurvey: (variables) => {
      const other = rows.find((row) => machine.isOnPage(row) && row.id !== variables.survey);
      if (other?.state === 'OPEN') throw new Refusal('SURVEY_OPEN');
      return stepped('openSurvey', (row) => machine.open(row, moment(), noDeadline))(variables);
    },
    ExtendSurvey: stepped('extendSurvey', (row, { seconds }) => {
      const closesAt = new Date(Date.now() + Number(seconds) * 1000).toISOString();
      return machine.extend(row, moment(), { closesAt, takesUntil: closesAt });
    }),
    CloseSurvey: stepped('closeSurvey', (row, { show }) => machine.close(row, moment(), Boolean(show))),
    ShowResults: stepped('showResults', (row) => machine.show(row, moment())),
    HideResults: stepped('hideResults', (row) => machine.hide(row, moment())),
    EndSurvey: stepped('endSurvey', (row) => machine.end(row, moment())),
    WithdrawSurvey: stepped('withdrawSurvey', (row) => machine.withdraw(row, moment())),
    UndoSurvey: stepped('undoSurvey', (row) => machine.undo(row, moment())),
    CopySurvey: ({ survey, copy }) => ({ copySurvey: copied(find(survey), copy) }),
    ResetSurvey: (variables) => {
      const row = expected(variables);
      const { step } = machine.withdraw(row as machine.SurveyRow, moment());
      if (step) put(row, { ...row, ...step } as Survey);
      return { resetSurvey: copied(row, variables.copy) };
    },
    RemoveSurvey: (variables) => {
      const row = expected(variables);
      rows.splice(rows.indexOf(row), 1);
      return { removeSurvey: row };
    },
    PutSurvey: ({ input, expected }) => {
      const { id } = input as SurveyInput;
      const before = find(id);
      if ((before?.version ?? null) !== (expected ?? null))
        throw new Refusal('CONFLICT', { version: before?.version ?? null });
      return { putSurvey: put(before, { ...aSurvey(''), ...before, ...surveyFields(input as SurveyInput), id }) };
    },
    CorrectSurvey: (variables) => {
      const row = expected(variables);
      const { question, options } = variables as { question: TextInput[]; options: SurveyOptionInput[] };
      return { correctSurvey: put(row, { ...row, question, options }) };
    },
    ReviewAnswer: (variables) => {
      const row = expected(variables);
      const { answer, review } = variables as { answer: string; review: AnswerReview };
      const others = (ids: readonly string[] | null | undefined) => (ids ?? []).filter((id) => id !== answer);
      const answersShown = [...others(row.answersShown), ...(review === 'SHOWN' ? [answer] : [])];
      const answersRejected = [...others(row.answersRejected), ...(review === 'REJECTED' ? [answer] : [])];
      return { reviewAnswer: put(row, { ...row, answersShown, answersRejected }) };
    },
  };
}

/** What the surveys' queries answer. Tokens of pages are their numbers. */
export function surveyAnswers(rows: { surveys: Survey[]; counted: Counted }, variables: Variables) {
  const { tally, answers = [], ballots = [] } = rows.counted;
  const page = Number(variables?.nextToken ?? 0);
  return {
    surveys: rows.surveys.filter(({ stage }) => variables?.stage === undefined || stage === variables.stage),
    tally: tally ?? aTally(String(variables?.survey), 0, 0),
    answers: { answers, nextToken: null },
    ballots: { ballots: ballots[page] ?? [], nextToken: page + 1 < ballots.length ? String(page + 1) : null },
  };
}
