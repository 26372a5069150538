import { createMemo, createSignal, For, Show } from 'solid-js';
import type { Stage } from '#graphql/schema.generated';
import type { Desk } from '../desk/create-desk.ts';
import { namesOf, spareOf, stagesOf } from './broadcast-acts.ts';
import { BroadcastCard } from './broadcast-card.tsx';
import { broadcastWords } from './broadcast-words.ts';
import { ChannelIncoming } from './incoming.tsx';

interface Props {
  readonly desk: Desk;
  readonly stage: Stage;
  /** Names of the pool's channels. */
  readonly channels: readonly string[];
}

/** A card for each channel, those of the stage first: what its encoder needs, and what comes in. */
export function BroadcastDesk(props: Props) {
  const isOfStage = (channel: string) => (props.stage.sources ?? []).some((source) => source.channel === channel);
  const channels = createMemo(
    () => [...props.channels.filter(isOfStage), ...props.channels.filter((channel) => !isOfStage(channel))],
    undefined,
    { equals: (a, b) => a.join() === b.join() },
  );
  return (
    <section class="panel broadcast" aria-labelledby="broadcast">
      <div>
        <h2 class="d" id="broadcast">
          {broadcastWords().broadcast}
        </h2>
        <p class="m">{broadcastWords().hint}</p>
      </div>
      <For each={channels()}>{(channel) => <ChannelCard desk={props.desk} channel={channel} />}</For>
    </section>
  );
}

/** What is inside asks the platform, so it is made only when somebody opens it. */
function ChannelCard(props: { readonly desk: Desk; readonly channel: string }) {
  const [isOpen, setOpen] = createSignal(false);
  const used = () => {
    const [users, spares] = [stagesOf(props.desk, props.channel), spareOf(props.desk, props.channel)];
    if (users.length > 0) return broadcastWords().usedBy(namesOf(users));
    return spares.length > 0 ? broadcastWords().spareOf(namesOf(spares)) : broadcastWords().unused;
  };
  return (
    <details class="channel" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <span class="d">{broadcastWords().channel(props.channel)}</span>
        <span class="m">{used()}</span>
        <Show when={!isOpen()}>
          <ChannelIncoming desk={props.desk} channel={props.channel} />
        </Show>
      </summary>
      <Show when={isOpen()}>
        <BroadcastCard desk={props.desk} channel={props.channel} />
      </Show>
    </details>
  );
}
