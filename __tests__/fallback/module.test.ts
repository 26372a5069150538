import { synthesise } from '../synthesised-stack.ts';

const stack = synthesise();
const named = (name: string) => stack.one('aws_lambda_function', { function_name: `butai-dev-fallback-${name}` });
const mappingOf = (name: string) =>
  stack.one('aws_lambda_event_source_mapping', { function_name: `\${aws_lambda_function.${named(name).id}.arn}` });
const queue = (id: string) => stack.one('aws_sqs_queue', { id });

describe('The queues of frames', () => {
  it.each(['frames', 'frames_repeat'])('%s keeps the order of a channel, and its dead letters', (id) => {
    expect(queue(id)).toMatchObject({ fifo_queue: true, sqs_managed_sse_enabled: true });
    const { deadLetterTargetArn, maxReceiveCount } = JSON.parse(String(queue(id).redrive_policy));
    expect(deadLetterTargetArn).toBe(`\${aws_sqs_queue.${id}_dead.arn}`);
    expect(maxReceiveCount).toBeGreaterThan(1);
    expect(queue(`${id}_dead`).fifo_queue).toBe(true);
  });

  it('delays repeats, and nothing else', () => {
    expect(queue('frames').delay_seconds).toBe(0);
    expect(Number(queue('frames_repeat').delay_seconds)).toBeGreaterThan(0);
  });

  it('hide a message for longer than a sending lasts', () => {
    expect(Number(queue('frames').visibility_timeout_seconds)).toBeGreaterThanOrEqual(
      Number(named('send-frames').timeout),
    );
  });
});

describe('The sender of frames', () => {
  it('takes one message at a time, so that the pace of a channel is kept within the call', () => {
    expect(mappingOf('send-frames')).toMatchObject({
      batch_size: 1,
      function_response_types: ['ReportBatchItemFailures'],
      // 155 frames a second of an account, four a second of each.
      scaling_config: { maximum_concurrency: 38 },
    });
  });

  it('may put frames into the channels of the pool, and read what was published', () => {
    const statements = stack.functionMay('butai-dev-fallback-send-frames');
    const pool = stack.all('aws_ivs_channel').map(({ id }) => `\${aws_ivs_channel.${id}.arn}`);
    expect(pool.length).toBeGreaterThan(0);
    expect(statements).toEqual([
      { actions: ['dynamodb:GetItem'], resources: ['${aws_dynamodb_table.stage_table.arn}'] },
      { actions: ['s3:GetObject'], resources: ['${aws_s3_bucket.live_bucket.arn}/text/*'] },
      { actions: ['ivs:PutMetadata'], resources: pool },
      { actions: ['sqs:SendMessage'], resources: ['${aws_sqs_queue.frames_repeat.arn}'] },
      {
        actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
        resources: ['${aws_sqs_queue.frames.arn}'],
      },
    ]);
  });

  it('is told by the repeats in their time, which may do nothing else', () => {
    expect(stack.functionMay('butai-dev-fallback-repeat-frames')).toEqual([
      { actions: ['sqs:SendMessage'], resources: ['${aws_sqs_queue.frames.arn}'] },
      {
        actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
        resources: ['${aws_sqs_queue.frames_repeat.arn}'],
      },
    ]);
  });
});
