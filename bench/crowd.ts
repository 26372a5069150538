import { type ChildProcess, fork } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import type { Arrival, CrowdOrder, Findings, FromCrowd, ToCrowd } from './crowd-messages.ts';

/** More than this many sockets are spread over several processes. */
const PER_PROCESS = 5_000;

/** Viewers in processes of their own. */
export interface Crowd {
  processes: number;
  /** Resolves when every viewer has a state that `wanted` takes; with undefined after `timeoutMs`. */
  arrival(wanted: (arrival: Arrival) => boolean, timeoutMs: number): Promise<Arrival | undefined>;
  /** All arrivals so far, in the order in which they were complete. */
  arrivals: readonly Arrival[];
  findings(): Promise<Findings>;
  stop(): Promise<void>;
}

function shares(sockets: number): number[] {
  const processes = Math.ceil(sockets / PER_PROCESS);
  return Array.from({ length: processes }, (_, index) => Math.floor((sockets + index) / processes));
}

const ended = async (child: ChildProcess): Promise<never> => {
  const [code] = await once(child, 'exit');
  throw new Error(`a process of viewers ended with ${code}`);
};

async function next<Type extends FromCrowd['type']>(child: ChildProcess, type: Type) {
  const { promise, resolve } = Promise.withResolvers<Extract<FromCrowd, { type: Type }>>();
  const listener = (message: FromCrowd) => {
    if (message.type === type) resolve(message as Extract<FromCrowd, { type: Type }>);
  };
  child.on('message', listener);
  return Promise.race([promise, ended(child)]).finally(() => child.off('message', listener));
}

const together = (all: readonly Findings[]): Findings => {
  const sum: Findings = { doubled: 0, late: 0, closed: 0, shown: {} };
  for (const { doubled, late, closed, shown } of all) {
    sum.doubled += doubled;
    sum.late += late;
    sum.closed += closed;
    for (const [state, count] of Object.entries(shown)) sum.shown[state] = (sum.shown[state] ?? 0) + count;
  }
  return sum;
};

/** Opens the sockets and subscribes each; resolves when all are acknowledged. */
export async function startCrowd(order: CrowdOrder): Promise<Crowd> {
  const children = shares(order.sockets).map((sockets) => {
    const child = fork(new URL('./crowd-process.ts', import.meta.url), {
      execArgv: ['--disable-warning=ExperimentalWarning'],
    });
    child.send({ type: 'order', order: { ...order, sockets } } satisfies ToCrowd);
    return child;
  });
  const arrivals: Arrival[] = [];
  const parts = new Map<number, Arrival[]>();
  const complete = new EventEmitter();
  const collect = (message: FromCrowd) => {
    if (message.type !== 'arrival') return;
    const { arrival } = message;
    const { seq } = arrival.state;
    const all = [...(parts.get(seq) ?? []), arrival];
    parts.set(seq, all);
    if (all.length < children.length) return;
    parts.delete(seq);
    const whole = {
      state: arrival.state,
      first: Math.min(...all.map((each) => each.first)),
      last: Math.max(...all.map((each) => each.last)),
    };
    arrivals.push(whole);
    complete.emit('arrival', whole);
  };
  for (const child of children) child.on('message', collect);
  await Promise.all(children.map((child) => next(child, 'ready')));

  return {
    processes: children.length,
    arrivals,
    async arrival(wanted, timeoutMs) {
      const { promise, resolve } = Promise.withResolvers<Arrival | undefined>();
      const listener = (arrival: Arrival) => {
        if (wanted(arrival)) resolve(arrival);
      };
      complete.on('arrival', listener);
      const timer = setTimeout(() => resolve(undefined), timeoutMs);
      for (const arrival of arrivals) listener(arrival);
      return promise.finally(() => {
        clearTimeout(timer);
        complete.off('arrival', listener);
      });
    },
    async findings() {
      const answers = children.map((child) => next(child, 'findings'));
      for (const child of children) child.send({ type: 'look' } satisfies ToCrowd);
      return together((await Promise.all(answers)).map(({ findings }) => findings));
    },
    async stop() {
      await Promise.all(
        children.map(async (child) => {
          const exit = once(child, 'exit');
          child.disconnect();
          await exit;
        }),
      );
    },
  };
}
