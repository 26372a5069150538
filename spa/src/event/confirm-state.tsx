import { onMount, Show } from 'solid-js';
import type { EventState } from '#graphql/schema.generated';
import { ActButton } from '../desk/act-button.tsx';
import type { Acts } from '../desk/acts.ts';
import type { Edit } from '../desk/create-edit.ts';
import { deskWords } from '../desk/desk-words.ts';
import { textsOf } from '../text/text-fields.ts';
import { Paragraphs } from '../text/texts.tsx';
import { eventDeskWords } from './event-desk-words.ts';
import { eventLanguages } from './event-fields.ts';
import { eventWords } from './event-words.ts';

interface Props {
  readonly edit: Edit;
  readonly acts: Acts;
  readonly onYes: () => void;
  readonly onNo: () => void;
}

/** Asks before every page of the event changes, and says to what. */
export function ConfirmState(props: Props) {
  const state = () => props.edit.value('state') as EventState;
  const showsNotice = () => state() !== 'DRAFT';
  const notice = () => textsOf('notice', props.edit.values(), eventLanguages(props.edit.values()));
  let heading!: HTMLHeadingElement;
  onMount(() => heading.focus());
  return (
    <section class="nb warn confirm" aria-labelledby="confirm">
      <div class="s">{eventWords().eventState[state()]}</div>
      <div class="c">
        <h2 id="confirm" class="d" tabindex="-1" ref={heading}>
          {eventDeskWords().confirmTitle}
        </h2>
        <p>{eventDeskWords().shows[state()]}</p>
        <Show when={showsNotice()}>
          <blockquote>
            <Show when={notice().length > 0} fallback={<p class="m">{eventDeskWords().noNotice}</p>}>
              <Paragraphs of={notice()} />
            </Show>
          </blockquote>
        </Show>
        <div class="row">
          <ActButton
            acts={props.acts}
            lane="text"
            name="event"
            class="go air"
            doing={deskWords().saving}
            act={() => props.onYes()}
          >
            {eventDeskWords().confirm(eventWords().eventState[state()])}
          </ActButton>
          <button type="button" onClick={() => props.onNo()}>
            {eventDeskWords().back2}
          </button>
        </div>
      </div>
    </section>
  );
}
