import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { jest } from '@jest/globals';
import { anEvent, aStage } from './rows.ts';

process.env.STAGE_TABLE = 'Stage';
process.env.AWS_REGION = 'ap-northeast-1';
process.env.POWERTOOLS_METRICS_DISABLED = 'true';
const { handler } = await import('../../lambdas/live/beat.ts');

const onAir = { session: 'x.main.opening' };
const table: Record<string, Record<string, unknown>> = {
  'SITE SITE': { events: new Set(['live', 'announced', 'draft', 'over']) },
  'EVENT#live EVENT': { ...anEvent({ id: 'live' }), stages: new Set(['live.main', 'live.side']) },
  'EVENT#announced EVENT': {
    ...anEvent({ id: 'announced', state: 'ANNOUNCED' }),
    stages: new Set(['announced.main']),
  },
  'EVENT#draft EVENT': { ...anEvent({ id: 'draft', state: 'DRAFT' }), stages: new Set(['draft.main']) },
  'EVENT#over EVENT': { ...anEvent({ id: 'over', state: 'OVER' }), stages: new Set(['over.main']) },
  'STAGE#live.main STAGE': { ...aStage({ id: 'live.main', ...onAir }) },
  'STAGE#live.side STAGE': { ...aStage({ id: 'live.side' }) },
  'STAGE#announced.main STAGE': { ...aStage({ id: 'announced.main', ...onAir }) },
  'STAGE#draft.main STAGE': { ...aStage({ id: 'draft.main', ...onAir }) },
  'STAGE#over.main STAGE': { ...aStage({ id: 'over.main', ...onAir }) },
};
interface Key {
  pk: string;
  sk: string;
}
const rowOf = ({ pk, sk }: Key) => table[`${pk} ${sk}`];

interface Command {
  constructor: { name: string };
  input: { Key?: Key; Item?: Key & { checkedAt: string }; RequestItems?: { Stage: { Keys: Key[] } } };
}
let beats: (Key & { checkedAt: string })[];
let failFor: string | undefined;

beforeEach(() => {
  beats = [];
  failFor = undefined;
  jest.spyOn(DynamoDBDocumentClient.prototype, 'send').mockImplementation((async ({
    constructor: { name },
    input,
  }: Command) => {
    if (name === 'GetCommand') return { Item: rowOf(input.Key!) };
    if (name === 'BatchGetCommand') return { Responses: { Stage: input.RequestItems!.Stage.Keys.map(rowOf) } };
    if (input.Item!.pk === failFor) throw new Error('throttled');
    beats.push(input.Item!);
    return {};
  }) as never);
});
afterEach(() => jest.restoreAllMocks());

describe('the beat', () => {
  it('gives a sign of life for each stage on air of an event that is live or announced', async () => {
    await handler();
    expect(beats.map(({ pk, sk }) => [pk, sk]).toSorted()).toEqual([
      ['STAGE#announced.main', 'STREAM#timer'],
      ['STAGE#live.main', 'STREAM#timer'],
    ]);
  });

  it('gives it the time of now', async () => {
    const before = new Date().toISOString();
    await handler();
    expect(beats[0]!.checkedAt >= before).toBe(true);
    expect(beats[0]!.checkedAt <= new Date().toISOString()).toBe(true);
  });

  it('reaches the other stages when one fails, and fails', async () => {
    failFor = 'STAGE#live.main';
    await expect(handler()).rejects.toThrow('throttled');
    expect(beats.map(({ pk }) => pk)).toEqual(['STAGE#announced.main']);
  });
});
