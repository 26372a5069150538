import { For, Show } from 'solid-js';
import type { LiveSession, Text } from '#graphql/schema.generated';
import { phrasesOf, pick } from '../text/pick.ts';
import { words } from '../text/words.ts';

interface BillProps {
  readonly title: readonly Text[] | null | undefined;
  readonly speakers?: LiveSession['speakers'] | undefined;
  readonly description?: readonly Text[] | null | undefined;
  readonly lang: string;
  /** Names the description. */
  readonly label: string;
}

/** What a stage says, in the language that was chosen and not in the desk's own. */
export function Bill(props: BillProps) {
  const names = () => (props.speakers ?? []).map(({ name }) => pick(name, props.lang).value);
  return (
    <>
      <p class="d">
        <For each={phrasesOf(pick(props.title, props.lang).value)}>
          {(phrase) => (
            <>
              <span class="ph">{phrase.words}</span>
              {phrase.space ? ' ' : ''}
            </>
          )}
        </For>
      </p>
      <Show when={names().length > 0}>
        <p class="by">{names().join(words().listComma)}</p>
      </Show>
      <Lines of={props.description} lang={props.lang} label={props.label} />
    </>
  );
}

interface LinesProps {
  readonly of: readonly Text[] | null | undefined;
  readonly lang: string;
  readonly label: string;
}

/** The paragraphs of a long text, in a frame of their own that scrolls. */
export function Lines(props: LinesProps) {
  const lines = () =>
    pick(props.of, props.lang)
      .value.split('\n')
      .filter((line) => line.trim() !== '');
  return (
    <Show when={lines().length > 0}>
      {/* Scrolls, so the keyboard has to reach it. */}
      <section class="lines" tabindex="0" aria-label={props.label}>
        <For each={lines()}>{(line) => <p>{line}</p>}</For>
      </section>
    </Show>
  );
}
