import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { answerKey, ballotKey } from '#graphql/keys';
import { KEPT_SECONDS } from '#graphql/survey/ballot';
import type { BallotRow } from '#graphql/survey/count';
import type { AnswerChange } from './answers.ts';
import { type GuardedAdd, makeAddGuarded } from './count-once.ts';

export type BallotStore = ReturnType<typeof makeBallotStore>;

/** A ballot as it is stored. Its sort key names its viewer. */
export type StoredBallot = BallotRow & { readonly sk: string };

/** What a survey's partitions are told apart by: the first two digits of a viewer's `sub`. */
export const PARTITIONS = Array.from({ length: 256 }, (_, n) => n.toString(16).padStart(2, '0'));

/** The Ballot table. Ballots are only ever read here: nobody but their viewers writes them. */
export const makeBallotStore = (documents: DynamoDBDocumentClient, table: string) => {
  const addGuarded = makeAddGuarded(documents, table);

  return {
    /** All ballots of one of a survey's partitions, read consistently. */
    async readPartition(survey: string, partition: string): Promise<StoredBallot[]> {
      const ballots: StoredBallot[] = [];
      let from: Record<string, unknown> | undefined;
      do {
        const page = await documents.send(
          new QueryCommand({
            TableName: table,
            KeyConditionExpression: 'pk = :pk',
            ExpressionAttributeValues: { ':pk': ballotKey(survey, partition).pk },
            ConsistentRead: true,
            ...(from && { ExclusiveStartKey: from }),
          }),
        );
        ballots.push(...((page.Items ?? []) as StoredBallot[]));
        from = page.LastEvaluatedKey;
      } while (from);
      return ballots;
    },

    /** Adds to how often an answer was given, once. */
    addToAnswer: (
      survey: string,
      shard: string,
      { id, text, firstAt }: Omit<AnswerChange, 'given'>,
      change: Pick<GuardedAdd, 'first' | 'last'> & { readonly count: number },
    ) =>
      addGuarded({
        key: answerKey(survey, id),
        guard: `lastSeq_${shard}`,
        first: change.first,
        last: change.last,
        add: { count: change.count },
        setOnce: { id, text, firstAt, expiresAt: Math.floor(Date.parse(firstAt) / 1_000) + KEPT_SECONDS },
      }),
  };
};

/** The viewer whose ballot it is. */
export const viewerOf = ({ sk }: StoredBallot): string => sk.slice(sk.indexOf('#') + 1);
