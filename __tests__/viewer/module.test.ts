import { PROD, synthesise } from '../synthesised-stack.ts';

const stack = synthesise();
const prod = synthesise(PROD);
const OF_ISSUER = { api_id: '${aws_apigatewayv2_api.viewer.id}' };
const routes = stack.all('aws_apigatewayv2_route').filter(({ api_id }) => api_id === OF_ISSUER.api_id);

describe("The viewers' issuer", () => {
  const issue = stack.one('aws_lambda_function', { function_name: 'butai-dev-viewer-issue' });
  const permission = { function_name: `\${aws_lambda_function.${issue.id}.function_name}` };

  it('answers three routes', () => {
    expect(routes.map(({ route_key }) => route_key)).toEqual([
      'GET /.well-known/openid-configuration',
      'GET /.well-known/jwks.json',
      'POST /session',
    ]);
  });

  it('is named by the address of its API, which ends without a slash', () => {
    expect(issue.environment).toMatchObject({ variables: { ISSUER: '${aws_apigatewayv2_api.viewer.api_endpoint}' } });
    expect(stack.text).not.toContain('invoke_url');
  });

  it('is the issuer that AppSync trusts, for the same audience', () => {
    expect(stack.one('aws_appsync_graphql_api').additional_authentication_provider).toContainEqual({
      authentication_type: 'OPENID_CONNECT',
      openid_connect_config: { issuer: '${aws_apigatewayv2_api.viewer.api_endpoint}', client_id: 'butai-viewer' },
    });
    expect(issue.environment).toMatchObject({ variables: { AUDIENCE: 'butai-viewer' } });
  });

  it('may read its two secrets and rows of the table, and nothing else', () => {
    expect(stack.functionMay('butai-dev-viewer-issue')).toEqual([
      {
        actions: ['secretsmanager:GetSecretValue'],
        resources: [
          '${aws_secretsmanager_secret.viewer_signing.arn}',
          '${aws_secretsmanager_secret.viewer_origin.arn}',
        ],
      },
      { actions: ['dynamodb:GetItem'], resources: ['${aws_dynamodb_table.stage_table.arn}'] },
    ]);
  });

  it('is called by its own API only', () => {
    expect(stack.one('aws_lambda_permission', permission).source_arn).toBe(
      '${aws_apigatewayv2_api.viewer.execution_arn}/*/*',
    );
  });

  it('lets through a whole audience that comes back within one spread, twice over', () => {
    const large = synthesise({ viewers: 100_000 });
    expect(large.one('aws_apigatewayv2_stage', OF_ISSUER).default_route_settings).toMatchObject({
      throttling_rate_limit: 2_000,
    });
  });
});

describe('Whoever checks tokens', () => {
  it('gets the keys however many ask for tokens: these routes have limits of their own', () => {
    const { route_settings, depends_on } = stack.one('aws_apigatewayv2_stage', OF_ISSUER);
    expect((route_settings as { route_key: string }[]).map(({ route_key }) => route_key)).toEqual([
      'GET /.well-known/openid-configuration',
      'GET /.well-known/jwks.json',
    ]);
    // The API refuses settings of routes that are not there yet.
    expect(depends_on).toEqual(expect.arrayContaining(routes.map(({ id }) => `aws_apigatewayv2_route.${id}`)));
  });
});

describe('The signing key', () => {
  it('is made by rotation, at once and every month', () => {
    expect(stack.one('aws_secretsmanager_secret_rotation')).toMatchObject({
      secret_id: '${aws_secretsmanager_secret.viewer_signing.id}',
      rotate_immediately: true,
      rotation_rules: { automatically_after_days: 30 },
    });
  });

  it('is in no plan and no state: Terraform writes no version of it', () => {
    const written = stack.all('aws_secretsmanager_secret_version').map(({ secret_id }) => secret_id);
    expect(written).not.toContain('${aws_secretsmanager_secret.viewer_signing.id}');
    expect(written).toContain('${aws_secretsmanager_secret.viewer_origin.id}');
  });

  it('is rotated by Secrets Manager for this secret only', () => {
    expect(stack.one('aws_lambda_permission', { principal: 'secretsmanager.amazonaws.com' }).source_arn).toBe(
      '${aws_secretsmanager_secret.viewer_signing.arn}',
    );
  });

  it('rings the first time that it is not renewed: the next try is a month away', () => {
    const alarm = stack.one('aws_cloudwatch_metric_alarm', { alarm_name: 'butai-dev-viewer-rotate-key-fails' });
    expect(alarm).toMatchObject({ evaluation_periods: 1, datapoints_to_alarm: 1, threshold: 0 });
  });

  it('is all that the rotation may touch', () => {
    expect(stack.functionMay('butai-dev-viewer-rotate-key').map(({ resources }) => resources)).toEqual([
      ['${aws_secretsmanager_secret.viewer_signing.arn}'],
    ]);
  });

  it('comes back for a month in production, and is gone at once elsewhere', () => {
    expect(prod.one('aws_secretsmanager_secret', { id: 'viewer_signing' }).recovery_window_in_days).toBe(30);
    expect(stack.one('aws_secretsmanager_secret', { id: 'viewer_signing' }).recovery_window_in_days).toBe(0);
  });
});

describe("The edge's word to the HTTP APIs", () => {
  const version = stack.one('aws_secretsmanager_secret_version', { id: 'viewer_origin' });

  it('stays the first one, though every plan reads another', () => {
    expect(version.lifecycle).toMatchObject({ ignore_changes: ['secret_string'] });
  });

  it('is what CloudFront sends, and only to them', () => {
    const { origin } = stack.one('aws_cloudfront_distribution') as unknown as {
      origin: { origin_id: string; custom_header?: unknown }[];
    };
    const value = '${aws_secretsmanager_secret_version.viewer_origin.secret_string}';
    expect(
      origin
        .filter(({ custom_header }) => custom_header)
        .map(({ origin_id, custom_header }) => [origin_id, custom_header]),
    ).toEqual(['session', 'playback'].map((id) => [id, [{ name: 'x-butai-origin', value }]]));
  });
});
