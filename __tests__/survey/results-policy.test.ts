import type { ResultsPolicy } from '#graphql/schema.generated';
import {
  type Asker,
  close,
  closeOnTime,
  end,
  hide,
  open,
  type SurveyRow,
  seesResults,
  show,
  withdraw,
} from '#graphql/survey/machine';
import { deadlineAt, draft, momentAt, NO_DEADLINE, stored } from './survey-row.ts';

const prepared = (policy: ResultsPolicy): SurveyRow => ({ ...draft, policy });
const opened = (policy: ResultsPolicy) =>
  stored(prepared(policy), open(prepared(policy), momentAt(0), NO_DEADLINE).step);
const timed = (policy: ResultsPolicy) =>
  stored(prepared(policy), open(prepared(policy), momentAt(0), deadlineAt(90)).step);
const shown = (survey: SurveyRow) => (survey.resultsShown ? survey : stored(survey, show(survey, momentAt(10)).step));
const hidden = (survey: SurveyRow) => (survey.resultsShown ? stored(survey, hide(survey, momentAt(20)).step) : survey);
const closed = (survey: SurveyRow, andShow: boolean) => stored(survey, close(survey, momentAt(30), andShow).step);
const ended = (survey: SurveyRow) => stored(survey, end(survey, momentAt(40)).step);
const withdrawn = (survey: SurveyRow) => stored(survey, withdraw(survey, momentAt(40)).step);

/** Every moment of a survey's life that can differ in what may be seen. */
const moments = {
  prepared,
  opened,
  'shown so far': (policy: ResultsPolicy) => shown(opened(policy)),
  'hidden while open': (policy: ResultsPolicy) => hidden(opened(policy)),
  'shown and hidden while open': (policy: ResultsPolicy) => hidden(shown(opened(policy))),
  'closed alone': (policy: ResultsPolicy) => closed(opened(policy), false),
  'hidden, then closed alone': (policy: ResultsPolicy) => closed(hidden(opened(policy)), false),
  'closed and shown': (policy: ResultsPolicy) => closed(opened(policy), true),
  'closed by the platform': (policy: ResultsPolicy) => stored(timed(policy), closeOnTime(timed(policy), momentAt(95))),
  'closed, shown and hidden': (policy: ResultsPolicy) => hidden(closed(opened(policy), true)),
  'ended as shown': (policy: ResultsPolicy) => ended(closed(opened(policy), true)),
  'ended as hidden': (policy: ResultsPolicy) => ended(hidden(closed(opened(policy), true))),
  'withdrawn while open': (policy: ResultsPolicy) => withdrawn(shown(opened(policy))),
  'withdrawn after closing': (policy: ResultsPolicy) => withdrawn(closed(opened(policy), true)),
};
type Name = keyof typeof moments;

const nobody: Record<Name, boolean> = {
  prepared: false,
  opened: false,
  'shown so far': true,
  'hidden while open': false,
  'shown and hidden while open': false,
  'closed alone': false,
  'hidden, then closed alone': false,
  'closed and shown': true,
  'closed by the platform': false,
  'closed, shown and hidden': false,
  'ended as shown': true,
  'ended as hidden': false,
  'withdrawn while open': false,
  'withdrawn after closing': false,
};
/** Who has answered sees results under AFTER_ANSWER from the opening on, also what is hidden from everybody else. */
const answered: Record<Name, boolean> = {
  ...nobody,
  opened: true,
  'hidden while open': true,
  'shown and hidden while open': true,
  'closed alone': true,
  'hidden, then closed alone': true,
  'closed by the platform': true,
  'closed, shown and hidden': true,
  'ended as hidden': true,
};

const seen: Record<ResultsPolicy, Record<Exclude<Asker, 'STAFF'>, Record<Name, boolean>>> = {
  ALWAYS: {
    ANYBODY: { ...nobody, opened: true, 'closed alone': true, 'closed by the platform': true },
    ANSWERED: { ...nobody, opened: true, 'closed alone': true, 'closed by the platform': true },
  },
  AFTER_ANSWER: { ANYBODY: nobody, ANSWERED: answered },
  AFTER_CLOSE: {
    ANYBODY: { ...nobody, 'closed by the platform': true },
    ANSWERED: { ...nobody, 'closed by the platform': true },
  },
  OPERATOR_ONLY: { ANYBODY: nobody, ANSWERED: nobody },
};

const table = (Object.keys(seen) as ResultsPolicy[]).flatMap((policy) =>
  (Object.keys(moments) as Name[]).flatMap((name) =>
    (['ANYBODY', 'ANSWERED'] as const).map((asker) => ({ policy, name, asker, sees: seen[policy][asker][name] })),
  ),
);

describe('results of a survey', () => {
  it.each(table)('$policy, $name: $asker sees them: $sees', ({ policy, name, asker, sees }) => {
    expect(seesResults(moments[name](policy), asker)).toBe(sees);
  });

  it.each(Object.keys(moments) as Name[])('%s: operators see them', (name) => {
    expect(seesResults(moments[name]('OPERATOR_ONLY'), 'STAFF')).toBe(true);
  });
});
