import type { Socket } from '../../spa/src/live/connection.ts';
import type { Timers } from '../../spa/src/live/timers.ts';

export interface FakeTime extends Timers {
  /** Lets so many milliseconds pass, with all that is due in them, in order. */
  pass(milliseconds: number): Promise<void>;
  /** What `random` answers from now on. */
  chance(value: number): void;
}

/** Whatever was resolved by now has had its consequences. */
export const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

export function makeFakeTime(start = Date.parse('2026-11-20T09:00:00.000Z')): FakeTime {
  let now = start;
  let random = 0.5;
  const waiting = new Set<{ readonly at: number; readonly act: () => void }>();
  const due = (until: number) =>
    [...waiting].filter((timer) => timer.at <= until).sort((one, other) => one.at - other.at)[0];
  return {
    now: () => now,
    random: () => random,
    chance: (value) => {
      random = value;
    },
    after: (milliseconds, act) => {
      const timer = { at: now + milliseconds, act };
      waiting.add(timer);
      return () => waiting.delete(timer);
    },
    pass: async (milliseconds) => {
      const until = now + milliseconds;
      await settle();
      for (let timer = due(until); timer; timer = due(until)) {
        waiting.delete(timer);
        now = Math.max(now, timer.at);
        timer.act();
        await settle();
      }
      now = until;
    },
  };
}

/** The server's end of a socket, by hand. */
export class FakeSocket implements Socket {
  onmessage: Socket['onmessage'] = null;
  onclose: Socket['onclose'] = null;
  onopen: Socket['onopen'] = null;
  readonly sent: { type: string; id?: string; payload?: { data: string; extensions: unknown } }[] = [];
  closed = false;
  readonly url: string;
  readonly protocols: readonly string[];

  constructor(url: string, protocols: readonly string[]) {
    this.url = url;
    this.protocols = protocols;
  }

  send(text: string): void {
    this.sent.push(JSON.parse(text));
  }

  close(): void {
    this.closed = true;
  }

  receive(message: object): void {
    this.onmessage?.({ data: JSON.stringify(message) });
  }

  /** The server goes away. */
  drop(): void {
    this.onclose?.();
  }

  /** As far as AppSync's `start_ack` for everything that was started. */
  accept(): void {
    this.onopen?.();
    this.receive({ type: 'connection_ack', payload: { connectionTimeoutMs: 300_000 } });
    for (const { type, id } of this.sent) if (type === 'start') this.receive({ type: 'start_ack', id });
  }

  data(data: unknown): void {
    const id = this.sent.find(({ type }) => type === 'start')?.id;
    this.receive({ type: 'data', id, payload: { data } });
  }
}
