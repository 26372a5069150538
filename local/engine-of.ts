import { DYNAMODB_TYPES } from './engines/dynamodb.ts';
import { EVENT_TYPES } from './engines/events/rules.ts';
import { FUNCTION_TYPES } from './engines/functions.ts';
import { MAPPING_TYPES } from './engines/mappings.ts';
import { MESSAGING_TYPES } from './engines/messaging.ts';
import { STATE_MACHINE_TYPES } from './engines/state-machines.ts';
import { IVS_TYPES } from './ivs/ivs.ts';
import { WITHOUT_LOCAL_EFFECT } from './terraform/without-local-effect.ts';
import { UnsupportedResource, type World } from './terraform/world.ts';

/** Every type of resource that somebody here builds from, by who does. */
const BUILT: Record<string, readonly string[]> = {
  dynamodb: DYNAMODB_TYPES,
  events: EVENT_TYPES,
  functions: FUNCTION_TYPES,
  ivs: IVS_TYPES,
  mappings: MAPPING_TYPES,
  messaging: MESSAGING_TYPES,
  'state machines': STATE_MACHINE_TYPES,
  appsync: ['aws_appsync_graphql_api', 'aws_appsync_datasource', 'aws_appsync_function', 'aws_appsync_resolver'],
  'http-api': [
    'aws_apigatewayv2_api',
    'aws_apigatewayv2_integration',
    'aws_apigatewayv2_route',
    'aws_apigatewayv2_stage',
  ],
  iam: [
    'aws_iam_role',
    'aws_iam_role_policy',
    'aws_lambda_permission',
    'aws_s3_bucket_policy',
    'aws_sns_topic_policy',
    'aws_sqs_queue_policy',
  ],
  secrets: ['aws_secretsmanager_secret', 'aws_secretsmanager_secret_version', 'aws_secretsmanager_secret_rotation'],
  'sign-in': [
    'aws_cognito_user_pool',
    'aws_cognito_user_pool_client',
    'aws_cognito_user_pool_domain',
    'aws_cognito_user_group',
  ],
  site: [
    'aws_cloudfront_cache_policy',
    'aws_cloudfront_distribution',
    'aws_cloudfront_function',
    'aws_cloudfront_origin_access_control',
    'aws_cloudfront_origin_request_policy',
    'aws_cloudfront_response_headers_policy',
  ],
};

/**
 * Nothing that ships is left out in silence: every resource has an engine, or a reason why it needs none.
 * @throws UnsupportedResource with the address of the first one that has neither
 */
export function everythingIsBuilt({ resources }: World): void {
  const built = new Set([...Object.values(BUILT).flat(), ...Object.keys(WITHOUT_LOCAL_EFFECT)]);
  for (const { address, type } of resources) {
    if (!address.startsWith('data.') && !built.has(type)) {
      throw new UnsupportedResource(address, `no engine of the local stack builds a ${type}`);
    }
  }
}
