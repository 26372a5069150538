import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { IvsClient } from '@aws-sdk/client-ivs';
import { SFNClient } from '@aws-sdk/client-sfn';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Environment } from '../environment.ts';
import { makeLiveStore } from '../live/live-store.ts';
import { makeIvs } from './ivs.ts';
import { makeLoopMachine } from './loop-machine.ts';
import { makeStreamStore } from './stream-store.ts';

export const WATCH_NAMES = ['STAGE_TABLE', 'MACHINE_ARN'] as const;

/** What watching channels needs, by whatever woke it. */
export const makeWatchwork = (env: Environment<typeof WATCH_NAMES>) => {
  const documents = DynamoDBDocumentClient.from(new DynamoDBClient());
  return {
    store: makeStreamStore(documents, env.STAGE_TABLE),
    site: makeLiveStore(documents, { stages: env.STAGE_TABLE }),
    ivs: makeIvs(new IvsClient()),
    machine: makeLoopMachine(new SFNClient(), env.MACHINE_ARN),
    now: () => new Date(),
  };
};
