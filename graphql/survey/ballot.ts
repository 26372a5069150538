import type { Violation } from '../errors.ts';
import { checkId } from '../id.ts';
import type { BallotInput } from '../schema.generated.ts';
import { MAX_LENGTH } from '../text/text.ts';
import type { Gate } from './machine.ts';
import { MAX_OPTIONS } from './survey.ts';

/** How often one answer may be changed: more is no change of mind. */
export const MAX_CHANGES = 50;

/** For how long a ballot is kept, in seconds: 400 days. */
export const KEPT_SECONDS = 34560000;

const MAX_REQUEST_ID = 40;
const REQUEST_ID_CHARACTERS = 'abcdefghijklmnopqrstuvwxyz0123456789-';

/** Checks what can be told from a ballot alone. It comes before everything else, so that a huge one costs nothing. */
export function checkBallot({ survey, choices, text, requestId }: BallotInput): Violation | null {
  if (choices.length > MAX_OPTIONS)
    return { code: 'INVALID_CHOICE', field: 'choices', message: `No survey has more than ${MAX_OPTIONS} choices.` };
  if ((text ?? '').length > MAX_LENGTH.answer)
    return {
      code: 'TEXT_TOO_LONG',
      field: 'text',
      message: `An answer has at most ${MAX_LENGTH.answer} characters.`,
    };
  return checkId('survey', survey, 3) ?? checkRequestId(requestId);
}

function checkRequestId(requestId: string): Violation | null {
  const fits =
    requestId.length > 0 &&
    requestId.length <= MAX_REQUEST_ID &&
    requestId.split('').every((character) => REQUEST_ID_CHARACTERS.indexOf(character) >= 0);
  if (fits) return null;
  const message = `requestId must be 1 to ${MAX_REQUEST_ID} characters a-z, 0-9 and hyphens.`;
  return { code: 'INVALID_ID', field: 'requestId', message };
}

/** Checks that a survey takes this voter's ballot. */
export function checkElectorate(
  { electorate, openedAt }: Pick<Gate, 'electorate' | 'openedAt'>,
  { access, since }: { access: string; since: string },
): Violation | null {
  if (electorate === 'INVITED' && access !== 'INVITED')
    return { code: 'INVITATION_NEEDED', field: 'survey', message: 'The survey asks who is invited.' };
  // `since` has whole seconds, rounded down: who came in the second of the opening may have come after it.
  if (electorate === 'EARLIER' && since >= (openedAt ?? '').slice(0, 19))
    return { code: 'CAME_TOO_LATE', field: 'survey', message: 'The survey asks who was there before it opened.' };
  return null;
}
