import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkEnvironment } from '../modules/environment.ts';
import { PROD, synthesise, writePages } from './synthesised-stack.ts';

const ROOT = join(import.meta.dirname, '..');

/** Another id is another resource: what these hold would be lost. Never rename one; `moved` blocks do not help against AWS. */
const STATEFUL = [
  'aws_apigatewayv2_api.playback',
  'aws_apigatewayv2_api.viewer',
  'aws_appsync_graphql_api.api',
  'aws_cloudfront_distribution.site',
  'aws_cognito_user_pool.operators',
  'aws_cognito_user_pool_client.desk',
  'aws_cognito_user_pool_domain.operators',
  'aws_dynamodb_table.ballot_table',
  'aws_dynamodb_table.playback_table',
  'aws_dynamodb_table.stage_table',
  'aws_ivs_channel.stream_c1',
  'aws_ivs_channel.stream_c2',
  'aws_ivs_channel.stream_c3',
  'aws_ivs_channel.stream_c4',
  'aws_s3_bucket.live_bucket',
  'aws_s3_bucket.site_bucket',
  'aws_s3_bucket.stream_recordings',
  'aws_secretsmanager_secret.survey_ballot_key',
  'aws_secretsmanager_secret.viewer_origin',
  'aws_secretsmanager_secret.viewer_signing',
  'aws_secretsmanager_secret_version.survey_ballot_key',
  'aws_secretsmanager_secret_version.viewer_origin',
  'aws_sns_topic.alarms',
  'aws_sns_topic.change',
  'aws_sqs_queue.change_dead',
  'aws_sqs_queue.frames',
  'aws_sqs_queue.frames_dead',
  'aws_sqs_queue.frames_repeat',
  'aws_sqs_queue.frames_repeat_dead',
  'aws_sqs_queue.live',
  'aws_sqs_queue.live_dead',
  'aws_sqs_queue.live_routine',
  'aws_sqs_queue.live_routine_dead',
  'aws_sqs_queue.survey_clock',
  'aws_sqs_queue.survey_clock_dead',
  'aws_sqs_queue.survey_given_up',
  'aws_sqs_queue.survey_given_up_dead',
];

const stack = synthesise();
const prod = synthesise(PROD);
const functions = stack.all('aws_lambda_function');
const alarmsOn = (metric: string) =>
  stack.all('aws_cloudwatch_metric_alarm').filter(({ metric_name }) => metric_name === metric);

describe('A stack', () => {
  it('keeps the addresses of what holds state', () => {
    const types = new Set(STATEFUL.map((address) => address.split('.')[0]));
    const present = stack.addresses().filter((address) => types.has(address.split('.')[0]));
    expect(present.sort()).toEqual([...STATEFUL].sort());
  });

  it('allows nothing on everything, but for X-Ray, which knows no resources', () => {
    const roles = stack.all('aws_iam_role').map(({ name }) => String(name));
    const everywhere = roles
      .flatMap((role) => stack.allowedTo(role))
      .filter(({ resources, actions }) => resources?.includes('*') || actions.some((action) => action.includes('*')));
    expect(new Set(everywhere.flatMap(({ actions }) => actions))).toEqual(
      new Set(['xray:PutTraceSegments', 'xray:PutTelemetryRecords']),
    );
  });

  it('has roles that one service each takes on, but for the one that people do', () => {
    const ofPeople = 'butai-dev-break-glass';
    for (const { name, assume_role_policy } of stack.all('aws_iam_role').filter(({ name }) => name !== ofPeople)) {
      const services = stack.document(assume_role_policy).flatMap(({ principals }) => principals ?? []);
      expect([name, services]).toEqual([
        name,
        [{ type: 'Service', identifiers: [expect.stringMatching(/^(appsync|events|lambda|states)\.amazonaws\.com$/)] }],
      ]);
    }
  });

  it('runs functions on the same Node as everything else, traced', () => {
    for (const fn of functions) {
      expect(fn).toMatchObject({
        runtime: 'nodejs24.x',
        architectures: ['arm64'],
        tracing_config: { mode: 'Active' },
      });
    }
    expect(functions).toHaveLength(18);
  });

  it('forgets every log after a month', () => {
    const groups = stack.all('aws_cloudwatch_log_group');
    expect(groups.map(({ retention_in_days }) => retention_in_days)).toEqual(groups.map(() => 30));
    expect(groups).toHaveLength(functions.length + 1);
  });

  it('encrypts every queue with keys that SNS can use', () => {
    for (const queue of stack.all('aws_sqs_queue')) {
      expect(queue.sqs_managed_sse_enabled).toBe(true);
      expect(queue.kms_master_key_id).toBeUndefined();
    }
  });

  it('rings when a function fails, and says what to do', () => {
    expect(alarmsOn('Errors')).toHaveLength(functions.length);
  });

  it('rings within minutes when work waits: functions that report what failed record by record count as successful', () => {
    const queues = stack.all('aws_sqs_queue').filter(({ id }) => !id.endsWith('_dead'));
    const waiting = alarmsOn('ApproximateAgeOfOldestMessage');
    expect(waiting.map(({ dimensions }) => (dimensions as { QueueName: string }).QueueName).sort()).toEqual(
      queues.map(({ id }) => `\${aws_sqs_queue.${id}.name}`).sort(),
    );
    const streams = stack
      .all('aws_lambda_event_source_mapping')
      .filter(({ event_source_arn }) => String(event_source_arn).includes('stream_arn'));
    const lagging = alarmsOn('IteratorAge');
    expect(lagging.map(({ dimensions }) => (dimensions as { FunctionName: string }).FunctionName)).toEqual(
      streams.map(({ function_name }) => String(function_name).replace('.arn}', '.function_name}')),
    );
    for (const { period, evaluation_periods } of [...waiting, ...lagging])
      expect(Number(period) * Number(evaluation_periods)).toBeLessThanOrEqual(180);
  });

  it('rings within minutes when a message comes back again and again, which its age in the queue may not show', () => {
    const repeating = stack.all('aws_cloudwatch_metric_alarm').filter(({ metric_query }) => metric_query);
    const queues = stack.all('aws_sqs_queue').filter(({ id }) => !id.endsWith('_dead'));
    const counted = repeating.map(({ metric_query, evaluation_periods }) => {
      const queries = metric_query as { id: string; expression?: string; metric?: Record<string, unknown> }[];
      expect(queries.find(({ expression }) => expression)?.expression).toBe('received - deleted');
      expect(evaluation_periods).toBe(3);
      return queries.flatMap(({ id, metric }) =>
        metric ? [[id, metric.metric_name, metric.dimensions, metric.period]] : [],
      );
    });
    const inOrder = (all: readonly unknown[]): string[] => all.map((each) => JSON.stringify(each)).sort();
    expect(inOrder(counted)).toEqual(
      inOrder(
        queues.map(({ id }) => [
          ['received', 'NumberOfMessagesReceived', { QueueName: `\${aws_sqs_queue.${id}.name}` }, 60],
          ['deleted', 'NumberOfMessagesDeleted', { QueueName: `\${aws_sqs_queue.${id}.name}` }, 60],
        ]),
      ),
    );
  });

  it('rings when anything lies in a dead-letter queue, and says what to do', () => {
    const alarms = alarmsOn('ApproximateNumberOfMessagesVisible');
    const dead = stack.all('aws_sqs_queue').filter(({ id }) => id.endsWith('_dead'));
    const watched = alarms.map(({ dimensions }) => (dimensions as { QueueName: string }).QueueName);
    expect(watched.sort()).toEqual(dead.map(({ id }) => `\${aws_sqs_queue.${id}.name}`).sort());
  });

  it('sends every alarm to the contact, with what to do', () => {
    for (const alarm of stack.all('aws_cloudwatch_metric_alarm')) {
      expect(alarm.alarm_actions).toEqual(['${aws_sns_topic.alarms.arn}']);
      expect(String(alarm.alarm_description).length).toBeGreaterThan(40);
    }
    expect(stack.one('aws_sns_topic_subscription', { protocol: 'email' })).toMatchObject({
      topic_arn: '${aws_sns_topic.alarms.arn}',
      endpoint: 'platform@example.test',
    });
  });

  it('gives out no secret', () => {
    for (const { value, sensitive } of Object.values(stack.outputs)) {
      expect(value).not.toMatch(/secret_version|random_password|secret_string/);
      expect(sensitive).toBeUndefined();
    }
  });

  it('says where the next step is', () => {
    expect(Object.keys(stack.outputs).sort()).toEqual([
      'admin_url',
      'alarm_topic_arn',
      'ballot_table',
      'break_glass_role_arn',
      'graphql_url',
      'issuer_url',
      'site_url',
      'stage_table',
      'user_pool_id',
    ]);
  });

  it('tries things out with a local state that is nowhere near the output', () => {
    expect(stack.terraform.backend).toEqual({ local: { path: '../../../terraform.tfstate.d/butai-dev.tfstate' } });
  });

  it('locks the shared state of production', () => {
    expect(prod.terraform.backend).toEqual({
      s3: {
        bucket: 'some-terraform-state',
        region: 'eu-west-1',
        key: 'butai-prod.tfstate',
        encrypt: true,
        use_lockfile: true,
      },
    });
    expect(prod.terraform.required_version).toBe('>= 1.10.0');
  });

  it('is the same in its bytes, however often and wherever it is made', () => {
    const [once, again] = [synthesiseApart(), synthesiseApart()];
    expect(Object.keys(once ?? {}).length).toBeGreaterThan(10);
    expect(again).toEqual(once);
  }, 60_000);
});

/** Hashes of every file that a process of its own writes. */
function synthesiseApart(): Record<string, string> {
  const outdir = mkdtempSync(join(tmpdir(), 'butai-bytes-'));
  execFileSync(process.execPath, [join(ROOT, 'node_modules/tsx/dist/cli.mjs'), join(ROOT, 'main.ts')], {
    cwd: tmpdir(),
    env: { ...process.env, NODE_OPTIONS: '', CDKTF_OUTDIR: outdir, BUTAI_SPA_DIST: writePages() },
  });
  const files = readdirSync(outdir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files
      .map(({ parentPath, name }) => join(parentPath, name))
      .sort()
      .map((path) => [path.slice(outdir.length), createHash('sha256').update(readFileSync(path)).digest('hex')]),
  );
}

describe('The settings of an environment', () => {
  const settings = {
    name: 'dev',
    region: 'eu-west-1',
    viewers: 1_000,
    contact: 'platform@example.test',
    protect: false,
    state: 'local',
  };

  it('are taken when they are right', () => {
    expect(checkEnvironment('dev.ts', settings)).toEqual(settings);
  });

  it.each([
    ['a region without Amazon IVS', { region: 'eu-west-3' }, /config\/dev\.ts:.*Amazon IVS.*region/s],
    ['a name that makes no bucket', { name: 'My Site' }, /two to ten characters.*name/s],
    ['more viewers than one API serves', { viewers: 2_000_000 }, /viewers/],
    ['a pool of channels that one event rule cannot name', { channels: 21 }, /channels/],
    ['a channel of which viewers get nothing to choose from', { channelType: 'SMALL' }, /channelType/],
    ['recordings that are gone before anybody looks', { recordingDays: 0 }, /recordingDays/],
    ['a contact that is no address', { contact: 'nobody' }, /contact/],
    [
      'a certificate that CloudFront does not take',
      { domain: { name: 'a.example', certificate: 'arn:aws:acm:eu-west-1:123456789012:certificate/1' } },
      /us-east-1/,
    ],
    ['a setting that there is not', { protected: true }, /protected/],
  ])('are refused for %s', (_what, wrong, message) => {
    expect(() => checkEnvironment('dev.ts', { ...settings, ...wrong })).toThrow(message);
  });
});
