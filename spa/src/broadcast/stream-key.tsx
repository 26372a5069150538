import { createSignal, Show } from 'solid-js';
import type { Broadcast, KeyAct } from '#graphql/schema.generated';
import { ActButton } from '../desk/act-button.tsx';
import type { Desk } from '../desk/create-desk.ts';
import { perform } from '../desk/perform.ts';
import { language } from '../text/language.ts';
import { day, exactClock } from '../time/format.ts';
import { copyKey } from './broadcast-acts.ts';
import { broadcastWords } from './broadcast-words.ts';
import { putOnClipboard } from './clipboard.ts';

interface Props {
  readonly desk: Desk;
  readonly broadcast: Broadcast;
  readonly again: () => Promise<void>;
}

/** Where the encoder sends to and with which key. The key itself is seen only where the browser does not copy it. */
export function StreamKeyField(props: Props) {
  const [shown, setShown] = createSignal<string | null>(null);
  const copy = () =>
    copyKey(props.desk, props.broadcast.channel, async ({ key }) => {
      const isCopied = await putOnClipboard(key);
      if (!isCopied) setShown(key);
      return isCopied;
    });
  async function press(): Promise<void> {
    setShown(null);
    await perform(props.desk, 'text', `key.${props.broadcast.channel}`, copy);
    await props.again();
  }
  const when = ({ at, by }: KeyAct, say: (time: string, by: string) => string) => {
    const time = Date.parse(at);
    const zone = props.desk.zone();
    return say(`${day(time, language(), zone)} ${exactClock(time, language(), zone)}`, by);
  };
  const copied = () => {
    const { copied: last } = props.broadcast;
    return last ? when(last, broadcastWords().copiedAt) : broadcastWords().neverCopied;
  };
  return (
    <dl class="needs">
      <Server server={props.broadcast.server} />
      <div>
        <dt>{broadcastWords().key}</dt>
        <dd>
          <Show when={props.broadcast.keyEnds} fallback={<span class="lamp warn">{broadcastWords().noKey}</span>}>
            {(ends) => (
              <div class="row">
                <code>{`${'•'.repeat(12)}${ends()}`}</code>
                <ActButton
                  acts={props.desk.acts}
                  lane="text"
                  name={`key.${props.broadcast.channel}`}
                  doing={broadcastWords().copying}
                  act={() => void press()}
                >
                  {broadcastWords().copyKey}
                </ActButton>
                <span class="m">{broadcastWords().recorded}</span>
              </div>
            )}
          </Show>
          <Show when={shown()}>{(key) => <ByHand value={key()} hide={() => setShown(null)} />}</Show>
          <Show when={props.broadcast.keyEnds}>
            <p class="m">{copied()}</p>
          </Show>
          <Show when={props.broadcast.replaced}>
            {(replaced) => <p class="m">{when(replaced(), broadcastWords().replacedAt)}</p>}
          </Show>
        </dd>
      </div>
    </dl>
  );
}

function Server(props: { readonly server: string }) {
  const [told, setTold] = createSignal('');
  const copy = async () =>
    setTold((await putOnClipboard(props.server)) ? broadcastWords().serverCopied : broadcastWords().byHand);
  return (
    <div>
      <dt>{broadcastWords().server}</dt>
      <dd>
        <div class="row">
          <code>{props.server}</code>
          <button type="button" onClick={() => void copy()}>
            {broadcastWords().copyServer}
          </button>
          <span class="m" role="status">
            {told()}
          </span>
        </div>
      </dd>
    </div>
  );
}

function ByHand(props: { readonly value: string; readonly hide: () => void }) {
  return (
    <div class="row">
      <input
        readonly
        value={props.value}
        aria-label={broadcastWords().byHand}
        ref={(input) => queueMicrotask(() => input.select())}
        onFocus={(event) => event.currentTarget.select()}
      />
      <button type="button" onClick={() => props.hide()}>
        {broadcastWords().hide}
      </button>
      <span class="m">{broadcastWords().byHand}</span>
    </div>
  );
}
