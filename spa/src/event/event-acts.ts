import type { Event, EventInput } from '#graphql/schema.generated';
import { sameTexts } from '#graphql/text/text';
import type { Done } from '../desk/acts.ts';
import type { Desk } from '../desk/create-desk.ts';
import { deskWords } from '../desk/desk-words.ts';
import { PUT_EVENT } from '../desk/documents.ts';
import { Refusal } from '../desk/refusal.ts';
import { language } from '../text/language.ts';
import { pick, plain } from '../text/pick.ts';
import { eventDeskWords } from './event-desk-words.ts';

export const eventTitle = (event: Pick<Event, 'title'>): string => plain(pick(event.title, language()).value);

/** Creates the event (`expected` null) or changes the version that was seen. */
export async function saveEvent(desk: Desk, input: EventInput, expected: number | null): Promise<Event> {
  const { putEvent } = await desk.api.act(PUT_EVENT, { input, expected });
  if (!putEvent) throw new Refusal('FAULT');
  desk.events.learn(putEvent.id, putEvent);
  return putEvent;
}

export function eventSaved(desk: Desk, event: Event): Done {
  const said = () => deskWords().saved(eventDeskWords().what(eventTitle(event)));
  const stage = desk.watched();
  if (!stage) return { said };
  return {
    said,
    expect: {
      stage,
      actedAt: event.updatedAt,
      contains: ({ state }) =>
        state?.event?.state === event.state &&
        sameTexts(state.event.title ?? [], event.title) &&
        sameTexts(state.event.notice ?? [], event.notice),
    },
  };
}
