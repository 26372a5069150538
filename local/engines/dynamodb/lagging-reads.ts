import { once } from 'node:events';
import { Agent, type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http';
import { json, text } from 'node:stream/consumers';
import { listen } from '../../listener.ts';
import type { Report } from '../ports.ts';
import { replicaOf } from './replica.ts';
import type { Item } from './wire.ts';

interface Read {
  TableName?: string;
  ConsistentRead?: boolean;
  RequestItems?: Record<string, { ConsistentRead?: boolean }>;
}
interface Answer {
  ConsumedCapacity?: { TableName?: string } | { TableName?: string }[];
  Responses?: Record<string, Item[]>;
  UnprocessedKeys?: Record<string, unknown>;
}

const SINGLE = new Set(['GetItem', 'Query', 'Scan']);

/** Where a read may be served from: the copy of each table that it does not demand consistently. */
function toReplica(operation: string, input: Read): Read | undefined {
  if (SINGLE.has(operation) && input.TableName && !input.ConsistentRead) {
    return { ...input, TableName: replicaOf(input.TableName) };
  }
  if (operation !== 'BatchGetItem' || !input.RequestItems) return undefined;
  const items = Object.entries(input.RequestItems);
  if (items.every(([, wanted]) => wanted.ConsistentRead)) return undefined;
  const renamed = items.map(([table, wanted]) => [wanted.ConsistentRead ? table : replicaOf(table), wanted]);
  return { ...input, RequestItems: Object.fromEntries(renamed) };
}

/** The answer with the tables' own names. */
function fromReplica(answer: Answer): Answer {
  const suffix = replicaOf('');
  const own = (name: string) => (name.endsWith(suffix) ? name.slice(0, -suffix.length) : name);
  const named = <Value>(map?: Record<string, Value>) =>
    map && Object.fromEntries(Object.entries(map).map(([table, value]) => [own(table), value]));
  const capacity = <Used extends { TableName?: string }>(used: Used) => ({
    ...used,
    TableName: own(used.TableName ?? ''),
  });
  const { ConsumedCapacity: used, Responses, UnprocessedKeys } = answer;
  return {
    ...answer,
    ...(used && { ConsumedCapacity: Array.isArray(used) ? used.map(capacity) : capacity(used) }),
    ...(Responses && { Responses: named(Responses) }),
    ...(UnprocessedKeys && { UnprocessedKeys: named(UnprocessedKeys) }),
  };
}

function forwardTo(url: string) {
  const agent = new Agent({ keepAlive: true });
  const send = async (headers: IncomingHttpHeaders, body: string) => {
    const { 'content-length': _, 'transfer-encoding': __, ...kept } = headers;
    const forwarded = request(url, { method: 'POST', agent, headers: kept });
    forwarded.end(body);
    const [response] = (await once(forwarded, 'response')) as [IncomingMessage];
    return response;
  };
  return { send, close: () => agent.destroy() };
}

/**
 * A DynamoDB endpoint whose reads that are not marked consistent come from lagging copies; all else from the tables
 * themselves. What a read without `ConsistentRead` gets on AWS any day, a test gets here every time.
 */
export async function startLaggingReads(url: string, report: Report) {
  const origin = forwardTo(url);
  const listener = await listen(
    0,
    async (incoming, outgoing) => {
      const operation = String(incoming.headers['x-amz-target']).split('.').at(-1) ?? '';
      const body = await text(incoming);
      const read = toReplica(operation, JSON.parse(body || '{}'));
      const response = await origin.send(incoming.headers, read ? JSON.stringify(read) : body);
      if (!read || response.statusCode !== 200) {
        outgoing.writeHead(response.statusCode ?? 502, response.headers);
        response.pipe(outgoing);
        return;
      }
      const { 'content-length': _, 'x-amz-crc32': __, ...headers } = response.headers;
      const answer = JSON.stringify(fromReplica((await json(response)) as Answer));
      outgoing.writeHead(200, { ...headers, 'content-length': Buffer.byteLength(answer) }).end(answer);
    },
    (error) => report('lagging reads', String(error)),
  );
  return {
    url: listener.url,
    stop: async () => {
      await listener.stop();
      origin.close();
    },
  };
}
