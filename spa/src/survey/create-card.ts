import { type Accessor, createEffect, createMemo, createSignal } from 'solid-js';
import type { Answer, LiveSurvey, SurveyResults } from '#graphql/schema.generated';
import { now } from '../time/now.ts';
import { type Fate, fateOf, isTimeUp, type Phase, phaseOf, standing } from './card-phase.ts';
import { createBallot, type OwnBallot } from './create-ballot.ts';
import { createOwnResults } from './create-own-results.ts';
import type { Answered } from './kept-ballot.ts';
import type { Services } from './services.ts';

/** All that a survey's card shows, for as long as its owner lives. */
export interface Card extends OwnBallot {
  readonly survey: Accessor<LiveSurvey>;
  readonly phase: Accessor<Phase>;
  readonly timeUp: Accessor<boolean>;
  /** The viewer's answer as it stands. */
  readonly given: Accessor<Answered | null>;
  /** What became of the ballot, once the survey is closed. */
  readonly fate: Accessor<Fate | null>;
  /** What this viewer may see; `counts` is null where that is the number of ballots alone. */
  readonly results: Accessor<SurveyResults | null>;
  /** Of a free text, the answers that this viewer may see. */
  readonly answers: Accessor<readonly Answer[]>;
  /** Whether the viewer is changing an answer that was given. */
  readonly changing: Accessor<boolean>;
  setChanging(changing: boolean): void;
}

/** `answers`: those that everybody sees. */
export function createCard(
  survey: Accessor<LiveSurvey>,
  answers: Accessor<readonly Answer[]>,
  services: Services,
): Card {
  const ballot = createBallot(survey, services);
  const [changing, setChanging] = createSignal(false);
  const hasAnswered = createMemo(() => ballot.kept().ballot !== null);
  const ownResults = createOwnResults(survey, hasAnswered, services);
  const results = createMemo(() => {
    const everybodys = survey().results ?? null;
    return everybodys?.counts ? everybodys : (ownResults() ?? everybodys);
  });
  const timeUp = createMemo(() => isTimeUp(survey(), now()));
  const phase = createMemo(() =>
    phaseOf({
      survey: survey(),
      kept: ballot.kept(),
      online: ballot.online(),
      changing: changing(),
      timeUp: timeUp(),
      results: results(),
    }),
  );
  const given = createMemo(() => standing(survey(), ballot.kept()));
  const fate = createMemo(() => fateOf(survey(), ballot.kept()));
  createEffect(() => {
    if (survey().state !== 'OPEN') setChanging(false);
  });
  return {
    ...ballot,
    survey,
    phase,
    timeUp,
    given,
    fate,
    results,
    answers: () => (survey().answers ? answers() : (results()?.answers ?? [])),
    changing,
    setChanging,
  };
}
