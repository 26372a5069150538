import { createHash, randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { DeduplicationMemory } from './deduplication-memory.ts';
import type { SnsStore, SnsTopic } from './fauxqs.ts';

type Query = Record<string, string>;

interface Entry {
  /** What its parameters begin with: nothing in a Publish, `PublishBatchRequestEntries.member.1.` in a PublishBatch. */
  prefix: string;
  /** Its id in the batch. */
  id: string;
  deduplicationId: string;
}

const BATCH = 'PublishBatchRequestEntries.member.';

function entriesOf(body: Query, topic: SnsTopic): Entry[] {
  const batch = body.Action === 'PublishBatch';
  const numbers = new Set(
    Object.keys(body)
      .filter((key) => key.startsWith(BATCH))
      .map((key) => key.split('.')[2]),
  );
  const prefixes = batch ? [...numbers].map((number) => `${BATCH}${number}.`) : [''];
  return prefixes.flatMap((prefix) => {
    const message = body[`${prefix}Message`] ?? '';
    const byContent = topic.attributes.ContentBasedDeduplication === 'true';
    const ofContent = byContent ? createHash('sha256').update(message).digest('hex') : undefined;
    const deduplicationId = body[`${prefix}MessageDeduplicationId`] ?? ofContent;
    // What lacks a group or an id is for fauxqs to refuse.
    if (!deduplicationId || !body[`${prefix}MessageGroupId`]) return [];
    return [{ prefix, id: body[`${prefix}Id`] ?? '', deduplicationId }];
  });
}

const result = (action: string, content: string) =>
  `<${action}Response xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><${action}Result>${content}</${action}Result>` +
  `<ResponseMetadata><RequestId>${randomUUID()}</RequestId></ResponseMetadata></${action}Response>`;
const accepted = ({ id }: Entry) => `<member><Id>${id}</Id><MessageId>${randomUUID()}</MessageId></member>`;

function withoutEntries(body: Query, entries: Entry[]): Query {
  const kept = Object.entries(body).filter(([key]) => !entries.some(({ prefix }) => key.startsWith(prefix)));
  return Object.fromEntries(kept);
}

/**
 * A FIFO topic accepts what it has seen in the last five minutes and delivers it to nobody, before it looks at any filter.
 * fauxqs deduplicates in each FIFO queue only, behind the filter.
 */
export function deduplicateInTopics(app: FastifyInstance, topics: SnsStore) {
  const memories = new Map<string, DeduplicationMemory<true>>();
  const duplicatesOf = new WeakMap<object, Entry[]>();
  const recordedBy = new WeakMap<object, { memory: DeduplicationMemory<true>; entries: Entry[] }>();

  app.addHook('preHandler', (request, reply, done) => {
    const body = request.body as Query | undefined;
    const publishes = body?.Action === 'Publish' || body?.Action === 'PublishBatch';
    const topic = publishes ? topics.getTopic(body.TopicArn ?? '') : undefined;
    if (request.url !== '/' || !body || topic?.attributes.FifoTopic !== 'true') return done();

    const memory = memories.get(topic.arn) ?? new DeduplicationMemory<true>();
    memories.set(topic.arn, memory);
    const fresh: Entry[] = [];
    const duplicates: Entry[] = [];
    for (const entry of entriesOf(body, topic)) {
      (memory.get(entry.deduplicationId) ? duplicates : fresh).push(entry);
      memory.set(entry.deduplicationId, true);
    }
    recordedBy.set(request, { memory, entries: fresh });
    if (duplicates.length === 0) return done();

    reply.type('text/xml');
    if (body.Action === 'Publish') return reply.send(result('Publish', `<MessageId>${randomUUID()}</MessageId>`));
    const rest = withoutEntries(body, duplicates);
    if (!Object.keys(rest).some((key) => key.startsWith(BATCH))) {
      const answers = duplicates.map(accepted).join('');
      return reply.send(result('PublishBatch', `<Successful>${answers}</Successful><Failed></Failed>`));
    }
    request.body = rest;
    duplicatesOf.set(request, duplicates);
    done();
  });

  app.addHook('onSend', (request, reply, payload, done) => {
    const recorded = recordedBy.get(request);
    if (reply.statusCode >= 400)
      for (const entry of recorded?.entries ?? []) recorded?.memory.delete(entry.deduplicationId);
    const duplicates = duplicatesOf.get(request);
    if (!duplicates || typeof payload !== 'string') return done(null, payload);
    done(null, payload.replace('<Successful>', `<Successful>${duplicates.map(accepted).join('')}`));
  });
}
