import type { DataSource } from '../../local/appsync/api.ts';
import type { Invocation } from '../../local/engines/functions.ts';
import { graphqlApiOf } from '../../local/graphql-api.ts';
import { createIam } from '../../local/iam/iam.ts';
import { evaluate } from '../../local/terraform/evaluate.ts';
import { ACCOUNT, policy, REGION } from './small-account.ts';

const EXPORT = `arn:aws:lambda:${REGION}:${ACCOUNT}:function:export`;
const ROLE = `arn:aws:iam::${ACCOUNT}:role/data-source`;

const trusting = (service: string) =>
  policy({ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: service } });
const lambdaSource = {
  name: 'export',
  type: 'AWS_LAMBDA',
  service_role_arn: ROLE,
  lambda_config: [{ function_arn: EXPORT }],
};

interface Given {
  /** What the role may invoke. */
  may?: string;
  trusted?: string;
  source?: Record<string, unknown>;
  invocation?: Partial<Invocation>;
}

const invoked: { arn: string; payload: unknown }[] = [];

/** The API of an account with one data source. */
function sourceOf({ may = EXPORT, trusted = 'appsync.amazonaws.com', source = lambdaSource, invocation }: Given = {}) {
  const world = evaluate(
    {
      resource: {
        aws_appsync_graphql_api: {
          api: { name: 'api', schema: 'type Query { q: Int }', authentication_type: 'AWS_IAM' },
        },
        aws_appsync_datasource: { one: source },
        aws_iam_role: { one: { name: 'data-source', assume_role_policy: trusting(trusted) } },
        aws_iam_role_policy: {
          one: {
            name: 'allow',
            role: '${aws_iam_role.one.name}',
            policy: policy({ Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: may }),
          },
        },
      },
    },
    { account: ACCOUNT, region: REGION, baseDir: '/' },
  );
  const iam = createIam(world);
  const { dataSources } = graphqlApiOf({
    world,
    endpoint: 'http://127.0.0.1:9',
    credentialsFor: (roleArn) => iam.credentialsFor(roleArn, 'appsync.amazonaws.com'),
    may: (roleArn, action, resource) => iam.decide({ roleArn }, action, resource).allowed,
    invoke: async (arn, payload) => {
      invoked.push({ arn, payload });
      return { requestId: '1', statusCode: 200, payload: { done: true }, coldStart: false, ...invocation };
    },
    issuerOf: () => 'http://127.0.0.1:9',
  });
  return dataSources.export as Extract<DataSource, { type: 'AWS_LAMBDA' }>;
}

beforeEach(() => {
  invoked.length = 0;
});

describe('a Lambda data source of the stack', () => {
  it('invokes its function', async () => {
    expect(await sourceOf().invoke({ survey: 'a' })).toEqual({ payload: { done: true }, functionError: undefined });
    expect(invoked).toEqual([{ arn: EXPORT, payload: { survey: 'a' } }]);
  });

  it('is refused by a policy that allows another function alone, as on AWS', async () => {
    const asked = sourceOf({ may: `${EXPORT}-2` }).invoke({});
    await expect(asked).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: expect.stringContaining(ROLE),
    });
    expect(invoked).toEqual([]);
  });

  it('tells a function that throws from one that has no room', async () => {
    const failed = { payload: { errorMessage: 'no' }, functionError: 'Unhandled' as const };
    expect(await sourceOf({ invocation: failed }).invoke({})).toEqual(failed);
    const throttled = sourceOf({ invocation: { statusCode: 429 } }).invoke({});
    await expect(throttled).rejects.toMatchObject({ name: 'TooManyRequestsException' });
  });

  it('needs a role that trusts AppSync', () => {
    expect(() => sourceOf({ trusted: 'lambda.amazonaws.com' })).toThrow('does not trust appsync.amazonaws.com');
  });

  it.each(['HTTP', 'RELATIONAL_DATABASE'])('stops the stack where it is of the type %s', (type) => {
    expect(() => sourceOf({ source: { ...lambdaSource, type } })).toThrow(
      /^aws_appsync_datasource\.one: .*not supported/,
    );
  });

  it('stops the stack where it names no function', () => {
    expect(() => sourceOf({ source: { ...lambdaSource, lambda_config: [] } })).toThrow('without lambda_config');
  });
});
