import type { DynamoDBRecord } from 'aws-lambda';
import { ballotKey } from '#graphql/keys';
import type { BallotRow } from '#graphql/survey/count';
import { streamRecord } from '../change/stream-records.ts';
import { subOf } from './memory-store.ts';

/** A ballot of a viewer as the Ballot table's stream tells it. Sequence numbers rise with each one made. */
export const ballotRecord = (survey: string, viewer: number, after: BallotRow, before?: BallotRow): DynamoDBRecord =>
  streamRecord(ballotKey(survey, subOf(viewer)), {
    after: { survey, ...after },
    ...(before && { before: { survey, ...before } }),
  });
