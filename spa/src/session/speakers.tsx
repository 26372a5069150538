import { Index, Show } from 'solid-js';
import type { LiveSession } from '#graphql/schema.generated';
import { Texts } from '../text/texts.tsx';
import { words } from '../text/words.ts';

/** Who speaks, with where they come from. */
export function Speakers(props: { readonly of: Pick<LiveSession, 'speakers'> | null | undefined }) {
  const speakers = () => props.of?.speakers ?? [];
  // The comma stays with the one before it, also where a line breaks; a space, where the language has one, is between.
  const isLast = (index: number) => index === speakers().length - 1;
  return (
    <Show when={speakers().length > 0}>
      <p class="by">
        <Index each={speakers()}>
          {(speaker, index) => (
            <>
              <span>
                <b>
                  <Texts of={speaker().name} />
                </b>
                <Show when={speaker().affiliation.length > 0}>
                  {words().affiliation[0]}
                  <Texts of={speaker().affiliation} />
                  {words().affiliation[1]}
                </Show>
                {isLast(index) ? '' : words().listComma.trimEnd()}
              </span>
              {isLast(index) ? '' : words().listComma.slice(words().listComma.trimEnd().length)}
            </>
          )}
        </Index>
      </p>
    </Show>
  );
}
