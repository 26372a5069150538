import { createIam } from '../../local/iam/iam.ts';
import { UnsupportedPolicy } from '../../local/iam/policy.ts';
import { ACCOUNT, accountOf, FUNCTION, OTHER_ROLE, policy, QUEUE, ROLE, TABLE, TOPIC } from './small-account.ts';

type Statement = Record<string, unknown>;
const worker = { roleArn: ROLE };

const decides = (
  statement: Statement | Statement[],
  action: string,
  resource: string,
  context?: Record<string, string>,
) => createIam(accountOf([statement].flat())).decide(worker, action, resource, context).allowed;

describe('a role', () => {
  it('may do nothing without a policy', () => {
    const decision = createIam(accountOf([])).decide({ roleArn: OTHER_ROLE }, 'dynamodb:GetItem', TABLE);
    expect(decision).toEqual({
      allowed: false,
      reason: 'because no identity-based policy allows the dynamodb:GetItem action',
    });
  });

  it.each([
    ['the action and resource of its policy', 'dynamodb:GetItem', TABLE, true],
    ['an action in other letters, since they have no case', 'dynamodb:getitem', TABLE, true],
    ['another action', 'dynamodb:PutItem', TABLE, false],
    ['another resource', 'dynamodb:GetItem', `${TABLE}2`, false],
    ['an index of the table', 'dynamodb:GetItem', `${TABLE}/index/x`, false],
  ])('is decided for %s', (_what, action, resource, allowed) => {
    expect(decides({ Effect: 'Allow', Action: 'dynamodb:GetItem', Resource: TABLE }, action, resource)).toBe(allowed);
  });

  it.each([
    ['s3:*', 'arn:aws:s3:::b/live/*', true],
    ['s3:Get*', 'arn:aws:s3:::b/live/a?c.json', true],
    ['s3:Get*', 'arn:aws:s3:::b/live', false],
    ['s3:Get*', 'arn:aws:s3:::b/live/a+c.json', false],
    ['s?:GetObject', '*', true],
    ['*', '*', true],
  ])('is decided by the wildcards %s on %s', (Action, Resource, allowed) => {
    expect(decides({ Effect: 'Allow', Action, Resource }, 's3:GetObject', 'arn:aws:s3:::b/live/abc.json')).toBe(
      allowed,
    );
  });

  it('is denied what any statement denies', () => {
    const statements = [
      { Effect: 'Allow', Action: '*', Resource: '*' },
      { Effect: 'Deny', Action: 'dynamodb:DeleteItem', Resource: '*' },
    ];
    expect(decides(statements, 'dynamodb:GetItem', TABLE)).toBe(true);
    expect(createIam(accountOf(statements)).decide(worker, 'dynamodb:DeleteItem', TABLE)).toEqual({
      allowed: false,
      reason: 'with an explicit deny in an identity-based policy',
    });
  });

  it.each([
    ['StringEquals', 'a', 'a', true],
    ['StringEquals', 'a*', 'ab', false],
    ['StringEquals', ['a', 'b'], 'b', true],
    ['StringLike', 'a*', 'ab', true],
    ['Bool', 'TRUE', 'true', true],
    ['Bool', 'false', 'true', false],
    ['ArnLike', 'arn:aws:sns:*:*:change.*', TOPIC, true],
    ['ArnLike', 'arn:aws:sns:*', TOPIC, false],
    ['ArnEquals', TOPIC, TOPIC, true],
    ['ArnEquals', `${TOPIC}x`, TOPIC, false],
  ])('is decided by the condition %s %s for %s', (operator, expected, actual, allowed) => {
    const Condition = { [operator]: { 'aws:Key': expected } };
    const statement = { Effect: 'Allow', Action: 'x:Y', Resource: '*', Condition };
    expect(decides(statement, 'x:Y', 'r', { 'AWS:key': String(actual) })).toBe(allowed);
  });

  it.each([
    ['both keys of a condition', { StringEquals: { a: '1', b: '2' } }],
    ['both operators of a condition', { StringEquals: { a: '1' }, StringLike: { b: '2' } }],
  ])('needs %s', (_what, Condition) => {
    const statement = { Effect: 'Allow', Action: 'x:Y', Resource: '*', Condition };
    expect(decides(statement, 'x:Y', 'r', { a: '1', b: '2' })).toBe(true);
    expect(decides(statement, 'x:Y', 'r', { a: '1', b: '3' })).toBe(false);
  });

  it('is not allowed by a condition on what the request does not say', () => {
    const statement = { Effect: 'Allow', Action: 'x:Y', Resource: '*', Condition: { StringLike: { 'aws:Key': '*' } } };
    expect(decides(statement, 'x:Y', 'r')).toBe(false);
  });

  it('gets what a policy attached to it allows', () => {
    const world = accountOf([], {
      aws_iam_policy: { p: { name: 'p', policy: policy({ Effect: 'Allow', Action: 'x:Y', Resource: '*' }) } },
      aws_iam_role: {
        other: { name: 'other', assume_role_policy: policy() },
        worker: { name: 'worker', assume_role_policy: policy() },
      },
      aws_iam_role_policy_attachment: {
        a: { role: '${aws_iam_role.other.name}', policy_arn: '${aws_iam_policy.p.arn}' },
      },
    });
    expect(createIam(world).decide({ roleArn: OTHER_ROLE }, 'x:Y', 'r').allowed).toBe(true);
    expect(createIam(world).decide(worker, 'x:Y', 'r').allowed).toBe(false);
  });
});

describe('a policy', () => {
  it.each([
    ['NotAction', { Effect: 'Allow', NotAction: 'x:Y', Resource: '*' }],
    ['NotResource', { Effect: 'Allow', Action: 'x:Y', NotResource: '*' }],
    [
      'the condition operator NumericLessThan',
      { Effect: 'Allow', Action: 'x:Y', Resource: '*', Condition: { NumericLessThan: { a: '1' } } },
    ],
    ['a policy variable', { Effect: 'Allow', Action: 'x:Y', Resource: 'arn:aws:s3:::b/$${aws:username}' }],
  ])('with %s is refused with its address', (what, statement) => {
    expect(() => createIam(accountOf([statement]))).toThrow(`aws_iam_role_policy.allow: `);
    expect(() => createIam(accountOf([statement]))).toThrow(what);
    expect(() => createIam(accountOf([statement]))).toThrow(UnsupportedPolicy);
  });
});

describe('a role that trusts the people of the account', () => {
  const people = `arn:aws:iam::${ACCOUNT}:role/people`;
  const trust = { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` } };
  const iam = createIam(
    accountOf([], {
      aws_iam_role: {
        worker: { name: 'worker', assume_role_policy: policy() },
        people: { name: 'people', assume_role_policy: policy(trust) },
      },
    }),
  );

  it('is taken on by no service and no other role', () => {
    expect(() => iam.credentialsFor(people, 'lambda.amazonaws.com')).toThrow('does not trust lambda.amazonaws.com');
    expect(iam.decide(worker, 'sts:AssumeRole', people).allowed).toBe(false);
  });
});

describe('a service', () => {
  const queuePolicy = policy({
    Effect: 'Allow',
    Principal: { Service: 'sns.amazonaws.com' },
    Action: 'sqs:SendMessage',
    Resource: QUEUE,
    Condition: { ArnEquals: { 'aws:SourceArn': TOPIC } },
  });
  const iam = createIam(
    accountOf([], {
      aws_sqs_queue: { live: { name: 'live.fifo' } },
      aws_sqs_queue_policy: { live: { queue_url: '${aws_sqs_queue.live.id}', policy: queuePolicy } },
      aws_s3_bucket: { site: { bucket: 'site' } },
      aws_s3_bucket_policy: {
        site: {
          bucket: '${aws_s3_bucket.site.id}',
          policy: policy(
            {
              Effect: 'Allow',
              Principal: { Service: 'cloudfront.amazonaws.com' },
              Action: 's3:GetObject',
              Resource: 'arn:aws:s3:::site/*',
              Condition: { StringEquals: { 'AWS:SourceArn': 'arn:aws:cloudfront::1:distribution/E1' } },
            },
            {
              Effect: 'Deny',
              Principal: '*',
              Action: 's3:*',
              Resource: 'arn:aws:s3:::site/*',
              Condition: { Bool: { 'aws:SecureTransport': 'false' } },
            },
          ),
        },
      },
      aws_lambda_permission: {
        api: {
          function_name: 'issue',
          action: 'lambda:InvokeFunction',
          principal: 'apigateway.amazonaws.com',
          source_arn: 'arn:aws:execute-api:eu-west-1:1:abc/*/*',
        },
        rotation: {
          function_name: FUNCTION,
          action: 'lambda:InvokeFunction',
          principal: 'secretsmanager.amazonaws.com',
          source_account: ACCOUNT,
        },
      },
    }),
  );
  const asks = (service: string, action: string, resource: string, sourceArn = '') =>
    iam.decide({ service }, action, resource, { 'aws:SourceArn': sourceArn }).allowed;

  it('may send to a queue from the topic that its policy names, and from no other', () => {
    expect(asks('sns.amazonaws.com', 'sqs:SendMessage', QUEUE, TOPIC)).toBe(true);
    expect(asks('sns.amazonaws.com', 'sqs:SendMessage', QUEUE, `${TOPIC}2`)).toBe(false);
    expect(asks('events.amazonaws.com', 'sqs:SendMessage', QUEUE, TOPIC)).toBe(false);
  });

  it('may read objects as their bucket says', () => {
    const distribution = 'arn:aws:cloudfront::1:distribution/E1';
    expect(asks('cloudfront.amazonaws.com', 's3:GetObject', 'arn:aws:s3:::site/a/b.js', distribution)).toBe(true);
    expect(
      asks(
        'cloudfront.amazonaws.com',
        's3:GetObject',
        'arn:aws:s3:::site/a/b.js',
        'arn:aws:cloudfront::1:distribution/E2',
      ),
    ).toBe(false);
    expect(asks('cloudfront.amazonaws.com', 's3:PutObject', 'arn:aws:s3:::site/a/b.js', distribution)).toBe(false);
  });

  it('is denied what the resource denies, whoever allows it', () => {
    const role = createIam(
      accountOf([{ Effect: 'Allow', Action: '*', Resource: '*' }], {
        aws_sns_topic: {
          t: {
            name: 'change.fifo',
            policy: policy({ Effect: 'Deny', Principal: '*', Action: 'sns:Publish', Resource: TOPIC }),
          },
        },
      }),
    );
    expect(role.decide(worker, 'sns:Publish', TOPIC).reason).toBe('with an explicit deny in a resource-based policy');
  });

  it('may invoke a function as its permissions say', () => {
    expect(
      asks(
        'apigateway.amazonaws.com',
        'lambda:InvokeFunction',
        FUNCTION,
        'arn:aws:execute-api:eu-west-1:1:abc/*/POST/session',
      ),
    ).toBe(true);
    expect(
      asks('apigateway.amazonaws.com', 'lambda:InvokeFunction', FUNCTION, 'arn:aws:execute-api:eu-west-1:1:xyz/*/POST'),
    ).toBe(false);
    expect(asks('secretsmanager.amazonaws.com', 'lambda:InvokeFunction', FUNCTION)).toBe(true);
    expect(asks('events.amazonaws.com', 'lambda:InvokeFunction', FUNCTION)).toBe(false);
  });

  it('may take on a role that trusts it', () => {
    expect(asks('lambda.amazonaws.com', 'sts:AssumeRole', ROLE)).toBe(true);
    expect(asks('states.amazonaws.com', 'sts:AssumeRole', ROLE)).toBe(false);
  });
});

describe('access keys', () => {
  it('are other ones for each role and each start', () => {
    const world = accountOf([]);
    const iam = createIam(world);
    const keys = [iam.credentialsFor(ROLE), iam.credentialsFor(OTHER_ROLE), createIam(world).credentialsFor(ROLE)];
    expect(new Set(keys.map(({ accessKeyId }) => accessKeyId)).size).toBe(3);
    expect(iam.credentialsFor(ROLE)).toBe(iam.credentialsFor(ROLE));
  });

  it('are given to services that the role trusts', () => {
    const iam = createIam(accountOf([]));
    expect(iam.credentialsFor(ROLE, 'lambda.amazonaws.com')).toBe(iam.credentialsFor(ROLE));
    expect(() => iam.credentialsFor(ROLE, 'states.amazonaws.com')).toThrow(
      `${ROLE} does not trust states.amazonaws.com`,
    );
  });

  it('are not given out for a role that does not exist', () => {
    expect(() => createIam(accountOf([])).credentialsFor('arn:aws:iam::1:role/x')).toThrow(
      'there is no role arn:aws:iam::1:role/x',
    );
  });
});
