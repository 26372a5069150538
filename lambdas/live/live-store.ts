import {
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import {
  answerKey,
  channelKey,
  eventKey,
  eventOf,
  type Key,
  liveKey,
  SESSION_PREFIX,
  SITE_KEY,
  SITE_LIVE_KEY,
  STREAM_PREFIX,
  stageKey,
  streamKey,
  surveyKey,
  tallyPrefix,
} from '#graphql/keys';
import type { StageRows } from '#graphql/live/live-state';
import type { SiteRows } from '#graphql/live/site';
import type { Answer, Event, LiveState, Session, Source, Stage } from '#graphql/schema.generated';
import { offeredSources } from '#graphql/source/source';
import type { StreamRow } from '#graphql/stream/stream';
import type { SurveyRows } from '#graphql/survey/live-survey';
import { type SurveyRow, seesResults } from '#graphql/survey/machine';
import { makeGetAll } from '../get-all.ts';

/** Whose publishes rise together: a stage's, or those of the site's list of events. */
export type Page = { readonly stage: string } | 'site';

/** What the publishers of a page know of each other. */
export interface LiveRow {
  /** The highest number taken. */
  readonly seq: number;
  /** The highest number that reached every page; 0 before the first. */
  readonly published: number;
  /** Hashes of the text files that are known to be in S3. */
  readonly texts: readonly string[];
}

/** A stage's rows, and the ARNs of its channels that have a picture now. */
export type PublishedRows = StageRows & { readonly liveChannels?: readonly string[] };

/** What is kept of a publish that reached every page: `Query.liveState` answers from it. */
export interface Published {
  readonly state: { readonly seq: number };
  readonly texts: readonly string[];
  readonly publishedAt: string;
}

export type LiveStore = ReturnType<typeof makeLiveStore>;
type EventRow = Event & { stages?: Set<string> };
/** `survey`: the one on the page. */
type StageRow = Stage & { survey?: string };
type Row = Record<string, unknown>;

/** Names of the tables that pages are made of. */
export interface Tables {
  readonly stages: string;
  /** Needed for stages alone. */
  readonly ballots?: string;
}

/** The tables as the way out reads them: always consistently, since an older state would go out under a newer number. */
export const makeLiveStore = (
  documents: DynamoDBDocumentClient,
  { stages: table, ballots }: Tables,
  abortSignal?: AbortSignal,
) => {
  const options = abortSignal ? { abortSignal } : {};

  const get = async (key: Key): Promise<Row | undefined> =>
    (await documents.send(new GetCommand({ TableName: table, Key: key, ConsistentRead: true }), options)).Item;

  const getAll = makeGetAll(documents, table, abortSignal);

  const getPartition = async (pk: string): Promise<Row[]> => {
    const rows: Row[] = [];
    let from: Row | undefined;
    do {
      const page = await documents.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': pk },
          ConsistentRead: true,
          ...(from && { ExclusiveStartKey: from }),
        }),
        options,
      );
      rows.push(...(page.Items ?? []));
      from = page.LastEvaluatedKey;
    } while (from);
    return rows;
  };

  /** The survey that the stage's page shows, with all that it shows of it. */
  const surveyOf = async ({ survey: id }: StageRow, partition: readonly Row[]): Promise<SurveyRows | null> => {
    const survey = partition.find(({ sk }) => id && sk === surveyKey(id).sk) as SurveyRow | undefined;
    if (!survey) return null;
    return {
      survey,
      tallies: startingWith(partition, tallyPrefix(survey.id)),
      answers: seesResults(survey, 'ANYBODY') ? await shownAnswers(survey) : [],
    };
  };

  const shownAnswers = async ({ id, answersShown }: SurveyRow): Promise<Answer[]> => {
    const shown = answersShown ?? [];
    if (shown.length === 0) return [];
    if (!ballots) throw new Error('the Ballot table is not named');
    const rows = await makeGetAll(
      documents,
      ballots,
      abortSignal,
    )<Answer>(shown.map((answer) => answerKey(id, answer)));
    return shown.flatMap((answer) => rows.find((row) => row.id === answer) ?? []);
  };

  /** What the stage's viewers are offered, and the channels whose picture can carry frames. */
  const picturesOf = async (
    { sources = [] }: StageRow,
    streams: readonly StreamRow[],
  ): Promise<{ sources: Source[]; liveChannels: string[] }> => {
    const names = new Set((sources ?? []).flatMap(({ channel }) => channel ?? []));
    const channels = await getAll<{ name: string; arn: string; playbackUrl: string }>([...names].map(channelKey));
    const live = new Set(streams.filter(({ live }) => live).map(({ channel }) => channel));
    return {
      sources: offeredSources(
        sources ?? [],
        Object.fromEntries(channels.map(({ name, playbackUrl }) => [name, playbackUrl])),
      ),
      liveChannels: channels.filter(({ name }) => live.has(name)).map(({ arn }) => arn),
    };
  };

  return {
    /** Takes the page's next number. Before anything is read: that is what makes a later change carry a higher one. */
    async nextSeq(page: Page): Promise<number> {
      const { Attributes } = await documents.send(
        new UpdateCommand({
          TableName: table,
          Key: keyOf(page),
          UpdateExpression: 'SET seq = if_not_exists(seq, :start) + :one',
          ExpressionAttributeValues: { ':start': firstSeq(Date.now()), ':one': 1 },
          ReturnValues: 'UPDATED_NEW',
        }),
        options,
      );
      return Number(Attributes?.seq);
    },

    /** What the page's publishers know of each other now. */
    async readLive(page: Page): Promise<LiveRow> {
      const { Item } = await documents.send(
        new GetCommand({
          TableName: table,
          Key: keyOf(page),
          ConsistentRead: true,
          ProjectionExpression: 'seq, #state.seq, texts',
          ExpressionAttributeNames: { '#state': 'state' },
        }),
        options,
      );
      return { seq: Item?.seq ?? 0, published: Item?.state?.seq ?? 0, texts: Item?.texts ?? [] };
    },

    /** The state that last reached every page of a stage; null before the first. */
    async readPublished(stage: string): Promise<LiveState | null> {
      return ((await get(liveKey(stage)))?.state as LiveState | undefined) ?? null;
    },

    /** All that a stage's LiveState is made of; null where there is no such stage. */
    async readStage(id: string): Promise<PublishedRows | null> {
      const [partition, event] = await Promise.all([getPartition(stageKey(id).pk), get(eventKey(eventOf(id)))]);
      const stage = partition.find(({ sk }) => sk === stageKey(id).sk);
      if (!stage || !event) return null;
      const { stages: siblings } = event as EventRow;
      return {
        event: event as EventRow,
        stage: stage as Stage,
        stages: await getAll<Stage>([...(siblings ?? [id])].map(stageKey)),
        sessions: startingWith<Session>(partition, SESSION_PREFIX),
        streams: startingWith<{ checkedAt: string }>(partition, STREAM_PREFIX),
        survey: await surveyOf(stage as StageRow, partition),
        ...(await picturesOf(stage as StageRow, startingWith<StreamRow>(partition, STREAM_PREFIX))),
      };
    },

    /** All events with their stages, drafts too. */
    async readSite(): Promise<SiteRows[]> {
      const site = await get(SITE_KEY);
      const events = await getAll<EventRow>([...((site?.events as Set<string>) ?? [])].map(eventKey));
      const stages = await getAll<Stage>(events.flatMap((event) => [...(event.stages ?? [])]).map(stageKey));
      return events.map((event) => ({ event, stages: stages.filter(({ id }) => eventOf(id) === event.id) }));
    },

    /** Keeps what reached every page. Does nothing when something newer has: what is kept never goes backwards either. */
    async keep(page: Page, { state, texts, publishedAt }: Published): Promise<void> {
      const update = new UpdateCommand({
        TableName: table,
        Key: keyOf(page),
        UpdateExpression: 'SET #state = :state, texts = :texts, publishedAt = :publishedAt',
        ConditionExpression: 'attribute_not_exists(#state) OR #state.seq < :seq',
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: { ':state': state, ':texts': texts, ':publishedAt': publishedAt, ':seq': state.seq },
      });
      await documents.send(update, options).catch((error: unknown) => {
        if (!(error instanceof Error) || error.name !== 'ConditionalCheckFailedException') throw error;
      });
    },

    /** A sign of life of a stage that has no channel to give one. */
    async putBeat(stage: string, checkedAt: string): Promise<void> {
      const beat = { ...streamKey(stage, 'timer'), checkedAt };
      await documents.send(new PutCommand({ TableName: table, Item: beat }), options);
    },
  };
};

/**
 * Where a page's numbers start: whole seconds of this product's time. Pages and the snapshot ignore a lower number than they have seen, so a row that
 * was lost or restored from a backup must begin above every number that it ever gave: one a second is more than a page publishes in the long run.
 */
const firstSeq = (now: number): number => Math.floor((now - Date.UTC(2026, 0)) / 1_000);

const keyOf = (page: Page): Key => (page === 'site' ? SITE_LIVE_KEY : liveKey(page.stage));

const startingWith = <Of = Row>(rows: readonly Row[], prefix: string): Of[] =>
  rows.filter(({ sk }) => typeof sk === 'string' && sk.startsWith(prefix)) as Of[];
