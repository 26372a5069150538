import type { BallotVerdict, LiveSurvey, SurveyResults } from '#graphql/schema.generated';
import { verdictOf } from '#graphql/survey/count';
import type { RefusalCode } from '../desk/refusal.ts';
import type { Answered, Kept } from './kept-ballot.ts';
import { choosable } from './survey-bars.ts';

/** What the card shows now. */
export type Phase =
  | 'ask'
  | 'sending'
  /** Waits for the network. */
  | 'queued'
  /** Waits for an answer of the site; after the closing that is a line among the results. */
  | 'unsent'
  | 'answered'
  | 'barred'
  | 'timeUp'
  | 'counting'
  | 'results'
  | 'withdrawn';

/** Why the survey does not take this viewer's answers, whatever they are. */
const BARRED: readonly (RefusalCode | null)[] = ['INVITATION_NEEDED', 'CAME_TOO_LATE', 'NOT_ADMITTED'];

interface Situation {
  readonly survey: LiveSurvey;
  readonly kept: Kept;
  readonly online: boolean;
  /** The viewer changes an answer that was given. */
  readonly changing: boolean;
  readonly timeUp: boolean;
  readonly results: SurveyResults | null;
}

export const isTimeUp = ({ closesAt }: LiveSurvey, now: number): boolean => !!closesAt && Date.parse(closesAt) <= now;

export function phaseOf({ survey, kept, online, changing, timeUp, results }: Situation): Phase {
  if (survey.state === 'WITHDRAWN') return 'withdrawn';
  const isOpen = survey.state === 'OPEN';
  if (changing && isOpen && !timeUp) return 'ask';
  if (kept.pending?.trouble === null) return 'sending';
  if (kept.pending && isOpen) return online ? 'unsent' : 'queued';
  if (!isOpen) return results?.counts ? 'results' : 'counting';
  if (BARRED.includes(kept.refused)) return 'barred';
  if (kept.ballot) return 'answered';
  return timeUp ? 'timeUp' : 'ask';
}

/** Whether a ballot counts, and what of it does. */
export interface Fate {
  readonly verdict: BallotVerdict;
  readonly counted: Answered | null;
}

/** Null until the survey's `closedAt` says so: before that the server has an answer, and nobody can say more. */
export function fateOf(survey: LiveSurvey, { ballot }: Kept): Fate | null {
  if (!ballot || !survey.closedAt || survey.state !== 'CLOSED') return null;
  const choices = choosable(survey).map(({ id }) => id);
  const { verdict, counted } = verdictOf(ballot, choices, survey.closedAt);
  return { verdict, counted: counted && { choices: counted.choices, text: counted.text ?? null } };
}

/** The viewer's answer as it stands: what waits while the survey is open, else what counts of the ballot, else the ballot. */
export function standing(survey: LiveSurvey, kept: Kept): Answered | null {
  if (kept.pending && survey.state === 'OPEN') return kept.pending;
  const { ballot } = kept;
  return fateOf(survey, kept)?.counted ?? (ballot && { choices: ballot.choices, text: ballot.text ?? null });
}
