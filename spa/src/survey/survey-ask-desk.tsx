import { createSignal, Show } from 'solid-js';
import { ActButton } from '../desk/act-button.tsx';
import type { Acts, Lane } from '../desk/acts.ts';
import { surveyDeskWords } from './survey-desk-words.ts';

interface Props {
  readonly acts: Acts;
  readonly lane: Lane;
  readonly name: string;
  readonly question: string;
  /** What has to be typed first. */
  readonly word?: string;
  readonly yes: string;
  readonly doing: string;
  readonly onYes: () => void;
  readonly onNo: () => void;
}

/** Asks where the hand is, and covers nothing. The focus goes to what changes nothing. */
export function AskInPlace(props: Props) {
  const [typed, setTyped] = createSignal('');
  return (
    <section class="note warn ask" aria-label={props.question}>
      <p>
        <b>{props.question}</b>
      </p>
      <Show when={props.word}>
        <input
          type="text"
          aria-label={surveyDeskWords().typed}
          value={typed()}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
      </Show>
      <div class="row">
        <button type="button" ref={(button) => queueMicrotask(() => button.focus())} onClick={() => props.onNo()}>
          {surveyDeskWords().no}
        </button>
        <ActButton
          acts={props.acts}
          lane={props.lane}
          name={props.name}
          doing={props.doing}
          blocked={props.word !== undefined && typed() !== props.word}
          act={() => props.onYes()}
        >
          {props.yes}
        </ActButton>
      </div>
    </section>
  );
}
