import { z } from 'zod';
import { attributes, block, count, readAs, withoutEffect } from '../engines/resource-schema.ts';
import { type Resource, resourcesOf, UnsupportedResource, type World } from '../terraform/world.ts';

const account = withoutEffect('local users have no password and sign in by a button');
const mail = withoutEffect('nothing is mailed locally');
const computed = withoutEffect('what the provider computes');

const poolSchema = attributes({
  id: z.string(),
  name: withoutEffect('a label'),
  account_recovery_setting: account,
  admin_create_user_config: account,
  auto_verified_attributes: account,
  creation_date: computed,
  deletion_protection: withoutEffect('nothing outlives the stack'),
  domain: computed,
  email_configuration: mail,
  endpoint: computed,
  mfa_configuration: account,
  password_policy: account,
  sign_in_policy: account,
  software_token_mfa_configuration: account,
  user_attribute_update_settings: account,
  user_pool_add_ons: account,
  user_pool_tier: withoutEffect('a price'),
  username_attributes: z.tuple([z.literal('email')]),
  username_configuration: account,
  verification_message_template: mail,
});

const UNITS = { seconds: 1, minutes: 60, hours: 3_600, days: 86_400 };
const unit = z.enum(['seconds', 'minutes', 'hours', 'days']);

const clientSchema = attributes({
  id: z.string(),
  name: withoutEffect('a label'),
  user_pool_id: z.string(),
  access_token_validity: count.optional(),
  id_token_validity: count.optional(),
  refresh_token_validity: count.optional(),
  token_validity_units: block({
    access_token: unit.default('hours'),
    id_token: unit.default('hours'),
    refresh_token: unit.default('days'),
  }),
  refresh_token_rotation: block({
    feature: z.enum(['ENABLED', 'DISABLED']),
    retry_grace_period_seconds: count.default(0),
  }),
  allowed_oauth_flows: z.tuple([z.literal('code')]),
  allowed_oauth_flows_user_pool_client: z.literal(true),
  allowed_oauth_scopes: z.array(z.string()),
  callback_urls: z.array(z.string()).min(1),
  logout_urls: z.array(z.string()).default([]),
  default_redirect_uri: z.string().optional(),
  generate_secret: z.literal(false, 'must be false: a page keeps no secret').default(false),
  enable_token_revocation: z.boolean().default(true),
  supported_identity_providers: z.tuple([z.literal('COGNITO')]),
  auth_session_validity: account,
  explicit_auth_flows: withoutEffect('locally the sign-in page is the only way in'),
  prevent_user_existence_errors: account,
  read_attributes: account,
  write_attributes: account,
});

const groupSchema = attributes({
  name: z.string(),
  description: withoutEffect('a label'),
  precedence: count.optional(),
  user_pool_id: z.string(),
});

const domainSchema = attributes({
  domain: withoutEffect('the local sign-in is on loopback'),
  managed_login_version: withoutEffect('the local sign-in has a look of its own'),
  user_pool_id: z.string(),
  cloudfront_distribution: computed,
  cloudfront_distribution_arn: computed,
  cloudfront_distribution_zone_id: computed,
  aws_account_id: computed,
  s3_bucket: computed,
  version: computed,
});

/** A client of the pool. Durations are in seconds. */
export interface Client {
  id: string;
  scopes: readonly string[];
  callbackUrls: readonly string[];
  logoutUrls: readonly string[];
  accessTokenSeconds: number;
  idTokenSeconds: number;
  refreshTokenSeconds: number;
  revocable: boolean;
  /** Whether each use of a refresh token brings a new one, and for how long the old one still works. */
  rotation: { graceSeconds: number } | undefined;
}

/** A user pool with managed login. */
export interface Pool {
  id: string;
  /** In order of precedence. */
  groups: readonly string[];
  clients: readonly Client[];
}

function clientOf(resource: Resource): Client {
  const values = readAs(clientSchema, resource);
  const units = values.token_validity_units;
  const { access_token = 'hours', id_token = 'hours', refresh_token = 'days' } = units ?? {};
  const { refresh_token_rotation: rotation } = values;
  return {
    id: values.id,
    scopes: values.allowed_oauth_scopes,
    callbackUrls: values.callback_urls,
    logoutUrls: values.logout_urls,
    accessTokenSeconds: (values.access_token_validity ?? 1) * UNITS[access_token],
    idTokenSeconds: (values.id_token_validity ?? 1) * UNITS[id_token],
    refreshTokenSeconds: (values.refresh_token_validity ?? 30) * UNITS[refresh_token],
    revocable: values.enable_token_revocation,
    rotation: rotation?.feature === 'ENABLED' ? { graceSeconds: rotation.retry_grace_period_seconds } : undefined,
  };
}

const ofPool = (world: World, type: string, id: string) =>
  resourcesOf(world, type).filter(({ values }) => values.user_pool_id === id);

/** Reads the stack's one `aws_cognito_user_pool` with its clients, groups and domain. Throws `UnsupportedResource`. */
export function readPool(world: World): Pool {
  const [resource, second] = resourcesOf(world, 'aws_cognito_user_pool');
  if (!resource) throw new Error('the stack has no aws_cognito_user_pool');
  if (second) throw new UnsupportedResource(second.address, 'the local sign-in serves one user pool');
  const { id } = readAs(poolSchema, resource);
  const domains = ofPool(world, 'aws_cognito_user_pool_domain', id);
  for (const domain of domains) readAs(domainSchema, domain);
  if (domains.length === 0) throw new UnsupportedResource(resource.address, 'without a domain it has no managed login');
  const groups = ofPool(world, 'aws_cognito_user_group', id).map((group) => readAs(groupSchema, group));
  const last = Number.POSITIVE_INFINITY;
  return {
    id,
    groups: groups.toSorted((a, b) => (a.precedence ?? last) - (b.precedence ?? last)).map(({ name }) => name),
    clients: ofPool(world, 'aws_cognito_user_pool_client', id).map(clientOf),
  };
}
