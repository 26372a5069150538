import { PROD, synthesise } from '../synthesised-stack.ts';

const stack = synthesise();
const prod = synthesise(PROD);
const TABLE = '${aws_dynamodb_table.playback_table.arn}';
const OF_PLAYBACK = { api_id: '${aws_apigatewayv2_api.playback.id}' };

describe('The Playback table', () => {
  const table = stack.one('aws_dynamodb_table', { id: 'playback_table' });

  it('is paid for by use, forgets by the time that each row carries, and has no stream', () => {
    expect(table).toMatchObject({
      billing_mode: 'PAY_PER_REQUEST',
      ttl: { attribute_name: 'expiresAt', enabled: true },
    });
    expect(table.stream_enabled).toBeUndefined();
  });

  it('can be restored to any second, and is encrypted', () => {
    expect(table).toMatchObject({
      point_in_time_recovery: { enabled: true },
      server_side_encryption: { enabled: true },
    });
  });

  it('survives a slip in production', () => {
    expect(prod.one('aws_dynamodb_table', { id: 'playback_table' })).toMatchObject({
      deletion_protection_enabled: true,
      lifecycle: { prevent_destroy: true, ignore_changes: ['warm_throughput'] },
    });
  });
});

describe('The function that takes reports', () => {
  const take = stack.one('aws_lambda_function', { function_name: 'butai-dev-playback-take' });

  it('may ask whether a call came through the site and add to rows, and nothing else', () => {
    expect(stack.functionMay('butai-dev-playback-take')).toEqual([
      {
        actions: ['secretsmanager:GetSecretValue'],
        resources: ['${aws_secretsmanager_secret.viewer_origin.arn}'],
      },
      { actions: ['dynamodb:UpdateItem'], resources: [TABLE] },
    ]);
  });

  it('is called by its own API only', () => {
    const permission = { function_name: `\${aws_lambda_function.${take.id}.function_name}` };
    expect(stack.one('aws_lambda_permission', permission)).toMatchObject({
      principal: 'apigateway.amazonaws.com',
      source_arn: '${aws_apigatewayv2_api.playback.execution_arn}/*/*',
    });
  });
});

describe('The way in', () => {
  it('is an API of its own with one route, so that a rush of reports keeps no token from anybody', () => {
    const routes = stack.all('aws_apigatewayv2_route').filter(({ api_id }) => api_id === OF_PLAYBACK.api_id);
    expect(routes.map(({ route_key }) => route_key)).toEqual(['POST /playback']);
  });

  it('lets through twice what the sampled pages send, however many watch', () => {
    for (const viewers of [1_000, 1_000_000])
      expect(synthesise({ viewers }).one('aws_apigatewayv2_stage', OF_PLAYBACK).default_route_settings).toEqual({
        throttling_rate_limit: 100,
        throttling_burst_limit: 100,
      });
  });

  it('is told to pages with the share of them that reports', () => {
    const config = (viewers: number) =>
      String(synthesise({ viewers }).one('aws_s3_object', { key: 'config.json' }).content);
    expect(config(1_000)).toContain('"sample" = 1');
    expect(config(100_000)).toContain('"sample" = 0.01');
  });
});

describe('The desk', () => {
  it('reads the table through AppSync, which may do nothing else with it', () => {
    expect(stack.allowedTo('butai-dev-api-playback')).toEqual([{ actions: ['dynamodb:Query'], resources: [TABLE] }]);
  });
});
