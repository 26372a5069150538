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

/**
 * What comes in on a channel, as the platform last saw it for the desk's stage. One of the stage's own that was never looked at never had an encoder;
 * nothing is said while nobody knows, nor of a channel that only other stages have.
 */
export function ChannelIncoming(props: { readonly desk: Desk; readonly channel: string | null | undefined }) {
  const stream = createMemo(() => props.desk.streams.all()?.find(({ channel }) => channel === props.channel));
  const isOfStage = () =>
    (props.desk.stage()?.sources ?? []).some(({ channel }) => channel && channel === props.channel);
  const isKnown = () => Boolean(stream() || (props.desk.streams.all() && isOfStage()));
  const incoming = () => {
    const seen = stream();
    return seen ? incomingOf(seen) : null;
  };
  return (
    <Show when={isKnown()}>
      <span class="incoming">
        <IncomingLine incoming={incoming()} zone={props.desk.zone()} />
      </span>
    </Show>
  );
}
