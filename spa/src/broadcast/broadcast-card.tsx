import { createEffect, For, on, Show } from 'solid-js';
import type { Broadcast } from '#graphql/schema.generated';
import type { Desk } from '../desk/create-desk.ts';
import { createRows } from '../desk/create-query.ts';
import { Refusal } from '../desk/refusal.ts';
import { Unread } from '../desk/unread.tsx';
import { pollWhileVisible } from '../live/poll-while-visible.ts';
import { language } from '../text/language.ts';
import { refusalWords } from '../text/refusal-words.ts';
import { exactClock } from '../time/format.ts';
import { BROADCAST } from './broadcast-documents.ts';
import { broadcastWords } from './broadcast-words.ts';
import { EncoderSettings } from './encoder-settings.tsx';
import { IncomingLine } from './incoming.tsx';
import { ReplaceKey } from './replace-key.tsx';
import { detailsSaid } from './signal.ts';
import { StreamKeyField } from './stream-key.tsx';

interface Props {
  readonly desk: Desk;
  readonly channel: string;
}

/** How often, in milliseconds, it is asked again what comes in. */
const ROUND = 10_000;

/** One channel: where its encoder sends to, with which key and settings, and what arrives. */
export function BroadcastCard(props: Props) {
  const rows = createRows<Broadcast & { readonly id: string }>(
    () => props.channel,
    async (channel) => {
      const { broadcast } = await props.desk.api.ask(BROADCAST, { channel });
      if (!broadcast) throw new Refusal('CHANNEL_NOT_FOUND');
      return [{ ...broadcast, id: channel }];
    },
    (all) => all,
  );
  const round = pollWhileVisible(() => ROUND, rows.again);
  createEffect(on(() => props.channel, round));
  const broadcast = () => rows.all()?.[0];
  return (
    <Show when={broadcast()} fallback={<Unread rows={rows} />}>
      {(told) => (
        <div class="plain">
          <Arriving desk={props.desk} broadcast={told()} />
          <Show when={rows.refusal()}>{(refusal) => <p class="lamp warn">{refusalWords()[refusal().code]}</p>}</Show>
          <StreamKeyField desk={props.desk} broadcast={told()} again={rows.again} />
          <EncoderSettings type={told().type} />
          <ReplaceKey desk={props.desk} channel={props.channel} again={rows.again} />
        </div>
      )}
    </Show>
  );
}

function Arriving(props: { readonly desk: Desk; readonly broadcast: Broadcast }) {
  const incoming = () => {
    const { signal } = props.broadcast;
    return signal ? { ...signal, starvingSince: signal.starvingSince ?? null, ingest: signal.ingest ?? null } : null;
  };
  const since = (time: string) => broadcastWords().since(exactClock(Date.parse(time), language(), props.desk.zone()));
  return (
    <div>
      <h3>{broadcastWords().signal}</h3>
      <p class="incoming">
        <IncomingLine incoming={incoming()} zone={props.desk.zone()} />
        <Show when={incoming()}>{(signal) => <span class="m">{since(signal().since)}</span>}</Show>
      </p>
      <Show when={incoming()?.ingest}>
        {(ingest) => <For each={detailsSaid(ingest())}>{(part) => <p class="m">{part}</p>}</For>}
      </Show>
    </div>
  );
}
