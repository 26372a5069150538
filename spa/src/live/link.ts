/** How the subscription's channel is doing. */
export interface Link {
  readonly up: boolean;
  /** Which try to connect this is, from 1; 0 while nothing has failed yet. */
  readonly attempt: number;
  /** When the next try starts, on this device's clock; null while one runs or none is needed. */
  readonly retryAt: number | null;
  /** Why the last connection ended: an `errorType` of AppSync's, a code of our issuer's, or `closed`, `silent`, `slow`, `offline`. */
  readonly reason: string | null;
}

export const DOWN: Link = { up: false, attempt: 0, retryAt: null, reason: null };

/** The channel as its user sees it. */
export interface Channel {
  /** Connects, and stays so as well as the network lets it; a second time does nothing. */
  start(): void;
  stop(): void;
  /** The network is gone: what was connected is not any more. */
  lost(): void;
  /** Something says that a connection may work now: do not wait for the back-off's end. */
  wake(): void;
}

/** A channel whose code is fetched when it is first started: what paints the first state does not wait for what keeps it fresh. */
export function makeLateChannel(load: () => Promise<Channel>): Channel {
  let channel: Channel | null = null;
  let wanted = false;
  let loading = false;
  return {
    start: () => {
      wanted = true;
      channel?.start();
      if (channel || loading) return;
      loading = true;
      load().then(
        (loaded) => {
          channel = loaded;
          if (wanted) channel.start();
        },
        // The network was away, perhaps. Whoever still wants the channel starts it again.
        () => {
          loading = false;
        },
      );
    },
    stop: () => {
      wanted = false;
      channel?.stop();
    },
    lost: () => channel?.lost(),
    wake: () => channel?.wake(),
  };
}
