import { evaluate } from '../../local/terraform/evaluate.ts';
import type { World } from '../../local/terraform/world.ts';

export const ACCOUNT = '123456789012';
export const REGION = 'eu-west-1';
export const TABLE = `arn:aws:dynamodb:${REGION}:${ACCOUNT}:table/Stage`;
export const QUEUE = `arn:aws:sqs:${REGION}:${ACCOUNT}:live.fifo`;
export const TOPIC = `arn:aws:sns:${REGION}:${ACCOUNT}:change.fifo`;
export const FUNCTION = `arn:aws:lambda:${REGION}:${ACCOUNT}:function:issue`;
export const ROLE = `arn:aws:iam::${ACCOUNT}:role/worker`;
export const OTHER_ROLE = `arn:aws:iam::${ACCOUNT}:role/other`;

type Resources = Record<string, Record<string, Record<string, unknown>>>;
type Statement = Record<string, unknown>;

export const policy = (...Statement: Statement[]) => JSON.stringify({ Version: '2012-10-17', Statement });
const trust = policy({ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } });

/** An account with two roles, one of which has a policy of these statements, and whatever else is given. */
export function accountOf(statements: Statement[], more: Resources = {}): World {
  return evaluate(
    {
      resource: {
        aws_iam_role: {
          worker: { name: 'worker', assume_role_policy: trust },
          other: { name: 'other', assume_role_policy: trust },
        },
        aws_iam_role_policy: {
          allow: { name: 'allow', role: '${aws_iam_role.worker.name}', policy: policy(...statements) },
        },
        ...more,
      },
    },
    { account: ACCOUNT, region: REGION, baseDir: '/' },
  );
}
