import { createSignal, For, onMount, Show } from 'solid-js';
import type { ReplacedKey } from '#graphql/schema.generated';
import { ActButton } from '../desk/act-button.tsx';
import type { Desk } from '../desk/create-desk.ts';
import { perform } from '../desk/perform.ts';
import { namesOf, replaceKey, stagesOf } from './broadcast-acts.ts';
import { broadcastWords } from './broadcast-words.ts';

interface Props {
  readonly desk: Desk;
  readonly channel: string;
  readonly again: () => Promise<void>;
}

/** For a key that is in wrong hands: asks, with all that follows, and tells what was done. */
export function ReplaceKey(props: Props) {
  const [asking, setAsking] = createSignal(false);
  const [done, setDone] = createSignal<ReplacedKey | null>(null);
  let button: HTMLButtonElement | undefined;
  const name = () => `replace.${props.channel}`;
  const close = () => {
    setAsking(false);
    queueMicrotask(() => button?.focus());
  };
  async function replace(): Promise<void> {
    const refusal = await perform(props.desk, 'show', name(), () => replaceKey(props.desk, props.channel, setDone));
    if (!refusal) close();
    await props.again();
  }
  const ask = () => {
    setDone(null);
    setAsking(true);
  };
  return (
    <div class="remove">
      <Show
        when={asking()}
        fallback={
          <button type="button" ref={button} onClick={ask}>
            {broadcastWords().replace}
          </button>
        }
      >
        <Asking {...props} isDoing={props.desk.acts.busy('show') === name()} yes={() => void replace()} no={close} />
      </Show>
      <div role="status">
        <Show when={done()}>{(replaced) => <Told desk={props.desk} replaced={replaced()} />}</Show>
      </div>
    </div>
  );
}

function Asking(props: Props & { readonly isDoing: boolean; readonly yes: () => void; readonly no: () => void }) {
  let heading!: HTMLHeadingElement;
  onMount(() => heading.focus());
  const consequences = () => {
    const { curtains, noCurtain, cut, own, raise } = broadcastWords().consequences;
    const up = stagesOf(props.desk, props.channel).filter(({ curtain }) => curtain === 'UP');
    return [up.length > 0 ? curtains(namesOf(up)) : noCurtain, cut, own, raise];
  };
  const id = () => `replace-${props.channel}`;
  return (
    <section
      class="nb warn confirm"
      aria-labelledby={id()}
      onKeyDown={(event) => event.key === 'Escape' && !props.isDoing && props.no()}
    >
      <div class="s">{broadcastWords().replaceShort}</div>
      <div class="c">
        <h3 id={id()} class="d" tabindex="-1" ref={heading}>
          {broadcastWords().replaceTitle(props.channel)}
        </h3>
        <ul class="consequences">
          <For each={consequences()}>{(each) => <li>{each}</li>}</For>
        </ul>
        <div class="row">
          <button type="button" aria-disabled={props.isDoing} onClick={() => !props.isDoing && props.no()}>
            {broadcastWords().no}
          </button>
          <ActButton
            acts={props.desk.acts}
            lane="show"
            name={`replace.${props.channel}`}
            class="go air"
            doing={broadcastWords().replacing}
            act={() => props.yes()}
          >
            {broadcastWords().yes}
          </ActButton>
        </div>
      </div>
    </section>
  );
}

/** What came of it; the stages by the names that the desk knows them by. */
function Told(props: { readonly desk: Desk; readonly replaced: ReplacedKey }) {
  const lines = () => {
    const { lowered, cut, keyEnds } = props.replaced;
    const words = broadcastWords().result;
    const named = (props.desk.stages.all() ?? []).filter(({ id }) => lowered.includes(id));
    const elsewhere = lowered.filter((id) => !named.some((stage) => stage.id === id));
    const stages = [namesOf(named), ...elsewhere].filter(Boolean).join(', ');
    return [
      lowered.length > 0 ? words.lowered(stages) : words.notLowered,
      cut ? words.cut : words.notCut,
      words.next(keyEnds),
    ];
  };
  return <For each={lines()}>{(line) => <p>{line}</p>}</For>;
}
