import { createMemo, Show } from 'solid-js';
import type { StageStream } from '#graphql/schema.generated';
import type { Desk } from '../desk/create-desk.ts';
import { type Incoming, pictureSaid, standOf } from './signal.ts';

/** What comes in, on one line. */
export function IncomingLine(props: { readonly incoming: Incoming | null; readonly zone: string }) {
  const stand = () => standOf(props.incoming, props.zone);
  const picture = () => (props.incoming?.ingest ? pictureSaid(props.incoming.ingest) : '');
  return (
    <>
      <span class="lamp" classList={{ cue: stand().lamp === 'cue', warn: stand().lamp === 'warn' }}>
        {stand().said}
      </span>
      <Show when={picture()}>
        <span class="m">{picture()}</span>
      </Show>
    </>
  );
}

const incomingOf = ({ live, startedAt, health, starvingSince, ingest }: StageStream): Incoming | null =>
  live ? { since: startedAt ?? null, health, starvingSince: starvingSince ?? null, ingest: ingest ?? null } : null;

/** What comes in on a channel of the desk's stage, as the platform last saw it; nothing while nobody knows. */
export function ChannelIncoming(props: { readonly desk: Desk; readonly channel: string | null | undefined }) {
  const stream = createMemo(() => props.desk.streams.all()?.find(({ channel }) => channel === props.channel));
  return (
    <Show when={stream()}>
      {(seen) => (
        <span class="incoming">
          <IncomingLine incoming={incomingOf(seen())} zone={props.desk.zone()} />
        </span>
      )}
    </Show>
  );
}
