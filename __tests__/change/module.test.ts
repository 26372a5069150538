import { synthesise } from '../synthesised-stack.ts';

const stack = synthesise();
const mapping = stack.one('aws_lambda_event_source_mapping', {
  event_source_arn: '${aws_dynamodb_table.stage_table.stream_arn}',
});

describe('The way out of the Stage table', () => {
  it('loses no record that was written while it was being made', () => {
    expect(mapping.starting_position).toBe('TRIM_HORIZON');
  });

  it('keeps the order within a stage', () => {
    expect(mapping.parallelization_factor).toBe(1);
  });

  it('tries again for ten minutes, however often that is', () => {
    expect(mapping).toMatchObject({ maximum_record_age_in_seconds: 600, maximum_retry_attempts: -1 });
  });

  it('repeats what failed only, and narrows down what cannot work', () => {
    expect(mapping).toMatchObject({
      batch_size: 100,
      function_response_types: ['ReportBatchItemFailures'],
      bisect_batch_on_function_error: true,
    });
  });

  it('leaves out the rows that it writes itself', () => {
    const { filter } = mapping.filter_criteria as { filter: { pattern: string }[] };
    expect(filter.map(({ pattern }) => JSON.parse(pattern))).toEqual([
      { dynamodb: { Keys: { sk: { S: [{ 'anything-but': ['LIVE', 'OPERATOR', 'DESK', 'GATE', 'LOOP'] }] } } } },
    ]);
  });

  it('leaves what it gave up in a queue that is not FIFO: Lambda writes to no other', () => {
    expect(mapping.destination_config).toEqual({ on_failure: { destination_arn: '${aws_sqs_queue.change_dead.arn}' } });
    expect(stack.one('aws_sqs_queue', { id: 'change_dead' }).fifo_queue).toBeUndefined();
  });

  it('sends to a FIFO topic without a key, which services could not write to', () => {
    const topic = stack.one('aws_sns_topic', { id: 'change' });
    expect(topic).toMatchObject({ name: 'butai-dev-change.fifo', fifo_topic: true });
    expect(topic.kms_master_key_id).toBeUndefined();
  });

  it('may read the stream, send to the topic and leave dead letters, and nothing else', () => {
    expect(stack.functionMay('butai-dev-change-fan-out')).toEqual([
      { actions: ['sns:Publish'], resources: ['${aws_sns_topic.change.arn}'] },
      {
        actions: [
          'dynamodb:DescribeStream',
          'dynamodb:GetRecords',
          'dynamodb:GetShardIterator',
          'dynamodb:ListStreams',
        ],
        resources: ['${aws_dynamodb_table.stage_table.stream_arn}'],
      },
      { actions: ['sqs:SendMessage'], resources: ['${aws_sqs_queue.change_dead.arn}'] },
    ]);
  });

  it('calls the same second a window as the queue of ticks does', () => {
    const { environment } = stack.one('aws_lambda_function', { function_name: 'butai-dev-change-fan-out' });
    const { delay_seconds } = stack.one('aws_sqs_queue', { id: 'live_routine' });
    expect(environment).toMatchObject({ variables: { WINDOW_SECONDS: String(delay_seconds) } });
  });
});
