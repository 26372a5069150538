import type { State } from './crowd-messages.ts';

/** A state as large and as nested as a stage's: what both servers publish. */
export const SDL = /* GraphQL */ `
  type Query { none: String }
  type Mutation { publish(room: ID!, state: AWSJSON!): State }
  type Subscription { onState(room: ID!): State @aws_subscribe(mutations: ["publish"]) }
  type State { room: ID! seq: Int! at: String title: [Text!] stages: [Item!] session: Item next: Item }
  type Item { id: ID! title: [Text!] speakers: [Item!] startsAt: String }
  type Text { lang: String! value: String! }
`;

const ITEM = '{ id title { lang value } speakers { id title { lang value } } startsAt }';
const FIELDS = `{ room seq at title { lang value } stages ${ITEM} session ${ITEM} next ${ITEM} }`;
export const PUBLISH = `mutation ($room: ID!, $state: AWSJSON!) { publish(room: $room, state: $state) ${FIELDS} }`;
export const ON_STATE = `subscription ($room: ID!) { onState(room: $room) ${FIELDS} }`;
export const ROOM = 'main';

const text = (value: string) => [
  { lang: 'ja', value: `${value}についての話` },
  { lang: 'en', value: `A talk about ${value}` },
];
const item = (id: string) => ({
  id,
  title: text(id),
  speakers: [{ id: `${id}-speaker`, title: text('speakers') }],
  startsAt: '2026-11-20T09:00:00.000Z',
});

export const stateOf = (seq: number): State => ({
  room: ROOM,
  seq,
  at: '2026-11-20T09:00:00.000Z',
  title: text('stages'),
  stages: [item('main'), item('hanamichi'), item('naraku')],
  session: item('now'),
  next: item('next'),
});

/** Between the bench and a server that it measures. */
export type ToServer = { type: 'publish'; seq: number } | { type: 'usage' };
export type FromServer =
  | { type: 'listening'; url: string; host: string }
  | { type: 'published' }
  | { type: 'usage'; cpuSeconds: number; megabytes: number; subscriptions: number };

/** Runs the server's side in its process: answers orders, ends with the parent. */
export function serve(
  address: { url: string; host: string },
  publish: (seq: number) => Promise<void> | void,
  subscriptions: () => number,
): void {
  const send = (message: FromServer) => process.send?.(message);
  process.on('message', async (message: ToServer) => {
    if (message.type === 'publish') {
      await publish(message.seq);
      send({ type: 'published' });
      return;
    }
    const { user, system } = process.cpuUsage();
    const megabytes = process.memoryUsage().rss / 2 ** 20;
    send({ type: 'usage', cpuSeconds: (user + system) / 1e6, megabytes, subscriptions: subscriptions() });
  });
  process.on('disconnect', () => process.exit(0));
  send({ type: 'listening', ...address });
}
