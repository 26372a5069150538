import { createRequire } from 'node:module';
import { type Block, synthesise } from '../synthesised-stack.ts';

interface Verdict {
  readonly isValid: boolean;
  readonly errorsText: (separator: string) => string;
}
/** The package has no types of its own. */
const validate: (definition: object) => Verdict = createRequire(import.meta.url)('asl-validator');

const stack = synthesise();
const publish = stack.one('aws_lambda_function', { function_name: 'butai-dev-live-publish' });
const QUEUES = ['live', 'live_routine'];
const queue = (id: string): Block => stack.one('aws_sqs_queue', { id });

describe('The publisher', () => {
  it('may publish one field, write snapshots and texts, read the table and its queues, and nothing else', () => {
    expect(stack.functionMay('butai-dev-live-publish')).toEqual([
      {
        actions: ['appsync:GraphQL'],
        resources: ['${aws_appsync_graphql_api.api.arn}/types/Mutation/fields/publishLiveState'],
      },
      { actions: ['s3:GetObject'], resources: ['${aws_s3_bucket.live_bucket.arn}/live/*'] },
      {
        actions: ['s3:PutObject'],
        resources: ['${aws_s3_bucket.live_bucket.arn}/live/*', '${aws_s3_bucket.live_bucket.arn}/text/*'],
      },
      {
        actions: ['dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:UpdateItem'],
        resources: ['${aws_dynamodb_table.stage_table.arn}'],
      },
      { actions: ['dynamodb:BatchGetItem'], resources: ['${aws_dynamodb_table.ballot_table.arn}'] },
      { actions: ['sqs:SendMessage'], resources: ['${aws_sqs_queue.frames.arn}'] },
      {
        actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
        resources: ['${aws_sqs_queue.live.arn}', '${aws_sqs_queue.live_routine.arn}'],
      },
      { actions: ['sqs:ChangeMessageVisibility'], resources: ['${aws_sqs_queue.live.arn}'] },
    ]);
  });

  it('gives up after five seconds', () => {
    expect(publish.timeout).toBe(5);
  });

  it('is limited by its mappings, since a reservation uses up receives', () => {
    expect(publish.reserved_concurrent_executions).toBeUndefined();
    const limits = mappings().map(({ scaling_config }) => scaling_config);
    expect(limits).toEqual([{ maximum_concurrency: 10 }, { maximum_concurrency: 5 }]);
  });

  it('repeats what failed only', () => {
    for (const mapping of mappings()) {
      expect(mapping).toMatchObject({ batch_size: 10, function_response_types: ['ReportBatchItemFailures'] });
    }
  });

  const mappings = (): Block[] =>
    stack
      .all('aws_lambda_event_source_mapping')
      .filter(({ function_name }) => function_name === `\${aws_lambda_function.${publish.id}.arn}`);
});

describe('The queues of what is to be published', () => {
  it.each(QUEUES)('%s hides a message for longer than a publish lasts', (id) => {
    expect(queue(id).visibility_timeout_seconds).toBeGreaterThanOrEqual(Number(publish.timeout));
  });

  it.each([
    ['live', Number((publish.environment as { variables: Block }).variables.ACTS_PAUSE_SECONDS)],
    ['live_routine', Number(queue('live_routine').visibility_timeout_seconds)],
  ])('%s makes a dead letter of ten minutes of failures', (id, pause) => {
    const { maxReceiveCount } = JSON.parse(String(queue(id).redrive_policy));
    expect(maxReceiveCount * pause).toBe(600);
  });

  it.each(QUEUES)('%s keeps its dead letters in a FIFO queue of its own, for as long as there is', (id) => {
    const { deadLetterTargetArn } = JSON.parse(String(queue(id).redrive_policy));
    expect(deadLetterTargetArn).toBe(`\${aws_sqs_queue.${id}_dead.arn}`);
    expect(queue(`${id}_dead`)).toMatchObject({ fifo_queue: true, message_retention_seconds: 1_209_600 });
  });

  it.each(QUEUES)('%s can be fed again from its own dead letters only', (id) => {
    const { redrive_allow_policy } = stack.one('aws_sqs_queue_redrive_allow_policy', {
      queue_url: `\${aws_sqs_queue.${id}_dead.id}`,
    });
    expect(JSON.parse(String(redrive_allow_policy))).toEqual({
      redrivePermission: 'byQueue',
      sourceQueueArns: [`\${aws_sqs_queue.${id}.arn}`],
    });
  });

  it.each(['live', 'live_dead', 'live_routine', 'live_routine_dead'])('%s is filled by the topic alone', (id) => {
    const { policy } = stack.one('aws_sqs_queue_policy', { queue_url: `\${aws_sqs_queue.${id}.id}` });
    expect(stack.document(policy)).toEqual([
      {
        actions: ['sqs:SendMessage'],
        resources: [`\${aws_sqs_queue.${id}.arn}`],
        principals: [{ type: 'Service', identifiers: ['sns.amazonaws.com'] }],
        condition: [{ test: 'ArnEquals', variable: 'aws:SourceArn', values: ['${aws_sns_topic.change.arn}'] }],
      },
    ]);
  });

  it("live takes operators' acts at once", () => {
    expect(queue('live').delay_seconds).toBe(0);
    expect(filterOf('live')).toEqual({ kind: ['change'], routine: ['false'] });
  });

  it('live_routine takes ticks, and waits for one window so that they are one', () => {
    expect(queue('live_routine').delay_seconds).toBe(1);
    expect(filterOf('live_routine')).toEqual({ kind: ['tick'] });
  });

  it.each(QUEUES)('%s gets messages as they were sent', (id) => {
    expect(subscriptionOf(id).raw_message_delivery).toBe(true);
  });

  it.each(QUEUES)('%s has dead letters for what the topic could not deliver, too', (id) => {
    expect(JSON.parse(String(subscriptionOf(id).redrive_policy))).toEqual({
      deadLetterTargetArn: `\${aws_sqs_queue.${id}_dead.arn}`,
    });
  });

  const subscriptionOf = (id: string): Block =>
    stack.one('aws_sns_topic_subscription', { endpoint: `\${aws_sqs_queue.${id}.arn}` });
  const filterOf = (id: string): unknown => JSON.parse(String(subscriptionOf(id).filter_policy));
});

describe('The beat', () => {
  const machine = stack.one('aws_sfn_state_machine', { name: 'butai-dev-live-beat' });
  const definition = JSON.parse(String(machine.definition));

  it('starts every minute', () => {
    expect(stack.one('aws_cloudwatch_event_rule', { name: 'butai-dev-live-beat' }).schedule_expression).toBe(
      'rate(1 minute)',
    );
  });

  it('is a machine that Step Functions takes', () => {
    const { isValid, errorsText } = validate(structuredClone(definition));
    expect([isValid, errorsText('\n')]).toEqual([true, '']);
  });

  it('beats three times, twenty seconds apart', () => {
    const states = Object.values<{ Type: string; Seconds?: number }>(definition.States);
    expect(states.map(({ Type, Seconds }) => Seconds ?? Type)).toEqual(['Task', 20, 'Task', 20, 'Task']);
  });

  it('goes on after a beat that failed', () => {
    expect(definition.States['First beat'].Catch).toEqual([
      { ErrorEquals: ['States.ALL'], ResultPath: null, Next: 'First pause' },
    ]);
  });

  it('may call its own function only', () => {
    expect(stack.allowedTo('butai-dev-live-beat-machine')).toEqual([
      {
        actions: ['lambda:InvokeFunction'],
        resources: [expect.stringMatching(/^\$\{aws_lambda_function\.beat_\w+\.arn\}$/)],
      },
    ]);
  });

  it('rings when nothing starts it any more', () => {
    expect(stack.one('aws_cloudwatch_metric_alarm', { alarm_name: 'butai-dev-live-beat-is-silent' })).toMatchObject({
      metric_name: 'Invocations',
      comparison_operator: 'LessThanThreshold',
      treat_missing_data: 'breaching',
    });
  });
});
