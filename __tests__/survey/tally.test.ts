import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { jest } from '@jest/globals';
import type { DynamoDBRecord } from 'aws-lambda';
import { answerKey } from '#graphql/keys';
import { sumUp } from '#graphql/survey/count';
import type { SurveyRow } from '#graphql/survey/machine';
import { answerId } from '../../lambdas/survey/answers.ts';
import { readCasts } from '../../lambdas/survey/casts.ts';
import { type Counting, countBatch, type Notice } from '../../lambdas/survey/count-batch.ts';
import { sequenceOf, streamRecord } from '../change/stream-records.ts';
import { ballotRecord } from './ballot-records.ts';
import { aBallot, aSurvey, makeMemoryStore } from './memory-store.ts';

process.env.STAGE_TABLE = 'Stage';
process.env.BALLOT_TABLE = 'Ballot';
process.env.AWS_REGION = 'ap-northeast-1';
process.env.POWERTOOLS_METRICS_DISABLED = 'true';
process.env.POWERTOOLS_LOG_LEVEL = 'SILENT';
const { handler } = await import('../../lambdas/survey/tally.ts');

const SHARD = 'shardId-00000001700000000000-abcdef01';
const lunch = aSurvey();
const tea = aSurvey({ id: 'matsuri26.main.tea' });
const closedAt = '2026-11-20T09:01:00.000Z';
const inTime = '2026-11-20T09:00:30.000Z';
const tooLate = '2026-11-20T09:01:00.001Z';

function setUp(...surveys: SurveyRow[]) {
  const store = makeMemoryStore(...surveys);
  const noticed: [Notice, number][] = [];
  const counting: Counting = { ...store, notice: (what, amount) => noticed.push([what, amount]) };
  const count = (records: DynamoDBRecord[], shard = SHARD) => countBatch(readCasts(records).casts, shard, counting);
  const tally = (survey = lunch.id) => {
    const numbers = Object.entries(sumUp(store.memory.tallyRows(survey)));
    return Object.fromEntries(numbers.filter(([name, value]) => value !== 0 && !/^(age|net|new)_/.test(name)));
  };
  return { ...store, noticed, count, tally };
}

describe('the tally', () => {
  it('counts a ballot by its choices, its token and its group of addresses', async () => {
    const { count, memory } = setUp(lunch);
    const young = { net: 'ffff', since: '2026-11-20T09:00:01.000Z' };
    await count([ballotRecord(lunch.id, 1, aBallot(1)), ballotRecord(lunch.id, 2, aBallot(2, young))]);
    const [{ lastSeq, ...numbers }] = memory.tallyRows(lunch.id) as [Record<string, unknown>];
    const groups = Object.keys(numbers).filter((name) => name.startsWith('net_'));
    const newGroup = groups.map((name) => name.replace('net', 'new')).find((name) => name in numbers);
    expect(groups).toHaveLength(2);
    expect(numbers).toEqual({
      ballots: 2,
      choice_rice: 2,
      age_MINUTES: 1,
      age_AFTER: 1,
      ...Object.fromEntries(groups.map((name) => [name, 1])),
      [String(newGroup)]: 1,
    });
    expect(lastSeq).toMatch(/^\d{40}$/);
  });

  it('moves a changed answer from one choice to the other', async () => {
    const { count, tally } = setUp(lunch);
    const changed = aBallot(1, { choices: ['noodles'], prev: { choices: ['rice'] }, prevAt: inTime });
    await count([ballotRecord(lunch.id, 1, aBallot(1)), ballotRecord(lunch.id, 1, changed, aBallot(1))]);
    expect(tally()).toEqual({ ballots: 1, choice_noodles: 1 });
  });

  it('reports what is cast too late and what the survey does not have, and counts neither', async () => {
    const { count, tally } = setUp({ ...lunch, state: 'CLOSED', closedAt });
    await count([
      ballotRecord(lunch.id, 1, aBallot(1, { castAt: closedAt })),
      ballotRecord(lunch.id, 2, aBallot(2, { castAt: tooLate })),
      ballotRecord(lunch.id, 3, aBallot(3, { choices: ['soup'] })),
    ]);
    expect(tally()).toEqual({ ballots: 1, choice_rice: 1, late: 1, foreign: 1 });
  });

  it('counts what was changed too late as it was before', async () => {
    const { count, tally } = setUp({ ...lunch, state: 'CLOSED', closedAt });
    const before = aBallot(1, { castAt: inTime });
    const after = aBallot(1, { castAt: tooLate, choices: ['noodles'], prev: { choices: ['rice'] }, prevAt: inTime });
    await count([ballotRecord(lunch.id, 1, before), ballotRecord(lunch.id, 1, after, before)]);
    expect(tally()).toEqual({ ballots: 1, choice_rice: 1 });
  });

  it('knows what is too late when the time is over though nobody has closed the survey yet', async () => {
    const { count, tally } = setUp({ ...lunch, takesUntil: closedAt });
    await count([ballotRecord(lunch.id, 1, aBallot(1, { castAt: tooLate }))]);
    expect(tally()).toEqual({ late: 1 });
  });

  it('counts nothing twice: not a batch again, nor its first half, nor more of which it knows the beginning', async () => {
    const { count, tally, noticed } = setUp(lunch);
    const records = [1, 2, 3, 4].map((viewer) => ballotRecord(lunch.id, viewer, aBallot(viewer)));
    await count(records.slice(0, 3));
    await count(records.slice(0, 3));
    await count(records.slice(0, 2));
    await count(records.slice(1));
    expect(tally()).toEqual({ ballots: 4, choice_rice: 4 });
    expect(noticed.filter(([what]) => what === 'Repeated')).toEqual([
      ['Repeated', 3],
      ['Repeated', 2],
      ['Repeated', 2],
    ]);
  });

  it('keeps a row for each shard: sequence numbers of one say nothing about another', async () => {
    const { count, tally, memory } = setUp(lunch);
    const [early, late] = [1, 2].map((viewer) => ballotRecord(lunch.id, viewer, aBallot(viewer)));
    await count([late!]);
    await count([early!], 'shardId-00000001700000000001-abcdef02');
    expect(tally()).toEqual({ ballots: 2, choice_rice: 2 });
    expect(memory.tallies.size).toBe(2);
  });

  it('compares sequence numbers as numbers, whatever their length', async () => {
    const { count, tally } = setUp(lunch);
    const at = (SequenceNumber: string, viewer: number) => {
      const record = ballotRecord(lunch.id, viewer, aBallot(viewer));
      return { ...record, dynamodb: { ...record.dynamodb, SequenceNumber } };
    };
    await count([at('999999999999999999999', 1)]);
    await count([at('1000000000000000000000', 2)]);
    expect(tally()).toEqual({ ballots: 2, choice_rice: 2 });
  });

  it('does not count what is removed or is no ballot', async () => {
    const { count, tally } = setUp(lunch);
    const gone = { before: { survey: lunch.id, ...aBallot(1) } };
    await count([
      { ...streamRecord({ pk: `SURVEY#${lunch.id}#01`, sk: 'VIEWER#01' }, gone) },
      streamRecord(answerKey(lunch.id, 'abc'), { after: { count: 1 } }),
    ]);
    expect(tally()).toEqual({});
  });

  it('counts ballots of a survey that is gone nowhere, and says so', async () => {
    const { count, memory, noticed } = setUp(lunch);
    const lost = await count([
      ballotRecord('matsuri26.main.gone', 1, aBallot(1)),
      ballotRecord(lunch.id, 2, aBallot(2)),
    ]);
    expect(lost).toBeUndefined();
    expect([...memory.tallies.keys()]).toEqual([`${lunch.id} ${SHARD}`]);
    expect(noticed).toContainEqual(['UnknownSurvey', 1]);
  });

  it('counts one survey though another fails, and asks for the first ballot of the other again', async () => {
    const { count, memory, tally } = setUp(lunch, tea);
    const records = [lunch, tea, lunch, tea].map(({ id }, viewer) => ballotRecord(id, viewer, aBallot(viewer)));
    memory.around = (when, row) => {
      if (when === 'BEFORE' && row.startsWith(tea.id)) throw new Error('throttled');
    };
    expect((await count(records))?.sequenceNumber).toBe(sequenceOf(records[1]!));
    memory.around = () => undefined;
    await count(records.slice(1));
    expect(tally(lunch.id)).toEqual({ ballots: 2, choice_rice: 2 });
    expect(tally(tea.id)).toEqual({ ballots: 2, choice_rice: 2 });
  });
});

describe('the tally of free texts', () => {
  const words = aSurvey({ kind: 'TEXT', options: [] });
  const saying = (viewer: number, text: string) => aBallot(viewer, { choices: [], text });

  it('counts answers that differ in case, width or white space alone as one, in the words of the first', async () => {
    const { count, memory } = setUp(words);
    await count(['ＡＷＳ  Lambda', 'aws lambda ', 'S3'].map((text, i) => ballotRecord(words.id, i, saying(i, text))));
    expect([...memory.answers.values()]).toMatchObject([
      { id: answerId('aws lambda'), text: 'ＡＷＳ  Lambda', count: 2, firstAt: aBallot(0).castAt },
      { text: 'S3', count: 1 },
    ]);
  });

  it('takes a changed answer back', async () => {
    const { count, memory } = setUp(words);
    await count([ballotRecord(words.id, 1, saying(1, 'S3'))]);
    await count([ballotRecord(words.id, 1, saying(1, 'SQS'), saying(1, 'S3'))]);
    expect([...memory.answers.values()].map(({ text, count }) => [text, count])).toEqual([
      ['S3', 0],
      ['SQS', 1],
    ]);
  });

  it('counts no answer twice when one of several could not be written', async () => {
    const { count, memory, tally } = setUp(words);
    const records = ['S3', 'SQS', 'S3'].map((text, viewer) => ballotRecord(words.id, viewer, saying(viewer, text)));
    memory.around = (when, row) => {
      if (when === 'AFTER' && row.endsWith(answerId('SQS'))) throw new Error('died');
    };
    expect(await count(records)).toMatchObject({ sequenceNumber: sequenceOf(records[0]!) });
    memory.around = () => undefined;
    expect(await count(records)).toBeUndefined();
    expect([...memory.answers.values()].map(({ text, count }) => [text, count])).toEqual([
      ['S3', 2],
      ['SQS', 1],
    ]);
    expect(tally()).toEqual({ ballots: 3 });
  });
});

describe('the function', () => {
  let fail: boolean;
  beforeEach(() => {
    fail = false;
    jest.spyOn(DynamoDBDocumentClient.prototype, 'send').mockImplementation((async (command: {
      constructor: { name: string };
    }) => {
      if (command.constructor.name === 'BatchGetCommand') return { Responses: { Stage: [lunch] } };
      if (fail) throw new Error('throttled');
      return {};
    }) as never);
  });
  afterEach(() => jest.restoreAllMocks());

  it('refuses to run without the name of its shard', async () => {
    await expect(handler({ Records: [ballotRecord(lunch.id, 1, aBallot(1))] })).rejects.toThrow('tumbling window');
  });

  it('answers with the state of the window, also at its end, when there are no records', async () => {
    const state = { kept: true };
    await expect(handler({ shardId: SHARD, state })).resolves.toEqual({ state, batchItemFailures: [] });
    const Records = [ballotRecord(lunch.id, 1, aBallot(1))];
    await expect(handler({ shardId: SHARD, state, Records })).resolves.toEqual({ state, batchItemFailures: [] });
  });

  it('names the record from which it has to come again, by its own number', async () => {
    fail = true;
    const Records = [1, 2].map((viewer) => ballotRecord(lunch.id, viewer, aBallot(viewer)));
    await expect(handler({ shardId: SHARD, Records })).resolves.toEqual({
      state: {},
      batchItemFailures: [{ itemIdentifier: sequenceOf(Records[0]!) }],
    });
  });

  it('leaves a record that it cannot read to the next try, after counting what came before', async () => {
    const [good, bad] = [1, 2].map((viewer) => ballotRecord(lunch.id, viewer, aBallot(viewer)));
    const { NewImage: _image, ...rest } = bad!.dynamodb!;
    const answer = await handler({ shardId: SHARD, Records: [good!, { ...bad!, dynamodb: rest }] });
    expect(answer.batchItemFailures).toEqual([{ itemIdentifier: sequenceOf(bad!) }]);
    expect(DynamoDBDocumentClient.prototype.send).toHaveBeenCalledTimes(2);
  });
});
