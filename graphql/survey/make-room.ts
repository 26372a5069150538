import { closeOnTime, end, type Moment, type Outcome, type SurveyRow } from './machine.ts';

/**
 * How a survey leaves the page because another is opened: closed, it is ended; open, it stays and refuses the other one. If its time is over and the
 * platform's close is only on its way, this is that close as well. It cannot be undone: the page is taken.
 */
export function makeRoom(onPage: SurveyRow, moment: Moment): Outcome {
  const closing = closeOnTime(onPage, moment);
  if (onPage.state === 'OPEN' && closing === null)
    return {
      step: null,
      violation: { code: 'SURVEY_OPEN', field: 'survey', message: 'Another survey is open on the stage.' },
    };
  const { step, violation } = end({ ...onPage, ...closing }, moment);
  if (step === null) return { step, violation };
  return { step: { ...closing, ...step, undo: null }, violation: null };
}
