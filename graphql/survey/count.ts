import type {
  BallotVerdict,
  Certificate,
  OptionCount,
  ResultsStatus,
  Survey,
  SurveyResults,
  TokenAge,
} from '../schema.generated.ts';
import { choicesOf } from './survey.ts';

/** What a ballot says. */
export interface Said {
  choices: string[];
  text?: string | null;
}

/** A row of the Ballot table, as far as counting goes. */
export interface BallotRow extends Said {
  castAt: string;
  /** The answer before it was changed. */
  prev?: Said | null;
  prevAt?: string | null;
  /** When the voter's token was first issued, as it is stored. */
  since?: string | null;
  /** A keyed hash of the voter's address prefix. */
  net?: string | null;
}

/** What counts of a ballot: the answer that was given in time; null where there was none. */
export function inTime(ballot: BallotRow, closedAt: string | null | undefined): Said | null {
  if (!closedAt || ballot.castAt <= closedAt) return { choices: ballot.choices, text: ballot.text ?? null };
  if (ballot.prev && ballot.prevAt && ballot.prevAt <= closedAt)
    return { choices: ballot.prev.choices, text: ballot.prev.text ?? null };
  return null;
}

/** Whether a ballot counts, and as what. `choices` are those that the survey has. */
export function verdictOf(
  ballot: BallotRow,
  choices: string[],
  closedAt: string | null | undefined,
): { verdict: BallotVerdict; counted: Said | null } {
  const said = inTime(ballot, closedAt);
  if (said === null) return { verdict: 'LATE', counted: null };
  if (said.choices.some((id) => choices.indexOf(id) < 0)) return { verdict: 'FOREIGN', counted: null };
  return { verdict: closedAt && ballot.castAt > closedAt ? 'AS_BEFORE' : 'COUNTED', counted: said };
}

/** How many groups of addresses a tally tells apart; the certificate tells them all. */
export const ADDRESS_GROUPS = 32;

/** How long before a survey's opening a token counts as having been there for a while, in milliseconds. */
export const MINUTES_MS = 600000;

/** The numbers of a tally row, which ADD can change, and of the sum of all of them. */
export interface Numbers {
  ballots?: number;
  late?: number;
  foreign?: number;
  /** `choice_<option>`: ballots that chose it. `age_<TokenAge>`. `net_<group>` and `new_<group>`: ballots of a group of addresses, with a new token. */
  [name: string]: number | undefined;
}

export const choiceName = (option: string): string => `choice_${option}`;
export const ageName = (age: TokenAge): string => `age_${age}`;
export const netName = (group: string): string => `net_${group}`;
export const newName = (group: string): string => `new_${group}`;

/** Adds up a survey's tally rows. Attributes that are no numbers (keys, `lastSeq`) are left out. */
export function sumUp(rows: Record<string, unknown>[]): Numbers {
  const sum: Numbers = {};
  for (const row of rows) {
    for (const name of Object.keys(row)) {
      const value = row[name];
      if (typeof value === 'number') sum[name] = (sum[name] ?? 0) + value;
    }
  }
  return sum;
}

/** What may be seen of a count: the number of ballots always, the rest if `seen`. A certificate is the last word. */
export function resultsOf(
  survey: Pick<Survey, 'id' | 'kind' | 'options' | 'state' | 'certificate'>,
  numbers: Numbers,
  seen: boolean,
): SurveyResults {
  const { certificate } = survey;
  const counts = certificate ? certificate.counts : countsOf(survey, numbers);
  return {
    survey: survey.id,
    status: statusOf(survey),
    ballots: certificate ? certificate.ballots : (numbers.ballots ?? 0),
    counts: seen ? counts : null,
    answers: null,
  };
}

export function statusOf(survey: { state: Survey['state']; certificate?: Certificate | null }): ResultsStatus {
  if (survey.certificate) return 'FINAL';
  return survey.state === 'OPEN' ? 'SO_FAR' : 'PROVISIONAL';
}

/** For each option in its order how many ballots chose it. */
export function countsOf(survey: Pick<Survey, 'kind' | 'options'>, numbers: Numbers): OptionCount[] {
  return choicesOf(survey).map((option) => ({ option, count: numbers[choiceName(option)] ?? 0 }));
}
