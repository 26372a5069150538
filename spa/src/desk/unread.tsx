import { Show } from 'solid-js';
import { refusalWords } from '../text/refusal-words.ts';
import type { Rows } from './create-query.ts';
import { deskWords } from './desk-words.ts';

/** In place of rows that are not there yet: they are being read, or why they could not be. */
export function Unread(props: { readonly rows: Pick<Rows<{ id: string }>, 'refusal' | 'again'> }) {
  return (
    <Show when={props.rows.refusal()} fallback={<p class="m">{deskWords().loading}</p>}>
      {(refusal) => (
        <div class="empty">
          <p class="lamp warn">{refusalWords()[refusal().code]}</p>
          <button type="button" onClick={() => void props.rows.again()}>
            {deskWords().again}
          </button>
        </div>
      )}
    </Show>
  );
}
