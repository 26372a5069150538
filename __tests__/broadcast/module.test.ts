import { synthesise } from '../synthesised-stack.ts';

const stack = synthesise();
const STAGES = '${aws_dynamodb_table.stage_table.arn}';
const CHANNELS = ['c1', 'c2', 'c3', 'c4'].map((name) => `\${aws_ivs_channel.stream_${name}.arn}`);
const KEYS = 'arn:aws:ivs:eu-west-1:${data.aws_caller_identity.account.account_id}:stream-key/*';
const keys = stack.one('aws_lambda_function', { function_name: 'butai-dev-broadcast-keys' });

describe('Stream keys', () => {
  it('are in the hands of one function, which may act on the channels of the pool and removes nothing from the table', () => {
    expect(stack.functionMay('butai-dev-broadcast-keys')).toEqual([
      { actions: ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:UpdateItem'], resources: [STAGES] },
      { actions: ['ivs:ListStreamKeys', 'ivs:GetStreamSession', 'ivs:StopStream'], resources: CHANNELS },
      { actions: ['ivs:GetStreamKey', 'ivs:CreateStreamKey', 'ivs:DeleteStreamKey'], resources: [KEYS] },
    ]);
  });

  it('are seen by no other role', () => {
    const policies = stack
      .all('aws_iam_role_policy')
      .filter(({ policy }) => JSON.stringify(stack.document(policy)).includes('StreamKey'));
    expect(policies).toHaveLength(1);
  });

  it('are asked for by the API alone', () => {
    expect(stack.allowedTo('butai-dev-api-broadcast')).toEqual([
      { actions: ['lambda:InvokeFunction'], resources: [`\${aws_lambda_function.${keys.id}.arn}`] },
    ]);
    expect(stack.one('aws_appsync_datasource', { name: 'stream_keys' })).toMatchObject({
      type: 'AWS_LAMBDA',
      lambda_config: { function_arn: `\${aws_lambda_function.${keys.id}.arn}` },
    });
  });

  it('are given out and replaced after the operator’s own row was read', () => {
    for (const field of ['copyStreamKey', 'replaceStreamKey']) {
      const resolver = stack.one('aws_appsync_resolver', { type: 'Mutation', field });
      const first = (resolver.pipeline_config as { functions: string[] }).functions[0] ?? '';
      const { id } = stack.one('aws_appsync_function', { name: 'admit_operator' });
      expect(first).toBe(`\${aws_appsync_function.${id}.function_id}`);
    }
  });

  it('are not in what AppSync logs', () => {
    expect(stack.one('aws_appsync_graphql_api').log_config).toMatchObject({ exclude_verbose_content: true });
  });

  it('ring at the first failure: a replacement that stopped half way leaves a channel without one', () => {
    expect(keys).toMatchObject({ timeout: 25 });
    const rings = stack
      .all('aws_cloudwatch_metric_alarm')
      .filter((alarm) => String(alarm.alarm_name).startsWith('butai-dev-broadcast-keys'));
    expect(rings).toHaveLength(1);
    expect(rings[0]).toMatchObject({ datapoints_to_alarm: 1 });
  });
});
