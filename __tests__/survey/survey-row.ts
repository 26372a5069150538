import type { Deadline, Moment, Step, SurveyRow } from '#graphql/survey/machine';
import { GRACE_MS, UNDO_MS } from '#graphql/survey/machine';

const ja = (value: string) => [{ lang: 'ja', value }];

/** A prepared survey of two options. */
export const draft: SurveyRow = {
  id: 'matsuri.main.lunch',
  stage: 'matsuri.main',
  order: 1,
  kind: 'SINGLE',
  question: ja('お昼は何を食べますか'),
  options: [
    { id: 'rice', label: ja('ご飯') },
    { id: 'noodles', label: ja('麺') },
  ],
  minChoices: 1,
  maxChoices: 1,
  policy: 'AFTER_CLOSE',
  changes: true,
  electorate: 'EVERYBODY',
  state: 'DRAFT',
  resultsShown: false,
  version: 1,
  updatedAt: '2026-11-20T08:00:00.000Z',
};

export const certificate: NonNullable<SurveyRow['certificate']> = {
  ballots: 0,
  counts: [],
  closedAt: '2026-11-20T09:05:00.000Z',
  countedAt: '2026-11-20T09:06:01.000Z',
  late: 0,
  foreign: 0,
  tokens: [],
  clusters: [],
  digest: '00',
};

/** A time as it is stored, that many seconds after nine o'clock. */
export function at(seconds: number): string {
  return new Date(Date.parse('2026-11-20T09:00:00.000Z') + seconds * 1000).toISOString();
}

export function momentAt(seconds: number): Moment {
  return { now: at(seconds), undoUntil: at(seconds + UNDO_MS / 1000) };
}

export function deadlineAt(seconds: number): Deadline {
  return { closesAt: at(seconds), takesUntil: at(seconds + GRACE_MS / 1000) };
}

export const NO_DEADLINE: Deadline = { closesAt: null, takesUntil: null };

/** The row after a step, as the database has it: attributes that the step sets to null are gone. */
export function stored(survey: SurveyRow, step: Step | null): SurveyRow {
  if (step === null) throw new Error('The act was refused.');
  const entries = Object.entries({ ...survey, ...step }).filter(([, value]) => value !== null && value !== undefined);
  return { ...(Object.fromEntries(entries) as unknown as SurveyRow), version: survey.version + 1 };
}
