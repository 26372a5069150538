import { SFNClient } from '@aws-sdk/client-sfn';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { jest } from '@jest/globals';
import type { Context, SQSEvent } from 'aws-lambda';
import { surveyKey } from '#graphql/keys';
import type { SurveyRow } from '#graphql/survey/machine';
import { fakeSecrets } from '../viewer/fake-secrets.ts';
import { aBallot, aSurvey } from './memory-store.ts';

Object.assign(process.env, {
  STAGE_TABLE: 'Stage',
  BALLOT_TABLE: 'Ballot',
  BALLOT_KEY_SECRET: 'ballot-key',
  GATE_COPIES: '2',
  MACHINE_ARN: 'arn:aws:states:ap-northeast-1:123456789012:stateMachine:survey-clock',
  AWS_REGION: 'ap-northeast-1',
  POWERTOOLS_METRICS_DISABLED: 'true',
  POWERTOOLS_LOG_LEVEL: 'SILENT',
});
const schedule = await import('../../lambdas/survey/schedule.ts');
const onTime = await import('../../lambdas/survey/on-time.ts');
const reconcile = await import('../../lambdas/survey/reconcile.ts');
const degrade = await import('../../lambdas/survey/degrade.ts');
const exporting = await import('../../lambdas/survey/export.ts');

const context = {} as Context;
const takesUntil = '2026-11-20T09:01:00.000Z';
const timed = aSurvey({ closesAt: '2026-11-20T09:00:58.000Z', takesUntil });
const closed = aSurvey({ state: 'CLOSED', closedAt: takesUntil, version: 4 });

interface Command {
  constructor: { name: string };
  input: Record<string, unknown>;
}
let row: SurveyRow | undefined;
let sent: Command[];
let started: Record<string, unknown>[];
let refusal: Error | undefined;

beforeEach(() => {
  [row, sent, started, refusal] = [undefined, [], [], undefined];
  jest.spyOn(DynamoDBDocumentClient.prototype, 'send').mockImplementation((async (command: Command) => {
    sent.push(command);
    if (refusal) throw refusal;
    if (command.constructor.name === 'QueryCommand') return { Items: isFirst(command) ? [aBallot(0)] : [] };
    return { Item: row };
  }) as never);
  jest.spyOn(SFNClient.prototype, 'send').mockImplementation((async ({ input }: Command) => {
    if (refusal) throw refusal;
    started.push({ ...input, input: JSON.parse(String(input.input)) });
  }) as never);
  fakeSecrets().set('ballot-key', 'a key of the site');
});
afterEach(() => jest.restoreAllMocks());

const isFirst = ({ input }: Command) =>
  String((input.ExpressionAttributeValues as Record<string, string>)[':pk']).endsWith('#00');
const written = () => sent.filter(({ constructor: { name } }) => /Put|Update|Transact/.test(name));
const event = (...bodies: unknown[]) =>
  ({
    Records: bodies.map((body, i) => ({
      messageId: `m${i}`,
      body: typeof body === 'string' ? body : JSON.stringify(body),
      attributes: { MessageGroupId: `g${i}` },
    })),
  }) as unknown as SQSEvent;
const change = (newImage: object, oldImage?: object, more: object = {}) => ({
  kind: 'change',
  stages: [timed.stage],
  site: false,
  record: { eventID: 'e', eventName: 'MODIFY', keys: surveyKey(timed.id), newImage, oldImage, at: takesUntil },
  ...more,
});

describe('the reconciler', () => {
  it('looks at every stage, and fails loudly where it cannot', async () => {
    await reconcile.handler();
    expect(sent.map(({ constructor: { name } }) => name)).toEqual(['GetCommand']);
    expect(written()).toEqual([]);
    refusal = new Error('throttled');
    await expect(reconcile.handler()).rejects.toThrow('throttled');
  });
});

describe('the schedule', () => {
  it("starts one execution for a deadline, named for the survey's version", async () => {
    const answer = await schedule.handler(event(change(timed, aSurvey({ state: 'DRAFT' }))), context);
    expect(answer).toEqual({ batchItemFailures: [] });
    expect(started).toEqual([
      {
        stateMachineArn: process.env.MACHINE_ARN,
        name: `${timed.id}-3`,
        input: { survey: timed.id, version: 3, act: 'CLOSE', at: '2026-11-20T09:01:00.250Z' },
      },
    ]);
  });

  it('reads the survey where the message had no room for it', async () => {
    row = closed;
    const { newImage: _new, oldImage: _old, ...record } = change({}).record;
    await schedule.handler(event({ ...change({}), record, truncated: true }), context);
    expect(started).toMatchObject([{ name: `${closed.id}-4`, input: { act: 'CERTIFY' } }]);
  });

  it('starts nothing for a tick, another row, or a survey that was removed', async () => {
    const other = { ...change(timed), record: { ...change(timed).record, keys: { pk: 'STAGE#x.y', sk: 'STAGE' } } };
    const removed = { ...change(timed), record: { ...change(timed).record, newImage: undefined } };
    const answer = await schedule.handler(event({ kind: 'tick', stages: [], site: true }, other, removed), context);
    expect(answer).toEqual({ batchItemFailures: [] });
    expect(started).toEqual([]);
  });

  it('takes an execution that there is already for its own', async () => {
    const { ExecutionAlreadyExists } = await import('@aws-sdk/client-sfn');
    refusal = new ExecutionAlreadyExists({ $metadata: {}, message: 'there is one' });
    expect(await schedule.handler(event(change(timed)), context)).toEqual({ batchItemFailures: [] });
  });

  it('gives back the message that it could not do, and only that', async () => {
    refusal = new Error('throttled');
    const answer = await schedule.handler(event(change(timed), change(aSurvey()), 'no message'), context);
    expect(answer.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)).toEqual(['m0', 'm2']);
  });
});

describe('the act on time', () => {
  it('closes a survey', async () => {
    row = timed;
    expect(await onTime.handler({ survey: timed.id, version: 3, act: 'CLOSE' })).toEqual({ done: true });
    expect(written().map(({ constructor: { name } }) => name)).toEqual(['TransactWriteCommand']);
    expect((written()[0]!.input.TransactItems as unknown[]).length).toBe(3);
  });

  it('certifies a survey with the key of the site', async () => {
    row = closed;
    expect(await onTime.handler({ survey: closed.id, version: 4, act: 'CERTIFY' })).toEqual({ done: true });
    const { input } = written()[0]!;
    expect(input.ExpressionAttributeValues).toMatchObject({ ':certificate': { ballots: 1, closedAt: takesUntil } });
  });

  it('has nothing to do where somebody was faster', async () => {
    row = { ...closed, certificate: { ballots: 1 } as never };
    for (const act of ['CLOSE', 'CERTIFY'] as const)
      expect(await onTime.handler({ survey: closed.id, version: 3, act })).toEqual({ done: false });
    expect(written()).toEqual([]);
  });

  it('fails when the table does, so that the machine tries again', async () => {
    refusal = new Error('throttled');
    await expect(onTime.handler({ survey: timed.id, version: 3, act: 'CLOSE' })).rejects.toThrow('throttled');
  });
});

describe('the mark on tallies', () => {
  const batch = { shardId: 's', startSequenceNumber: '1', endSequenceNumber: '2', batchSize: 2 };

  it('gives back a message that says nothing about a batch, and only that', async () => {
    const answer = await degrade.handler(event({ DDBStreamBatchInfo: batch }, {}), context);
    expect(answer.batchItemFailures).toEqual([{ itemIdentifier: 'm1' }]);
  });

  it('gives back all messages while the table cannot be read', async () => {
    refusal = new Error('throttled');
    const answer = await degrade.handler(event({ DDBStreamBatchInfo: batch }), context);
    expect(answer.batchItemFailures).toEqual([{ itemIdentifier: 'm0' }]);
  });
});

describe('the export', () => {
  it('answers with a page of ballots that names no viewer', async () => {
    row = closed;
    const page = await exporting.handler({ survey: closed.id });
    expect(page).toMatchObject({ ballots: [{ choices: ['rice'], verdict: 'COUNTED' }], nextToken: null });
    expect(JSON.stringify(page)).not.toContain(aBallot(0).sk.slice(7));
  });

  it('refuses an unknown survey by its code', async () => {
    expect(await exporting.handler({ survey: 'matsuri26.main.gone' })).toMatchObject({
      error: { code: 'SURVEY_NOT_FOUND' },
    });
  });

  it('fails on a fault', async () => {
    refusal = new Error('throttled');
    await expect(exporting.handler({ survey: closed.id })).rejects.toThrow('throttled');
  });
});
