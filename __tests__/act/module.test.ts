import { synthesise } from '../synthesised-stack.ts';

const stack = synthesise();
const role = stack.one('aws_iam_role', { name: 'butai-dev-break-glass' });

describe('The role for the time without the API', () => {
  it('is taken on by people of the account with a second factor, under an address, for an hour', () => {
    expect(stack.document(role.assume_role_policy)).toMatchObject([
      {
        actions: ['sts:AssumeRole'],
        principals: [
          { type: 'AWS', identifiers: ['arn:aws:iam::${data.aws_caller_identity.account.account_id}:root'] },
        ],
        condition: [
          { test: 'Bool', variable: 'aws:MultiFactorAuthPresent', values: ['true'] },
          { test: 'StringLike', variable: 'sts:RoleSessionName', values: ['?*@?*.?*'] },
        ],
      },
    ]);
    expect(role.max_session_duration).toBe(3_600);
  });

  it('reaches on the Stage table what the API does there, and nothing else', () => {
    const [api] = stack.allowedTo('butai-dev-api-table');
    const statements = stack.allowedTo('butai-dev-break-glass');
    expect(statements).toHaveLength(1);
    expect(statements[0]?.actions).toEqual(api?.actions);
    expect(statements[0]?.resources).toEqual(['${aws_dynamodb_table.stage_table.arn}']);
  });

  it('is named by an output', () => {
    expect(stack.outputs.break_glass_role_arn?.value).toBe(`\${aws_iam_role.${role.id}.arn}`);
  });

  it('rings when it is used, by what fan-out counts in this environment alone', () => {
    const alarm = stack.one('aws_cloudwatch_metric_alarm', { metric_name: 'BreakGlassChanges' });
    expect(alarm).toMatchObject({ namespace: 'Butai', threshold: 0, statistic: 'Sum' });
    expect(alarm.dimensions).toEqual({
      service: 'change/fan-out',
      function_name: expect.stringMatching(/^\$\{aws_lambda_function\.change_fan-out_[^.]+\.function_name\}$/),
    });
    expect(alarm.alarm_actions).toEqual(['${aws_sns_topic.alarms.arn}']);
  });
});
