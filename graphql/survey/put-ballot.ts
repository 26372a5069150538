import { type Context, type DynamoDBExpression, type DynamoDBUpdateItemRequest, util } from '@aws-appsync/utils';
import { epochOf } from '../clock.ts';
import { ballotKey } from '../keys.ts';
import { checkDone, refuse } from '../refuse.ts';
import type { Ballot, BallotInput } from '../schema.generated.ts';
import { KEPT_SECONDS, MAX_CHANGES } from './ballot.ts';
import type { Voter } from './voter.ts';

/** A row of the Ballot table, as far as casting goes. */
export interface StoredBallot extends Ballot {
  requestId: string;
  prevRequestId: string | null;
  /** How often the answer was changed. */
  changes: number;
}

/** What each answer says anew. */
const SAID = ['survey', 'choices', 'text', 'said', 'castAt', 'requestId', 'since', 'net'];

/** What a change keeps of the answer before it; of a first answer there is none. */
const KEPT = [
  { as: 'prev', of: 'said' },
  { as: 'prevAt', of: 'castAt' },
  { as: 'prevRequestId', of: 'requestId' },
];

/**
 * One write for a first answer and for a changed one. An update cannot put a map together from attributes that are there, so a row has its
 * answer twice: as attributes, and whole (`said`), for a change to move it to `prev`.
 */
export function putBallot(
  { survey, choices, text, requestId }: BallotInput,
  { sub, since, net }: Voter,
  castAt: string,
  changes: boolean,
): DynamoDBUpdateItemRequest {
  const said = { choices, text: text ?? null };
  const expiresAt = util.time.epochMilliSecondsToSeconds(epochOf(castAt)) + KEPT_SECONDS;
  const values = { survey, ...said, said, castAt, requestId, since, net, expiresAt, none: null, before: -1, one: 1 };
  const sets = [
    ...KEPT.map((kept) => `#${kept.as} = if_not_exists(#${kept.of}, :none)`),
    '#changes = if_not_exists(#changes, :before) + :one',
    '#expiresAt = if_not_exists(#expiresAt, :expiresAt)',
    ...SAID.map((name) => `#${name} = :${name}`),
  ];
  return {
    operation: 'UpdateItem',
    key: util.dynamodb.toMapValues({ ...ballotKey(survey, sub) }),
    update: {
      expression: `SET ${sets.join(', ')}`,
      expressionNames: namesOf([...KEPT.map((kept) => kept.as), 'changes', 'expiresAt', ...SAID]),
      expressionValues: valuesOf(values),
    },
    condition: changes ? neverSent(requestId) : { expression: 'attribute_not_exists(pk)' },
  };
}

/** Whatever is sent again was done already. */
function neverSent(requestId: string): DynamoDBExpression {
  return {
    expression: 'attribute_not_exists(pk) OR (requestId <> :sent AND prevRequestId <> :sent AND changes < :most)',
    expressionValues: util.dynamodb.toMapValues({ ':sent': requestId, ':most': MAX_CHANGES }),
  };
}

/** The ballot that a write left, or the one that refused it: a request that was answered before is answered again. */
export function keptBallot(ctx: Context, requestId: string): Ballot {
  const ballot: StoredBallot | null = ctx.result;
  if (ctx.error?.type !== 'DynamoDB:ConditionalCheckFailedException' || ballot === null) {
    checkDone(ctx);
    return ctx.result;
  }
  if (wasSent(ballot, requestId)) return ballot;
  return refuse('ALREADY_ANSWERED', 'The survey takes no further change of the answer.', 'survey');
}

/** Whether it was this request that stored the ballot, or the one before it. */
export function wasSent(ballot: StoredBallot, requestId: string): boolean {
  return ballot.requestId === requestId || ballot.prevRequestId === requestId;
}

function namesOf(attributes: string[]): Record<string, string> {
  const names: Record<string, string> = {};
  for (const name of attributes) names[`#${name}`] = name;
  return names;
}

function valuesOf(plain: Record<string, unknown>): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const name of Object.keys(plain)) values[`:${name}`] = util.dynamodb.toDynamoDB(plain[name]);
  return values;
}
