import { createRequire } from 'node:module';
import { CERTIFY_AFTER_MS } from '#graphql/survey/machine';
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
const BALLOTS = '${aws_dynamodb_table.ballot_table.arn}';
const KEY = '${aws_secretsmanager_secret.survey_ballot_key.arn}';
const named = (name: string) => stack.one('aws_lambda_function', { function_name: `butai-dev-survey-${name}` });
const mappingOf = (name: string) =>
  stack.one('aws_lambda_event_source_mapping', { function_name: `\${aws_lambda_function.${named(name).id}.arn}` });

describe('The Ballot table', () => {
  const table = stack.one('aws_dynamodb_table', { id: 'ballot_table' });

  it('streams what a ballot was and what it became', () => {
    expect(table).toMatchObject({ stream_enabled: true, stream_view_type: 'NEW_AND_OLD_IMAGES' });
  });

  it('forgets ballots by the time that each carries', () => {
    expect(table.ttl).toEqual({ attribute_name: 'expiresAt', enabled: true });
  });

  it('can be restored to any second, and is encrypted', () => {
    expect(table).toMatchObject({
      point_in_time_recovery: { enabled: true },
      server_side_encryption: { enabled: true },
    });
  });

  it('survives a slip in production, and a plan that would lower its warm throughput', () => {
    expect(prod.one('aws_dynamodb_table', { id: 'ballot_table' })).toMatchObject({
      deletion_protection_enabled: true,
      lifecycle: { prevent_destroy: true, ignore_changes: ['warm_throughput'] },
    });
  });
});

describe('The tally', () => {
  const mapping = mappingOf('tally');

  it('is told the shard, in which it gets records in their order', () => {
    expect(mapping).toMatchObject({ tumbling_window_in_seconds: 1, parallelization_factor: 1 });
  });

  it('counts from the first ballot on, and tries for an hour, not a number of times', () => {
    expect(mapping).toMatchObject({
      starting_position: 'TRIM_HORIZON',
      maximum_retry_attempts: -1,
      maximum_record_age_in_seconds: 3_600,
      bisect_batch_on_function_error: true,
      function_response_types: ['ReportBatchItemFailures'],
    });
  });

  it('sees ballots alone: neither answers, which it writes itself, nor what expired', () => {
    const [{ pattern }] = (mapping.filter_criteria as { filter: [{ pattern: string }] }).filter;
    expect(JSON.parse(pattern)).toEqual({
      eventName: ['INSERT', 'MODIFY'],
      dynamodb: { Keys: { pk: { S: [{ prefix: 'SURVEY#' }] } } },
    });
  });

  it('hands what it gave up to a queue whose function marks the tallies', () => {
    expect(mapping.destination_config).toEqual({
      on_failure: { destination_arn: '${aws_sqs_queue.survey_given_up.arn}' },
    });
    expect(mappingOf('degrade')).toMatchObject({
      event_source_arn: '${aws_sqs_queue.survey_given_up.arn}',
      function_response_types: ['ReportBatchItemFailures'],
    });
    expect(stack.one('aws_sqs_queue', { id: 'survey_given_up' }).visibility_timeout_seconds).toBeGreaterThanOrEqual(
      Number(named('degrade').timeout),
    );
  });

  it('may count, and neither read nor remove a ballot', () => {
    const statements = stack.functionMay('butai-dev-survey-tally');
    expect(statements.filter(({ resources }) => resources?.includes(BALLOTS))).toEqual([
      { actions: ['dynamodb:UpdateItem'], resources: [BALLOTS] },
    ]);
    expect(statements.filter(({ resources }) => resources?.includes(STAGES))).toEqual([
      { actions: ['dynamodb:BatchGetItem', 'dynamodb:UpdateItem'], resources: [STAGES] },
    ]);
  });
});

describe('The clock of surveys', () => {
  const machine = stack.one('aws_sfn_state_machine', { name: 'butai-dev-survey-clock' });
  const definition = JSON.parse(String(machine.definition));

  it('is a machine that Step Functions takes', () => {
    const { isValid, errorsText } = validate(structuredClone(definition));
    expect([isValid, errorsText('\n')]).toEqual([true, '']);
  });

  it('waits for the moment that it was given', () => {
    expect(definition.States.Wait).toEqual({ Type: 'Wait', TimestampPath: '$.at', Next: 'Act' });
  });

  it('tries again whatever failed', () => {
    expect(definition.States.Act.Retry).toEqual([
      expect.objectContaining({ ErrorEquals: ['States.ALL'], MaxAttempts: 5 }),
    ]);
  });

  it.each(['on-time', 'reconcile'])('%s may read ballots and write surveys, no ballot and nothing else', (name) => {
    const statements = stack.functionMay(`butai-dev-survey-${name}`);
    expect(statements.filter(({ resources }) => resources?.includes(BALLOTS))).toEqual([
      { actions: ['dynamodb:Query'], resources: [BALLOTS] },
    ]);
    expect(statements.filter(({ resources }) => resources?.includes(KEY))).toEqual([
      { actions: ['secretsmanager:GetSecretValue'], resources: [KEY] },
    ]);
    expect(statements.flatMap(({ actions }) => actions)).not.toContain('dynamodb:DeleteItem');
  });

  it('knows as many gate copies as castBallot reads from', () => {
    for (const [viewers, copies] of [
      [1_000, 1],
      [100_000, 4],
    ] as const) {
      const sized = synthesise({ viewers });
      const { environment } = sized.one('aws_lambda_function', { function_name: 'butai-dev-survey-on-time' });
      expect(environment).toMatchObject({ variables: { GATE_COPIES: String(copies) } });
      const gate = sized.one('aws_appsync_function', { name: 'Mutation_castBallot_1_gate' });
      expect(String(gate.code)).toContain(`GATE_COPIES = ${copies};`);
      expect(sized.text).not.toMatch(/__(GATE_COPIES|BALLOT_TABLE|STAGE_TABLE)__/);
    }
  });

  it('looks each minute for what nobody carried out', () => {
    const rule = stack.one('aws_cloudwatch_event_rule', { name: 'butai-dev-survey-reconcile' });
    expect(rule.schedule_expression).toBe('rate(1 minute)');
    expect(
      stack.one('aws_cloudwatch_event_target', { arn: `\${aws_lambda_function.${named('reconcile').id}.arn}` }),
    ).toMatchObject({
      rule: `\${aws_cloudwatch_event_rule.${rule.id}.name}`,
    });
    expect(
      stack.one('aws_cloudwatch_metric_alarm', { alarm_name: 'butai-dev-survey-reconcile-is-silent' }),
    ).toBeDefined();
  });

  it('gives a recount time for as many ballots as there may be, a minute after closing', () => {
    expect(named('on-time').timeout).toBe(300);
    expect(CERTIFY_AFTER_MS).toBe(60_000);
  });

  it('hears of acts, not of imports and tallies', () => {
    const { filter_policy } = stack.one('aws_sns_topic_subscription', {
      endpoint: '${aws_sqs_queue.survey_clock.arn}',
    });
    expect(JSON.parse(String(filter_policy))).toEqual({ kind: ['change'], routine: ['false'] });
    expect(stack.one('aws_sqs_queue', { id: 'survey_clock' }).visibility_timeout_seconds).toBeGreaterThanOrEqual(
      Number(named('schedule').timeout),
    );
  });
});

describe('The export of ballots', () => {
  it('is called by the API alone, with a role that may call nothing else', () => {
    const source = stack.one('aws_appsync_datasource', { name: 'ballot_export' });
    expect(source).toMatchObject({ type: 'AWS_LAMBDA' });
    expect(stack.allowedTo('butai-dev-api-export')).toEqual([
      { actions: ['lambda:InvokeFunction'], resources: [`\${aws_lambda_function.${named('export').id}.arn}`] },
    ]);
  });

  it('reads, and writes nothing', () => {
    expect(stack.functionMay('butai-dev-survey-export').flatMap(({ actions }) => actions)).toEqual([
      'dynamodb:GetItem',
      'dynamodb:Query',
      'secretsmanager:GetSecretValue',
    ]);
  });
});
