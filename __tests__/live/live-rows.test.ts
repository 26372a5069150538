import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { makeLiveStore } from '../../lambdas/live/live-store.ts';

const TABLE = 'Stage';
const BALLOTS = 'Ballot';
interface Key {
  pk: string;
}
interface Input {
  ConsistentRead?: boolean;
  ExclusiveStartKey?: Key;
  ExpressionAttributeValues?: Record<string, unknown>;
  RequestItems?: Record<string, { Keys: Key[]; ConsistentRead?: boolean }>;
}

/** A store whose commands are answered by name, and what was sent. */
const make = (answers: Record<string, (input: Input, call: number) => unknown>, signal?: AbortSignal) => {
  const sent: { name: string; input: Input }[] = [];
  const send = async ({ constructor: { name }, input }: { constructor: { name: string }; input: Input }) => {
    const call = sent.filter((command) => command.name === name).length;
    sent.push({ name, input });
    return answers[name]?.(input, call) ?? {};
  };
  return {
    sent,
    store: makeLiveStore({ send } as unknown as DynamoDBDocumentClient, { stages: TABLE, ballots: BALLOTS }, signal),
  };
};

const stage = (slug: string) => ({ pk: `STAGE#e.${slug}`, sk: 'STAGE', id: `e.${slug}` });

describe('the rows that a publish reads and writes', () => {
  it('takes the next number by adding one, and starts above what a lost row can have given', async () => {
    const { sent, store } = make({ UpdateCommand: () => ({ Attributes: { seq: 8 } }) });
    await expect(store.nextSeq({ stage: 'e.main' })).resolves.toBe(8);
    expect(sent[0]?.input).toMatchObject({
      Key: { pk: 'STAGE#e.main', sk: 'LIVE' },
      UpdateExpression: 'SET seq = if_not_exists(seq, :start) + :one',
      ExpressionAttributeValues: { ':one': 1 },
    });
    const start = sent[0]?.input.ExpressionAttributeValues?.[':start'];
    const secondsSince2026 = (Date.now() - Date.parse('2026-01-01T00:00:00Z')) / 1_000;
    expect(Math.abs(Number(start) - secondsSince2026)).toBeLessThan(5);
  });

  it('reads the whole partition, page by page, the event and its stages, all of it consistently', async () => {
    const { sent, store } = make({
      QueryCommand: (_, call) =>
        call === 0
          ? { Items: [{ sk: 'LIVE' }, { sk: 'SESSION#e.main.a', id: 'e.main.a' }], LastEvaluatedKey: { pk: 'x' } }
          : { Items: [stage('main'), { sk: 'STREAM#timer', checkedAt: 't' }, { sk: 'SURVEY#x' }] },
      GetCommand: () => ({ Item: { id: 'e', stages: new Set(['e.main', 'e.side']) } }),
      BatchGetCommand: () => ({ Responses: { [TABLE]: [stage('main'), stage('side')] } }),
    });
    await expect(store.readStage('e.main')).resolves.toMatchObject({
      event: { id: 'e' },
      stage: { id: 'e.main' },
      stages: [{ id: 'e.main' }, { id: 'e.side' }],
      sessions: [{ id: 'e.main.a' }],
      streams: [{ checkedAt: 't' }],
    });
    const reads = sent.map(({ input }) => input.ConsistentRead ?? input.RequestItems?.[TABLE]?.ConsistentRead);
    expect(reads).toEqual([true, true, true, true]);
    expect(sent.filter(({ name }) => name === 'QueryCommand')[1]?.input.ExclusiveStartKey).toEqual({ pk: 'x' });
  });

  it('says null where there is no such stage', async () => {
    const { store } = make({ QueryCommand: () => ({ Items: [{ sk: 'LIVE' }] }), GetCommand: () => ({ Item: {} }) });
    await expect(store.readStage('e.gone')).resolves.toBeNull();
  });

  it('asks again for what DynamoDB did not get to, and for a hundred rows at a time', async () => {
    const ids = Array.from({ length: 130 }, (_, i) => `e${i}`);
    const { sent, store } = make({
      GetCommand: () => ({ Item: { events: new Set(ids) } }),
      BatchGetCommand: ({ RequestItems }, call) => {
        const keys = RequestItems![TABLE]!.Keys;
        const [done, left] = call === 0 ? [keys.slice(1), keys.slice(0, 1)] : [keys, []];
        return {
          Responses: { [TABLE]: done.map(({ pk }) => ({ id: pk.slice('EVENT#'.length) })) },
          ...(left.length > 0 && { UnprocessedKeys: { [TABLE]: { Keys: left } } }),
        };
      },
    });
    const site = await store.readSite();
    expect(site.map(({ event }) => event.id).toSorted()).toEqual(ids.toSorted());
    expect(sent.filter(({ name }) => name === 'BatchGetCommand')).toHaveLength(2);
  });

  it('asks a table that is too busy no faster and faster, and not after the publish was given up', async () => {
    const busy = ({ RequestItems }: Input, call: number) => {
      if (call > 20) throw new Error('asked again without end');
      return { Responses: {}, UnprocessedKeys: { [TABLE]: { Keys: RequestItems![TABLE]!.Keys } } };
    };
    const { sent, store } = make(
      { GetCommand: () => ({ Item: { events: new Set(['e']) } }), BatchGetCommand: busy },
      AbortSignal.timeout(200),
    );
    await expect(store.readSite()).rejects.toThrow('aborted');
    expect(sent.filter(({ name }) => name === 'BatchGetCommand').length).toBeGreaterThan(1);
  });

  it('gives each event its own stages', async () => {
    const { store } = make({
      GetCommand: () => ({ Item: { events: new Set(['e', 'f']) } }),
      BatchGetCommand: (_, call) => ({
        Responses: {
          [TABLE]: call === 0 ? [{ id: 'e', stages: new Set(['e.main']) }, { id: 'f' }] : [stage('main')],
        },
      }),
    });
    await expect(store.readSite()).resolves.toEqual([
      { event: { id: 'e', stages: new Set(['e.main']) }, stages: [stage('main')] },
      { event: { id: 'f' }, stages: [] },
    ]);
  });

  it('has an empty site before the first event', async () => {
    await expect(make({}).store.readSite()).resolves.toEqual([]);
  });

  it('keeps what was published only over something older', async () => {
    const { sent, store } = make({});
    await store.keep('site', { state: { seq: 4 }, texts: [], publishedAt: 't' });
    expect(sent[0]?.input).toMatchObject({
      Key: { pk: 'SITE', sk: 'LIVE' },
      ConditionExpression: 'attribute_not_exists(#state) OR #state.seq < :seq',
      ExpressionAttributeValues: { ':seq': 4 },
    });
  });

  it('takes it calmly when something newer was kept, and nothing else', async () => {
    const failing = (name: string) =>
      make({
        UpdateCommand: () => {
          throw Object.assign(new Error(name), { name });
        },
      }).store.keep('site', { state: { seq: 4 }, texts: [], publishedAt: 't' });
    await expect(failing('ConditionalCheckFailedException')).resolves.toBeUndefined();
    await expect(failing('ProvisionedThroughputExceededException')).rejects.toThrow('Throughput');
  });

  it('knows nothing of a page that was never published', async () => {
    await expect(make({}).store.readLive('site')).resolves.toEqual({ seq: 0, published: 0, texts: [] });
  });
});
