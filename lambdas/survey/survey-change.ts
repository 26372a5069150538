import { SURVEY_PREFIX } from '#graphql/keys';
import type { SurveyRow } from '#graphql/survey/machine';
import { type Message, parseMessage } from '../change/message.ts';

/** A survey as a change left it. */
export interface SurveyChange {
  readonly survey: SurveyRow;
  /** Null for a new one, and where the message had no room to say. */
  readonly before: SurveyRow | null;
}

/**
 * What a message of the topic says of a survey; null where it is about something else, or about one that is gone.
 * @param read what there is now, for a message that had no room to say
 */
export const readSurveyChange = async (
  body: string,
  read: (id: string) => Promise<SurveyRow | null>,
): Promise<SurveyChange | null> => {
  const message = parseMessage(body) as Message;
  if (message.kind !== 'change') return null;
  const { keys, newImage, oldImage } = message.record;
  if (typeof keys.sk !== 'string' || !keys.sk.startsWith(SURVEY_PREFIX)) return null;
  const survey = message.truncated ? await read(keys.sk.slice(SURVEY_PREFIX.length)) : newImage;
  if (!survey) return null;
  return { survey: survey as SurveyRow, before: (oldImage as SurveyRow | undefined) ?? null };
};
