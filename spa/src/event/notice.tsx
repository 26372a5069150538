import { Show } from 'solid-js';
import type { LiveEvent } from '#graphql/schema.generated';
import { NoticeIcon } from '../design/icons.tsx';
import { Paragraphs } from '../text/texts.tsx';
import { words } from '../text/words.ts';

/** What the organisers tell everybody, above each page of the event. */
export function Notice(props: { readonly event: LiveEvent | null | undefined }) {
  return (
    <Show when={props.event?.notice?.length}>
      <aside class="note" aria-label={words().notice}>
        <NoticeIcon />
        <div>
          <Paragraphs of={props.event?.notice} />
        </div>
      </aside>
    </Show>
  );
}
