import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { startCrowd } from './crowd.ts';
import { type CrowdOrder, clock } from './crowd-messages.ts';
import { type FromServer, ON_STATE, ROOM, stateOf, type ToServer } from './fan-out-api.ts';
import { keep, percentile, type Row, say, thousands } from './report.ts';

const { values } = parseArgs({
  options: { sockets: { type: 'string', default: '1000,10000' }, deliveries: { type: 'string', default: '100000' } },
});
const SOCKETS = values.sockets.split(',').map(Number);
const DELIVERIES = Number(values.deliveries);
const ROUNDS = 3;
const WARM_UP = 5;
/** Publishes that may be under way at a time: enough to keep the server busy, too few to drown it. */
const AHEAD = 4;
const LOST_MS = 60_000;

type Dialect = CrowdOrder['dialect'];
const SERVERS: Record<Dialect, string> = {
  appsync: './fan-out-appsync.ts',
  'graphql-ws': './fan-out-graphql-ws.ts',
};

interface Measured {
  /** Deliveries a second, from the first publish to the last arrival. */
  rate: number;
  /** Deliveries a second of the server's own processor time. */
  perCpuSecond: number;
  megabytes: number;
  problems: string[];
}

class Server {
  readonly #child: ChildProcess;
  #waiting = Promise.withResolvers<FromServer>();

  constructor(dialect: Dialect) {
    this.#child = fork(new URL(SERVERS[dialect], import.meta.url), {
      execArgv: ['--disable-warning=ExperimentalWarning'],
      // graphql-js checks more than it must unless it is told that it is in production.
      env: { ...process.env, NODE_ENV: 'production' },
    });
    this.#child.on('message', (message: FromServer) => this.#waiting.resolve(message));
    this.#child.on('exit', (code) => this.#waiting.reject(new Error(`the server ended with ${code}`)));
  }

  async answer<Type extends FromServer['type']>(
    type: Type,
    order?: ToServer,
  ): Promise<Extract<FromServer, { type: Type }>> {
    if (order) this.#child.send(order);
    const message = await this.#waiting.promise;
    this.#waiting = Promise.withResolvers();
    if (message.type !== type) throw new Error(`the server answered ${message.type}, not ${type}`);
    return message as Extract<FromServer, { type: Type }>;
  }

  usage = () => this.answer('usage', { type: 'usage' });
  publish = (seq: number) => this.answer('published', { type: 'publish', seq });

  async stop(): Promise<void> {
    this.#waiting.promise.catch(() => undefined);
    const exit = once(this.#child, 'exit');
    this.#child.disconnect();
    await exit;
  }
}

async function measure(dialect: Dialect, sockets: number): Promise<Measured> {
  const server = new Server(dialect);
  const { url, host } = await server.answer('listening');
  const began = clock();
  const crowd = await startCrowd({
    dialect,
    url,
    sockets,
    authorization: { host, authorization: 'AWS4-HMAC-SHA256 Credential=AKIABENCH' },
    query: ON_STATE,
    variables: { room: ROOM },
    field: 'onState',
  });
  while ((await server.usage()).subscriptions < sockets) await pause(50);
  say(`  ${dialect}: ${thousands(sockets)} sockets subscribed in ${((clock() - began) / 1000).toFixed(1)} s`);

  let published = 0;
  let lost = 0;
  const arrived = async (seq: number) => {
    const arrival = await crowd.arrival(({ state }) => state.seq === seq, LOST_MS);
    if (!arrival) lost += 1;
    return arrival;
  };
  const publishes = async (count: number) => {
    const under: ReturnType<typeof arrived>[] = [];
    const start = clock();
    for (let each = 0; each < count; each++) {
      if (under.length >= AHEAD) await under.shift();
      published += 1;
      await server.publish(published);
      under.push(arrived(published));
    }
    const rest = await Promise.all(under);
    return (rest.at(-1)?.last ?? clock()) - start;
  };

  await publishes(WARM_UP);
  const rounds: { rate: number; perCpuSecond: number }[] = [];
  const count = Math.max(10, Math.round(DELIVERIES / sockets));
  for (let round = 1; round <= ROUNDS; round++) {
    const before = await server.usage();
    const elapsed = await publishes(count);
    const after = await server.usage();
    const rate = (count * sockets) / (elapsed / 1000);
    rounds.push({ rate, perCpuSecond: (count * sockets) / (after.cpuSeconds - before.cpuSeconds) });
    say(
      `  ${dialect}: round ${round}: ${count} publishes to ${thousands(sockets)} sockets: ${thousands(rate)} deliveries/s`,
    );
  }
  const { megabytes } = await server.usage();
  const { doubled, late, closed, shown } = await crowd.findings();
  await crowd.stop();
  await server.stop();
  const right = shown[JSON.stringify(stateOf(published))] ?? 0;
  const problems = [
    lost > 0 && `${lost} publishes did not reach every socket`,
    doubled > 0 && `${doubled} messages came twice`,
    late > 0 && `${late} messages came after a later one`,
    closed > 0 && `${closed} connections were closed`,
    right !== sockets && `${sockets - right} sockets did not end with the last state`,
  ].filter((problem) => problem !== false);
  return {
    rate: percentile(
      rounds.map((each) => each.rate),
      50,
    ),
    perCpuSecond: percentile(
      rounds.map((each) => each.perCpuSecond),
      50,
    ),
    megabytes,
    problems: problems.map((problem) => `${dialect} at ${sockets}: ${problem}`),
  };
}

const rows: Row[] = [];
const summaries: string[] = [];
const problems: string[] = [];
const bytes = Buffer.byteLength(JSON.stringify(stateOf(1)));
say(`fan-out: a state of ${thousands(bytes)} bytes; each server and its crowd in processes of their own`);
for (const sockets of SOCKETS) {
  const ours = await measure('appsync', sockets);
  const peer = await measure('graphql-ws', sockets);
  const ratio = ours.rate / peer.rate;
  problems.push(...ours.problems, ...peer.problems);
  for (const [name, each] of [
    ['local/appsync', ours],
    ['graphql-ws', peer],
  ] as const) {
    rows.push({
      sockets: thousands(sockets),
      server: name,
      'deliveries/s': thousands(each.rate),
      'per second of its processor': thousands(each.perCpuSecond),
      'resident MB': thousands(each.megabytes),
      ratio: each === ours ? `${ratio.toFixed(1)} ×` : '1',
    });
  }
  summaries.push(
    `${thousands(sockets)} sockets: ${thousands(ours.rate)}/s, ${ratio.toFixed(1)} × graphql-ws (${thousands(peer.rate)}/s)`,
  );
}
const verdict = problems.length > 0 ? problems.join('; ') : 'nothing lost, doubled or backwards';
keep(
  'fan-out',
  `A state of ${thousands(bytes)} bytes, median of ${ROUNDS} rounds of ${thousands(DELIVERIES)} deliveries.`,
  [rows],
  `${verdict}.`,
);
say(`fan-out: ${summaries.join('; ')}; ${verdict}`);
process.exitCode = problems.length > 0 ? 1 : 0;
