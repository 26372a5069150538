import { type DynamoDBQueryRequest, util } from '@aws-appsync/utils';
import { inOrder } from '../in-order.ts';
import { stageKey, stageOf, tallyPrefix } from '../keys.ts';
import type { AddressCluster, Tally, TokenAge, TokenAgeCount } from '../schema.generated.ts';
import { ageName, type Numbers, netName, newName, resultsOf, sumUp } from './count.ts';
import type { SurveyRow } from './machine.ts';

/** How many groups of addresses the desk sees. */
const MOST_CLUSTERS = 10;

const AGES: TokenAge[] = ['AFTER', 'MINUTES', 'EARLIER'];

/** Reads all rows of a survey's tally: one for each shard, and the mark of one that lost a batch. */
export function readTally(survey: string, consistentRead: boolean): DynamoDBQueryRequest {
  const { pk } = stageKey(stageOf(survey));
  return {
    operation: 'Query',
    query: {
      expression: 'pk = :pk AND begins_with(sk, :prefix)',
      expressionValues: util.dynamodb.toMapValues({ ':pk': pk, ':prefix': tallyPrefix(survey) }),
    },
    consistentRead,
  };
}

/** What the desk sees of a count. The certificate, once there is one, is the last word on everything. */
export function tallyOf(survey: SurveyRow, rows: Record<string, unknown>[], asOf: string): Tally {
  const { certificate } = survey;
  const numbers = sumUp(rows);
  return {
    results: resultsOf(survey, numbers, true),
    asOf,
    degraded: !certificate && (rows.some((row) => row.degraded === true) || isReopened(survey, numbers)),
    late: certificate?.late ?? numbers.late ?? 0,
    foreign: certificate?.foreign ?? numbers.foreign ?? 0,
    tokens: certificate?.tokens ?? tokensOf(numbers),
    clusters: (certificate?.clusters ?? clustersOf(numbers)).slice(0, MOST_CLUSTERS),
  };
}

/** What came between a close and its undoing was late when it was counted, and is in time again. */
function isReopened({ state }: SurveyRow, { late }: Numbers): boolean {
  return state === 'OPEN' && (late ?? 0) > 0;
}

function tokensOf(numbers: Numbers): TokenAgeCount[] {
  return AGES.map((age) => ({ age, ballots: numbers[ageName(age)] ?? 0 }));
}

/** The largest first. */
function clustersOf(numbers: Numbers): AddressCluster[] {
  const prefix = netName('');
  const clusters = Object.keys(numbers)
    .filter((name) => name.startsWith(prefix))
    .map((name) => name.slice(prefix.length))
    .map((id) => ({ id, ballots: numbers[netName(id)] ?? 0, newTokens: numbers[newName(id)] ?? 0 }))
    .filter(({ ballots }) => ballots > 0);
  return inOrder(
    clusters,
    clusters.map(({ id, ballots }) => `${2000000000 - ballots} ${id}`),
  );
}
