import { createMemo, Show } from 'solid-js';
import type { LiveViewers } from '#graphql/schema.generated';
import { now } from '../time/now.ts';
import { people, viewerWords } from './viewer-words.ts';
import { watching } from './viewers.ts';

/** How many watch, with its age where that matters, and whether they become more. It changes without a word to those who only hear the page. */
export function ViewerCount(props: { readonly viewers: LiveViewers | null | undefined }) {
  const seen = createMemo(() => watching(props.viewers, now()));
  return (
    <Show when={seen()}>
      {(now) => (
        <>
          <span>
            <b class="cnt">{people(now().count)}</b>
            {viewerWords().watching}
          </span>
          <Show when={now().age}>{(age) => <span class="m">{viewerWords().asOf(age())}</span>}</Show>
          <Show when={now().rise}>
            {(rise) => (
              <span class="trend">
                <RiseIcon />
                {viewerWords().rising(people(rise()))}
              </span>
            )}
          </Show>
        </>
      )}
    </Show>
  );
}

const RiseIcon = () => (
  <svg class="i" viewBox="0 0 24 24" aria-hidden="true">
    <path d="M3 17l6-6 4 4 8-9M15 6h6v6" />
  </svg>
);
