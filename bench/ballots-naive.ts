import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';
import { PUBLISH_LIVE_STATE } from '#graphql/live/documents.generated';
import { type Item, type Wire, wireTo } from '../local/engines/dynamodb/wire.ts';
import type { StackFile } from '../local/stack-file.ts';
import type { Crowd } from './crowd.ts';
import { clock, type State } from './crowd-messages.ts';
import { fetchAgain } from './fetch-again.ts';
import { control } from './server.ts';

// What a first version does, and many a last one: one row for each survey, read, added to and written back, and each vote told to everybody. It
// uses nothing of the product but its API for publishing.

const TABLE = 'naive-counters';
const KEY: Item = { survey: { S: 'naive' } };

const TRIES = 5;

/** The last publish is on its way while the last answer is. */
const LOST_MS = 30_000;

export interface Naive {
  ballots: number;
  /** Votes that another one has overwritten. */
  lost: number;
  seconds: number;
  publishes: number;
  /** From a vote to its own answer, and to the last viewer of its publish; milliseconds. */
  ownScreen: number[];
  allScreens: number[];
}

interface Role {
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
}

/** Publishes a state as the role that may. */
async function publisherOf(addresses: StackFile) {
  const { region, ...credentials } = await control<Role>(addresses, 'GET /credentials', { role: 'live-publish' });
  const signer = new SignatureV4({ service: 'appsync', region, credentials, sha256: Sha256 });
  const { protocol, hostname, host, port, pathname } = new URL(addresses.graphql);
  return async (state: State) => {
    const input = { stage: state.stage, seq: state.seq, state: JSON.stringify(state) };
    const body = JSON.stringify({ query: PUBLISH_LIVE_STATE, variables: { input } });
    const request = { method: 'POST', protocol, hostname, port: Number(port), path: pathname, body };
    const { headers } = await signer.sign({ ...request, headers: { host, 'content-type': 'application/json' } });
    const { host: _host, ...sent } = headers;
    const response = await fetchAgain(addresses.graphql, { method: 'POST', headers: sent, body });
    const { errors } = (await response.json()) as { errors?: unknown };
    if (errors) throw new Error(`the naive publish was refused: ${JSON.stringify(errors)}`);
  };
}

async function counterIn(wire: Wire) {
  await wire.tables('CreateTable', {
    TableName: TABLE,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [{ AttributeName: 'survey', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'survey', KeyType: 'HASH' }],
  });
  const read = async (): Promise<number> => {
    const { Item } = await wire.tables<{ Item?: Item }>('GetItem', {
      TableName: TABLE,
      Key: KEY,
      ConsistentRead: true,
    });
    return Number(Item?.count?.N ?? 0);
  };
  /** DynamoDB Local gives up waiting for the lock of a row that everybody writes, and says that DynamoDB would not. */
  const write = async (count: number): Promise<void> => {
    const put = { TableName: TABLE, Item: { ...KEY, count: { N: String(count) } } };
    for (let tries = 1; ; tries++) {
      const failure = await wire.tables('PutItem', put).then(
        () => null,
        (error: Error) => error,
      );
      if (!failure) return;
      if (failure.name !== 'InternalServerError' || tries === TRIES) throw failure;
    }
  };
  return { read, write };
}

/** So many votes by so many writers side by side, while the crowd watches. Its states follow `state`, the last that the stage published. */
export async function measureNaive(
  addresses: StackFile,
  crowd: Crowd,
  state: State,
  { votes, writers }: { votes: number; writers: number },
): Promise<Naive> {
  const publish = await publisherOf(addresses);
  const counter = await counterIn(wireTo(addresses.dynamodb));
  const sent = new Map<number, number>();
  const ownScreen: number[] = [];
  let next = 0;
  const began = clock();
  const write = async () => {
    for (let vote = next++; vote < votes; vote = next++) {
      const seq = state.seq + 1 + vote;
      const start = clock();
      sent.set(seq, start);
      const count = (await counter.read()) + 1;
      await counter.write(count);
      await publish({
        ...state,
        seq,
        survey: { ...(state.survey as object), results: { ...RESULTS, ballots: count } },
      });
      ownScreen.push(clock() - start);
    }
  };
  await Promise.all(Array.from({ length: writers }, write));
  const seconds = (clock() - began) / 1_000;
  await crowd.arrival(() => crowd.arrivals.filter((each) => sent.has(each.state.seq)).length === votes, LOST_MS);
  const seen = crowd.arrivals.filter((each) => sent.has(each.state.seq));
  return {
    ballots: votes,
    lost: votes - (await counter.read()),
    seconds,
    publishes: seen.length,
    ownScreen,
    allScreens: seen.map(({ state: { seq }, last }) => last - (sent.get(seq) ?? last)),
  };
}

const RESULTS = { survey: 'naive', status: 'SO_FAR', counts: null, answers: null };
