import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { answerKey, ballotKey, eventKey, gateKey, SITE_KEY, surveyKey, tallyKey } from '#graphql/keys';
import type { Certificate } from '#graphql/schema.generated';
import type { SurveyRow } from '#graphql/survey/machine';
import { answerId } from '../../lambdas/survey/answers.ts';
import { makeBallotStore, PARTITIONS, viewerOf } from '../../lambdas/survey/ballot-store.ts';
import { readCasts } from '../../lambdas/survey/casts.ts';
import { closeOnTime } from '../../lambdas/survey/close-on-time.ts';
import { countBatch } from '../../lambdas/survey/count-batch.ts';
import { makeSurveyStore } from '../../lambdas/survey/survey-store.ts';
import { type DynamoDb, startDynamoDb } from '../../local/engines/dynamodb.ts';
import { anEvent } from '../live/rows.ts';
import { REGION, stageTable, worldOf } from '../local/engines/small-world.ts';
import { ballotRecord } from './ballot-records.ts';
import { aBallot, aSurvey, STAGE, subOf } from './memory-store.ts';

const SHARD = 'shardId-00000001700000000000-abcdef01';
const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
const { stream_arn: _stream, ...ballotTable } = { ...stageTable, name: 'Ballot', stream_enabled: false };
let tables: DynamoDb;
let documents: DynamoDBDocumentClient;
let surveys: ReturnType<typeof makeSurveyStore>;
let ballots: ReturnType<typeof makeBallotStore>;

const put = (TableName: string, row: object) => documents.send(new PutCommand({ TableName, Item: row }));
const get = async (TableName: string, Key: { pk: string; sk: string }) =>
  (await documents.send(new GetCommand({ TableName, Key, ConsistentRead: true }))).Item;
const count = (records: Parameters<typeof readCasts>[0]) =>
  countBatch(readCasts(records).casts, SHARD, { surveys, ballots, notice: () => undefined });
const putSurvey = async (slug: string, more: Partial<SurveyRow> = {}) => {
  const survey = aSurvey({ id: `${STAGE}.${slug}`, ...more });
  await put('Stage', { ...surveyKey(survey.id), ...survey });
  return survey;
};

beforeAll(async () => {
  const world = worldOf({ 'aws_dynamodb_table.stage': stageTable, 'aws_dynamodb_table.ballot': ballotTable });
  tables = await startDynamoDb({ world, lagMs: 200 });
  documents = DynamoDBDocumentClient.from(new DynamoDBClient({ endpoint: tables.url, region: REGION, credentials }));
  surveys = makeSurveyStore(documents, 'Stage');
  ballots = makeBallotStore(documents, 'Ballot');
}, 30_000);
afterAll(async () => {
  documents?.destroy();
  await tables?.stop();
});

describe('the tally in a real table', () => {
  it('adds a batch once, and of a batch that comes again what lies after the last record counted', async () => {
    const { id } = await putSurvey('once');
    const records = [1, 2, 3].map((viewer) => ballotRecord(id, viewer, aBallot(viewer)));
    await count(records.slice(0, 2));
    await count(records.slice(0, 2));
    await count(records.slice(1));
    expect(await get('Stage', tallyKey(id, SHARD))).toMatchObject({
      ballots: 3,
      choice_rice: 3,
      lastSeq: expect.stringMatching(/^\d{40}$/),
    });
  });

  it('takes back and adds in one write', async () => {
    const { id } = await putSurvey('changed');
    const after = aBallot(1, { choices: ['noodles'] });
    await count([ballotRecord(id, 1, aBallot(1))]);
    await count([ballotRecord(id, 1, after, aBallot(1))]);
    expect(await get('Stage', tallyKey(id, SHARD))).toMatchObject({ ballots: 1, choice_rice: 0, choice_noodles: 1 });
  });

  it('keeps an answer in the words of who gave it first, with a guard for each shard', async () => {
    const { id } = await putSurvey('words', { kind: 'TEXT', options: [] });
    const records = ['S3', 's3'].map((text, i) => ballotRecord(id, i, aBallot(i, { choices: [], text })));
    for (const record of [...records, ...records]) await count([record]);
    expect(await get('Ballot', answerKey(id, answerId('S3')))).toMatchObject({
      id: answerId('S3'),
      text: 'S3',
      count: 2,
      firstAt: aBallot(0).castAt,
      expiresAt: Date.parse(aBallot(0).castAt) / 1_000 + 34_560_000,
      [`lastSeq_${SHARD}`]: expect.stringMatching(/^\d{40}$/),
    });
  });
});

describe('the close on time in a real table', () => {
  const takesUntil = '2026-11-20T09:01:00.000Z';
  const now = () => new Date('2026-11-20T09:01:01.000Z');

  it("writes the survey and all copies of its gate in one transaction, as the desk's close", async () => {
    const { id, version } = await putSurvey('timed', { closesAt: '2026-11-20T09:00:58.000Z', takesUntil });
    expect(await closeOnTime(id, { surveys, gateCopies: 4, now })).toBe(true);
    expect(await get('Stage', surveyKey(id))).toMatchObject({
      state: 'CLOSED',
      closedAt: takesUntil,
      resultsShown: true,
      version: version + 1,
      updatedBy: 'platform',
      updatedAt: now().toISOString(),
      undo: { act: 'CLOSE', state: 'OPEN', closedAt: null },
    });
    const gates = await Promise.all([0, 1, 2, 3].map((n) => get('Stage', gateKey(id, n))));
    expect(gates.map((gate) => [gate?.state, gate?.version])).toEqual(Array(4).fill(['CLOSED', version + 1]));
    expect(await get('Stage', gateKey(id, 4))).toBeUndefined();
  });

  it('writes nothing when the survey is not as it was seen', async () => {
    const seen = await putSurvey('raced', { takesUntil });
    const step = { state: 'CLOSED' as const, resultsShown: true, closedAt: takesUntil, undo: null };
    await putSurvey('raced', { takesUntil, version: 9 });
    expect(await surveys.writeStep(seen, step, 2, takesUntil)).toBe(false);
    expect(await get('Stage', surveyKey(seen.id))).toMatchObject({ state: 'OPEN', version: 9 });
    expect(await get('Stage', gateKey(seen.id, 0))).toBeUndefined();
  });

  it('removes what a step sets to null', async () => {
    const seen = await putSurvey('without', { takesUntil });
    const step = { state: 'OPEN' as const, resultsShown: false, takesUntil: null, undo: null };
    expect(await surveys.writeStep(seen, step, 1, takesUntil)).toBe(true);
    expect(await get('Stage', surveyKey(seen.id))).not.toHaveProperty('takesUntil');
    expect(await get('Stage', gateKey(seen.id, 0))).not.toHaveProperty('takesUntil');
  });
});

describe('the certificate in a real table', () => {
  const closedAt = '2026-11-20T09:01:00.000Z';
  const certificate = { ballots: 1, closedAt, countedAt: '2026-11-20T09:02:00.000Z' } as Certificate;

  it('is written once, and leaves the version', async () => {
    const { id, version } = await putSurvey('certified', { state: 'CLOSED', closedAt });
    expect(await surveys.putCertificate(id, certificate)).toBe(true);
    expect(await surveys.putCertificate(id, { ...certificate, ballots: 2 })).toBe(false);
    expect(await surveys.read(id)).toMatchObject({ certificate, version });
  });

  it('is not written to a survey that was withdrawn, opened again or closed at another time', async () => {
    const { closedAt: _closed, ...open } = await putSurvey('open', { closedAt });
    await put('Stage', { ...surveyKey(open.id), ...open });
    const withdrawn = await putSurvey('withdrawn', { state: 'WITHDRAWN', closedAt });
    const other = await putSurvey('other', { state: 'CLOSED', closedAt: '2026-11-20T09:01:07.000Z' });
    for (const { id } of [open, withdrawn, other]) expect(await surveys.putCertificate(id, certificate)).toBe(false);
  });
});

describe('what the stores read', () => {
  it('is every ballot, each in its partition', async () => {
    const viewers = [1, 2, 257, 255];
    const id = `${STAGE}.read`;
    for (const viewer of viewers) await put('Ballot', { ...ballotKey(id, subOf(viewer)), ...aBallot(viewer) });
    const read = await Promise.all(PARTITIONS.map((partition) => ballots.readPartition(id, partition)));
    expect(read.flat().map(viewerOf).toSorted()).toEqual(viewers.map(subOf).toSorted());
    expect(read[1]!.map(viewerOf)).toEqual([subOf(1), subOf(257)]);
  });

  it('is the stages of all events but drafts, and the surveys of a stage', async () => {
    await put('Stage', { ...SITE_KEY, events: new Set(['matsuri26', 'draft', 'over']) });
    const stages = { matsuri26: [STAGE], draft: ['draft.main'], over: ['over.main'] };
    const states = { matsuri26: 'LIVE', draft: 'DRAFT', over: 'OVER' } as const;
    for (const id of ['matsuri26', 'draft', 'over'] as const)
      await put('Stage', { ...eventKey(id), ...anEvent({ id, state: states[id] }), stages: new Set(stages[id]) });
    await surveys.markDegraded(`${STAGE}.once`, '2026-11-20T09:01:00.000Z');
    expect((await surveys.listStages()).toSorted()).toEqual([STAGE, 'over.main']);
    const listed = await surveys.listSurveys(STAGE);
    expect(listed.map(({ id }) => id)).toContain(`${STAGE}.once`);
    expect(listed.every(({ id }) => id.startsWith(`${STAGE}.`))).toBe(true);
    expect((await surveys.readAll([`${STAGE}.once`, `${STAGE}.nowhere`])).size).toBe(1);
  });
});
