import {
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { eventKey, gateKey, type Key, SITE_KEY, SURVEY_PREFIX, stageKey, surveyKey, tallyKey } from '#graphql/keys';
import type { Certificate, Event } from '#graphql/schema.generated';
import { gateOf, PLATFORM, type Step, type SurveyRow } from '#graphql/survey/machine';
import { makeGetAll } from '../get-all.ts';
import { type GuardedAdd, makeAddGuarded } from './count-once.ts';

export type SurveyStore = ReturnType<typeof makeSurveyStore>;

/** In place of a shard's name: the row that says that some ballots are in none of the others. */
const DEGRADED = 'degraded';

/** The Stage table as surveys need it. Everything is read consistently: what is decided from it is not decided again. */
export const makeSurveyStore = (documents: DynamoDBDocumentClient, table: string) => {
  const addGuarded = makeAddGuarded(documents, table);

  const getAll = makeGetAll(documents, table);

  const get = async <Row>(key: Key): Promise<Row | undefined> =>
    (await documents.send(new GetCommand({ TableName: table, Key: key, ConsistentRead: true }))).Item as
      | Row
      | undefined;

  return {
    /** The survey; null where there is none. */
    read: async (id: string): Promise<SurveyRow | null> => (await get<SurveyRow>(surveyKey(id))) ?? null,

    /** The surveys that there are, by id. */
    async readAll(ids: readonly string[]): Promise<ReadonlyMap<string, SurveyRow>> {
      const rows = await getAll<SurveyRow>(ids.map(surveyKey));
      return new Map(rows.map((row) => [row.id, row]));
    },

    /** Ids of the stages of all events that surveys can be asked at: drafts ask nobody. */
    async listStages(): Promise<string[]> {
      const site = await get<{ events?: Set<string> }>(SITE_KEY);
      const events = await getAll<Event & { stages?: Set<string> }>([...(site?.events ?? [])].map(eventKey));
      return events.filter(({ state }) => state !== 'DRAFT').flatMap(({ stages }) => [...(stages ?? [])]);
    },

    /** All surveys of a stage. */
    async listSurveys(stage: string): Promise<SurveyRow[]> {
      const rows: SurveyRow[] = [];
      let from: Record<string, unknown> | undefined;
      do {
        const page = await documents.send(
          new QueryCommand({
            TableName: table,
            KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
            ExpressionAttributeValues: { ':pk': stageKey(stage).pk, ':prefix': SURVEY_PREFIX },
            ConsistentRead: true,
            ...(from && { ExclusiveStartKey: from }),
          }),
        );
        rows.push(...((page.Items ?? []) as SurveyRow[]));
        from = page.LastEvaluatedKey;
      } while (from);
      return rows;
    },

    /** Adds to the tally row of a shard, once. */
    addToTally: (survey: string, shard: string, change: Pick<GuardedAdd, 'first' | 'last' | 'add'>) =>
      addGuarded({ ...change, key: tallyKey(survey, shard), guard: 'lastSeq' }),

    /** Says for good that some ballots may be in no tally row. */
    async markDegraded(survey: string, at: string): Promise<void> {
      const mark = { ...tallyKey(survey, DEGRADED), degraded: true, at };
      await documents.send(new PutCommand({ TableName: table, Item: mark }));
    },

    /**
     * Writes a step of the platform's, and the gate's copies, as an operator's act would.
     * @returns whether the survey was still as it was seen; if not, nothing is written
     */
    async writeStep(seen: SurveyRow, step: Step, gateCopies: number, now: string): Promise<boolean> {
      const gate = gateOf(seen, step);
      const changed = { ...step, updatedAt: now, updatedBy: PLATFORM, version: gate.version };
      const transaction = new TransactWriteCommand({
        TransactItems: [
          { Update: { TableName: table, Key: surveyKey(seen.id), ...changes(changed, seen.version) } },
          ...Array.from({ length: gateCopies }, (_, n) => ({
            Put: { TableName: table, Item: { ...gateKey(seen.id, n), ...withoutNulls(gate) } },
          })),
        ],
      });
      return written(documents.send(transaction));
    },

    /**
     * Writes a survey's certificate. Its version stays: nobody's view of what can be done with it is outdated by this.
     * @returns false where it has one already, was withdrawn, or its closing was undone or moved
     */
    async putCertificate(survey: string, certificate: Certificate): Promise<boolean> {
      const update = new UpdateCommand({
        TableName: table,
        Key: surveyKey(survey),
        UpdateExpression: 'SET certificate = :certificate, updatedAt = :now, updatedBy = :platform',
        ConditionExpression: 'attribute_not_exists(certificate) AND closedAt = :closedAt AND #state <> :withdrawn',
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: {
          ':certificate': certificate,
          ':now': certificate.countedAt,
          ':platform': PLATFORM,
          ':closedAt': certificate.closedAt,
          ':withdrawn': 'WITHDRAWN',
        },
      });
      return written(documents.send(update));
    },
  };
};

/** An update of a row that is as it was seen. Attributes that are null are removed. */
const changes = (attributes: Record<string, unknown>, seen: number) => {
  const set = withoutNulls(attributes);
  const removed = Object.keys(attributes).filter((name) => attributes[name] === null);
  const names = [...Object.keys(set), ...removed];
  const clauses = [
    `SET ${Object.keys(set)
      .map((name) => `#${name} = :${name}`)
      .join(', ')}`,
    ...(removed.length > 0 ? [`REMOVE ${removed.map((name) => `#${name}`).join(', ')}`] : []),
  ];
  return {
    UpdateExpression: clauses.join(' '),
    ConditionExpression: '#version = :seen',
    ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
    ExpressionAttributeValues: {
      ...Object.fromEntries(Object.entries(set).map(([name, value]) => [`:${name}`, value])),
      ':seen': seen,
    },
  };
};

const withoutNulls = (attributes: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== null && value !== undefined));

/** Whether a conditional write was made. Throws what fails for another reason than the condition. */
const written = async (write: Promise<unknown>): Promise<boolean> => {
  try {
    await write;
    return true;
  } catch (error) {
    if (isRefused(error)) return false;
    throw error;
  }
};

const isRefused = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false;
  if (error.name === 'ConditionalCheckFailedException') return true;
  if (error.name !== 'TransactionCanceledException' || !('CancellationReasons' in error)) return false;
  const reasons = error.CancellationReasons as readonly { readonly Code?: string }[] | undefined;
  return reasons?.some(({ Code }) => Code === 'ConditionalCheckFailed') ?? false;
};
