import { IvsClient } from '@aws-sdk/client-ivs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { jest } from '@jest/globals';
import { keyActsKey } from '#graphql/keys';
import { wayOut } from '../../lambdas/change/way-out.ts';
import { HANA } from './memory-keys.ts';

Object.assign(process.env, {
  STAGE_TABLE: 'Stage',
  AWS_REGION: 'eu-west-1',
  POWERTOOLS_LOG_LEVEL: 'DEBUG',
  POWERTOOLS_DEV: 'true',
});
const { handler } = await import('../../lambdas/broadcast/keys.ts');

const KEY = 'sk_eu-west-1_abcdefghijkl_0123456789abcdef';

interface Command {
  constructor: { name: string };
  input: { UpdateExpression?: string; ExpressionAttributeValues?: Record<string, unknown> };
}
let written: Command['input'][];
let logged: string;
let refusal: Error | null;

beforeEach(() => {
  [written, logged, refusal] = [[], '', null];
  jest.spyOn(DynamoDBDocumentClient.prototype, 'send').mockImplementation((async ({
    constructor: { name },
    input,
  }: Command) => {
    if (name === 'UpdateCommand') written.push(input);
    return { Item: { name: 'c1', arn: 'arn:c1', type: 'STANDARD', ingestEndpoint: 'in.example' } };
  }) as never);
  jest.spyOn(IvsClient.prototype, 'send').mockImplementation((async ({ constructor: { name } }: Command) => {
    if (refusal) throw refusal;
    if (name === 'ListStreamKeysCommand') return { streamKeys: [{ arn: 'arn:key' }] };
    return { streamKey: { arn: 'arn:key', value: KEY } };
  }) as never);
  for (const level of ['info', 'debug', 'warn', 'error', 'log'] as const)
    jest.spyOn(console, level).mockImplementation((...parts) => {
      logged += parts.map(String).join(' ');
    });
});
afterEach(() => jest.restoreAllMocks());

describe('the function of stream keys', () => {
  it('writes who gets the key, and neither writes nor logs the key', async () => {
    expect(await handler({ act: 'COPY', channel: 'c1', by: HANA })).toMatchObject({ key: KEY });
    expect(written).toHaveLength(1);
    expect(written[0]?.ExpressionAttributeValues).toMatchObject({ ':what': 'COPIED', ':by': HANA });
    expect(logged).toContain(HANA);
    expect(logged + JSON.stringify(written)).not.toContain(KEY);
  });

  it('writes nothing and logs nothing when somebody only looks', async () => {
    expect(await handler({ act: 'READ', channel: 'c1', by: null })).toMatchObject({ keyEnds: 'cdef' });
    expect([written, logged]).toEqual([[], '']);
  });

  it('does nothing in nobody’s name', async () => {
    await expect(handler({ act: 'REPLACE', channel: 'c1', by: null })).rejects.toThrow('nobody asks to REPLACE');
    expect(written).toEqual([]);
  });

  it('says so when too much is asked, and fails as a whole for any other reason', async () => {
    refusal = Object.assign(new Error('slow down'), { name: 'ThrottlingException' });
    expect(await handler({ act: 'READ', channel: 'c1', by: null })).toMatchObject({
      error: { code: 'TOO_MANY_REQUESTS' },
    });
    refusal = new Error('away');
    await expect(handler({ act: 'READ', channel: 'c1', by: null })).rejects.toThrow('away');
  });

  it('leaves its trail to the archive, and troubles no page with it', () => {
    const keys = { ...keyActsKey('c1') };
    expect(wayOut({ eventID: 'e', eventName: 'MODIFY', keys, at: '' }, false)).toEqual({
      group: 'CHANNEL#c1',
      stages: [],
      site: false,
      routine: false,
    });
  });
});
