import { PROD, synthesise } from '../synthesised-stack.ts';

const stack = synthesise();
const prod = synthesise(PROD);

describe('The user pool', () => {
  const pool = stack.one('aws_cognito_user_pool');

  it('lets nobody sign up', () => {
    expect(pool.admin_create_user_config).toEqual({ allow_admin_create_user_only: true });
  });

  it('knows people by their mail address', () => {
    expect(pool).toMatchObject({ username_attributes: ['email'], auto_verified_attributes: ['email'] });
  });

  it('offers a second factor by an app', () => {
    expect(pool).toMatchObject({
      mfa_configuration: 'OPTIONAL',
      software_token_mfa_configuration: { enabled: true },
    });
  });

  it('is of the least tier that has managed login', () => {
    expect(pool.user_pool_tier).toBe('ESSENTIALS');
  });

  it('survives a slip in production', () => {
    const { deletion_protection, lifecycle } = prod.one('aws_cognito_user_pool');
    expect([deletion_protection, lifecycle]).toEqual(['ACTIVE', { prevent_destroy: true }]);
  });

  it('has the three groups that the schema speaks of', () => {
    expect(
      stack
        .all('aws_cognito_user_group')
        .map(({ name }) => name)
        .sort(),
    ).toEqual(['interpreter', 'moderator', 'operator']);
  });

  it('has sign-in pages under a name that nobody else can have', () => {
    expect(stack.one('aws_cognito_user_pool_domain')).toMatchObject({
      domain: 'butai-dev-${data.aws_caller_identity.account.account_id}',
      managed_login_version: 2,
    });
  });
});

describe("The desk's client", () => {
  const client = stack.one('aws_cognito_user_pool_client');

  it('signs in by code alone, as an application that can keep no secret', () => {
    expect(client).toMatchObject({
      generate_secret: false,
      allowed_oauth_flows: ['code'],
      allowed_oauth_flows_user_pool_client: true,
    });
  });

  it('comes back to the desk and nowhere else', () => {
    const desk = ['https://${aws_cloudfront_distribution.site.domain_name}/admin'];
    expect(client).toMatchObject({ callback_urls: desk, logout_urls: desk });
  });

  it("comes back to the site's own name where it has one", () => {
    const named = synthesise({
      domain: {
        name: 'live.example.test',
        certificate: 'arn:aws:acm:us-east-1:123456789012:certificate/0b1c',
      },
    });
    expect(named.one('aws_cognito_user_pool_client').callback_urls).toEqual(['https://live.example.test/admin']);
  });

  it('holds tokens for half an hour, since AppSync never asks whether one was revoked', () => {
    expect(client).toMatchObject({
      access_token_validity: 30,
      id_token_validity: 30,
      token_validity_units: [{ access_token: 'minutes', id_token: 'minutes', refresh_token: 'hours' }],
    });
  });

  it('gets a new refresh token with each use, which Cognito does without the refresh flow only', () => {
    expect(client.refresh_token_rotation).toEqual([{ feature: 'ENABLED', retry_grace_period_seconds: 60 }]);
    expect(client.explicit_auth_flows).not.toContain('ALLOW_REFRESH_TOKEN_AUTH');
  });

  it('does not tell who has an account', () => {
    expect(client.prevent_user_existence_errors).toBe('ENABLED');
  });

  it('has a look, without which managed login shows no pages', () => {
    expect(stack.one('aws_cognito_managed_login_branding')).toMatchObject({
      client_id: '${aws_cognito_user_pool_client.desk.id}',
      use_cognito_provided_values: true,
    });
  });
});
