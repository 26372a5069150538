import { createRequire } from 'node:module';
import { channelKey } from '#graphql/keys';
import { RENEW_AFTER_MS } from '../../lambdas/stream/watch.ts';
import { PROD, synthesise } from '../synthesised-stack.ts';

interface Verdict {
  readonly isValid: boolean;
  readonly errorsText: (separator: string) => string;
}
/** The package has no types of its own. */
const validate: (definition: object) => Verdict = createRequire(import.meta.url)('asl-validator');

const stack = synthesise();
const prod = synthesise(PROD);
const STAGES = '${aws_dynamodb_table.stage_table.arn}';
const NAMES = ['c1', 'c2', 'c3', 'c4'];
const ARNS = NAMES.map((name) => `\${aws_ivs_channel.stream_${name}.arn}`);
const named = (name: string) => stack.one('aws_lambda_function', { function_name: `butai-dev-stream-${name}` });
const ruleOf = (name: string) => stack.one('aws_cloudwatch_event_rule', { name: `butai-dev-stream-${name}` });

describe('The pool of channels', () => {
  it('has four of low latency and several renditions, unless an environment says otherwise', () => {
    const channels = stack.all('aws_ivs_channel');
    expect(channels.map(({ id }) => id)).toEqual(NAMES.map((name) => `stream_${name}`));
    for (const channel of channels) {
      expect(channel).toMatchObject({ latency_mode: 'LOW', type: 'STANDARD', authorized: false });
    }
    const small = synthesise({ channels: 1, channelType: 'BASIC' });
    expect(small.one('aws_ivs_channel')).toMatchObject({ id: 'stream_c1', name: 'butai-dev-c1', type: 'BASIC' });
  });

  it('survives a slip in production: addresses and stream keys would be gone', () => {
    for (const channel of prod.all('aws_ivs_channel')) {
      expect(channel.lifecycle).toEqual({ prevent_destroy: true });
    }
    expect(prod.one('aws_s3_bucket', { id: 'stream_recordings' }).lifecycle).toEqual({ prevent_destroy: true });
  });

  it('is known to the platform by a row each, by the keys that everybody else uses', () => {
    const rows = stack.all('aws_dynamodb_table_item');
    expect(rows).toHaveLength(4);
    for (const [n, { item, table_name, hash_key, range_key }] of rows.entries()) {
      const name = `c${n + 1}`;
      const of = (attribute: string) => ({ S: `\${aws_ivs_channel.stream_${name}.${attribute}}` });
      expect(JSON.parse(String(item))).toEqual({
        pk: { S: channelKey(name).pk },
        sk: { S: channelKey(name).sk },
        name: { S: name },
        arn: of('arn'),
        playbackUrl: of('playback_url'),
        ingestEndpoint: of('ingest_endpoint'),
        type: { S: 'STANDARD' },
        updatedBy: { S: 'terraform' },
      });
      expect([table_name, hash_key, range_key]).toEqual(
        ['name', 'hash_key', 'range_key'].map((attribute) => `\${aws_dynamodb_table.stage_table.${attribute}}`),
      );
    }
  });

  it.each([
    ['dev', stack],
    ['prod', prod],
  ])('tells Terraform no stream key, in %s', (_name, { text }) => {
    expect(text).not.toMatch(/aws_ivs_stream_key/);
  });

  it('is recorded as a whole, in a bucket of its own that nobody reaches', () => {
    const arn = '${aws_ivs_recording_configuration.stream_recording.arn}';
    for (const channel of stack.all('aws_ivs_channel')) expect(channel.recording_configuration_arn).toBe(arn);
    expect(stack.one('aws_ivs_recording_configuration')).toMatchObject({
      destination_configuration: { s3: { bucket_name: '${aws_s3_bucket.stream_recordings.bucket}' } },
      recording_reconnect_window_seconds: 60,
      lifecycle: { create_before_destroy: true },
    });
    expect(
      stack.one('aws_s3_bucket_public_access_block', { bucket: '${aws_s3_bucket.stream_recordings.id}' }),
    ).toMatchObject({ block_public_acls: true, block_public_policy: true, restrict_public_buckets: true });
    const policies = stack.all('aws_s3_bucket_policy').map(({ bucket }) => bucket);
    expect(policies).not.toContain('${aws_s3_bucket.stream_recordings.id}');
  });

  it.each([
    [undefined, 30],
    [7, 7],
  ])('keeps recordings for as long as is said: %s', (recordingDays, days) => {
    const sized = recordingDays ? synthesise({ recordingDays }) : stack;
    const { rule } = sized.one('aws_s3_bucket_lifecycle_configuration', {
      bucket: '${aws_s3_bucket.stream_recordings.id}',
    });
    expect(rule).toMatchObject([
      { status: 'Enabled', expiration: [{ days }], abort_incomplete_multipart_upload: [{ days_after_initiation: 1 }] },
    ]);
  });
});

describe('The live loop', () => {
  const machine = stack.one('aws_sfn_state_machine', { name: 'butai-dev-stream-loop' });
  const definition = JSON.parse(String(machine.definition));
  const MACHINE =
    'arn:aws:states:eu-west-1:${data.aws_caller_identity.account.account_id}:stateMachine:butai-dev-stream-loop';

  it('is a machine that Step Functions takes', () => {
    const { isValid, errorsText } = validate(structuredClone(definition));
    expect([isValid, errorsText('\n')]).toEqual([true, '']);
  });

  it('looks each 10 to 15 seconds, also after a round that failed', () => {
    const { Pause, Round } = definition.States;
    expect(Pause.Seconds).toBeGreaterThanOrEqual(10);
    expect(Pause.Seconds).toBeLessThanOrEqual(15);
    expect([Pause.Next, Round.Catch]).toEqual([
      'Round',
      [{ ErrorEquals: ['States.ALL'], ResultPath: null, Next: 'Pause' }],
    ]);
  });

  it('renews itself before its history is full, though every call be tried again, and ends if it cannot', () => {
    const { Pause, Round } = definition.States;
    // Entered and exited for each of three states; scheduled, started and ended for each try of the task.
    const eventsOfRound = 2 * 3 + 3 * (1 + Round.Retry[0].MaxAttempts);
    const roundsIn = (seconds: number) => Math.ceil(seconds / Pause.Seconds);
    expect(roundsIn(RENEW_AFTER_MS / 1_000) * eventsOfRound).toBeLessThan(25_000);
    expect(roundsIn(definition.TimeoutSeconds) * eventsOfRound).toBeLessThan(25_000);
    expect(definition.TimeoutSeconds).toBeGreaterThan(RENEW_AFTER_MS / 1_000 + 60);
  });

  it.each([
    ['start', ['dynamodb:PutItem']],
    ['round', ['dynamodb:UpdateItem', 'dynamodb:PutItem']],
    ['reconcile', ['dynamodb:UpdateItem', 'dynamodb:PutItem']],
  ])('%s may ask for the streams of the pool, start its machine, and remove nothing', (name, writes) => {
    expect(stack.functionMay(`butai-dev-stream-${name}`)).toEqual([
      { actions: ['dynamodb:GetItem', 'dynamodb:BatchGetItem', ...writes], resources: [STAGES] },
      { actions: ['ivs:GetStream', 'ivs:GetStreamSession'], resources: ARNS },
      { actions: ['states:StartExecution'], resources: [MACHINE] },
    ]);
    expect(named(name).environment).toMatchObject({ variables: { MACHINE_ARN: MACHINE } });
  });

  it('may be carried on by its machine alone', () => {
    expect(stack.allowedTo('butai-dev-stream-loop-machine')).toEqual([
      { actions: ['lambda:InvokeFunction'], resources: [`\${aws_lambda_function.${named('round').id}.arn}`] },
    ]);
  });

  it("knows the pool's channels by name", () => {
    for (const name of ['start', 'reconcile']) {
      expect(named(name).environment).toMatchObject({ variables: { CHANNELS: 'c1,c2,c3,c4' } });
    }
  });
});

describe('The events of Amazon IVS', () => {
  it("are those of the pool's streams, and every limit that was exceeded", () => {
    expect(JSON.parse(String(ruleOf('state').event_pattern))).toEqual({
      source: ['aws.ivs'],
      'detail-type': ['IVS Stream State Change', 'IVS Stream Health Change'],
      resources: ARNS,
    });
    expect(JSON.parse(String(ruleOf('limit').event_pattern))).toEqual({
      source: ['aws.ivs'],
      'detail-type': ['IVS Limit Breach'],
    });
  });

  it('fit the 2,048 characters of a pattern with the largest pool', () => {
    const rule = synthesise({ channels: 20 }).one('aws_cloudwatch_event_rule', { name: 'butai-dev-stream-state' });
    const arn = 'arn:aws:ivs:ap-northeast-1:123456789012:channel/abcdefghijkl';
    expect(String(rule.event_pattern).replaceAll(/\$\{[^}]+\}/g, arn).length).toBeLessThan(2_048);
  });

  it.each([
    ['state', 'start'],
    ['limit', 'start'],
    ['reconcile', 'reconcile'],
  ])('and the clock reach their function: %s', (rule, fn) => {
    const { id } = ruleOf(rule);
    const arn = `\${aws_lambda_function.${named(fn).id}.arn}`;
    expect(stack.one('aws_cloudwatch_event_target', { rule: `\${aws_cloudwatch_event_rule.${id}.name}` }).arn).toBe(
      arn,
    );
    expect(stack.one('aws_lambda_permission', { source_arn: `\${aws_cloudwatch_event_rule.${id}.arn}` })).toMatchObject(
      {
        action: 'lambda:InvokeFunction',
        function_name: `\${aws_lambda_function.${named(fn).id}.function_name}`,
        principal: 'events.amazonaws.com',
      },
    );
  });

  it('ring when a limit was exceeded', () => {
    const { id } = ruleOf('limit');
    expect(stack.one('aws_cloudwatch_metric_alarm', { alarm_name: 'butai-dev-stream-limit-happened' })).toMatchObject({
      namespace: 'AWS/Events',
      metric_name: 'TriggeredRules',
      dimensions: { RuleName: `\${aws_cloudwatch_event_rule.${id}.name}` },
      threshold: 0,
    });
  });

  it('are not all that starts a loop: the reconciler runs each minute, and its silence rings', () => {
    expect(ruleOf('reconcile').schedule_expression).toBe('rate(1 minute)');
    expect(
      stack.one('aws_cloudwatch_metric_alarm', { alarm_name: 'butai-dev-stream-reconcile-is-silent' }),
    ).toBeDefined();
  });
});
