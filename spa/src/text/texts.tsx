import { Index, Show } from 'solid-js';
import type { Text } from '#graphql/schema.generated';
import { language } from './language.ts';
import { phrasesOf, pick, plain } from './pick.ts';

interface TextsProps {
  readonly of: readonly Text[] | null | undefined;
}

/** Its own language only where it is another than the page's: that is what a screen reader has to be told. */
const foreign = (text: Text): string | undefined =>
  text.lang && text.lang.split('-')[0] !== language() ? text.lang : undefined;

/** A name or a title in a line, without its phrase marks: in the viewer's language, or in the first there is and marked with that. */
export function Texts(props: TextsProps) {
  const text = () => pick(props.of, language());
  return <span lang={foreign(text())}>{plain(text().value)}</span>;
}

/** A title, which breaks between its phrases. */
export function Title(props: TextsProps) {
  const text = () => pick(props.of, language());
  return (
    <span lang={foreign(text())}>
      <Index each={phrasesOf(text().value)}>
        {(phrase) => (
          <>
            <span class="ph">{phrase().words}</span>
            {phrase().space ? ' ' : ''}
          </>
        )}
      </Index>
    </span>
  );
}

/** A long text: a paragraph for each line that is not empty. */
export function Paragraphs(props: TextsProps) {
  const text = () => pick(props.of, language());
  const lines = () =>
    text()
      .value.split('\n')
      .filter((line) => line.trim() !== '');
  return (
    <Show when={lines().length > 0}>
      <div lang={foreign(text())}>
        <Index each={lines()}>{(line) => <p>{line()}</p>}</Index>
      </div>
    </Show>
  );
}
