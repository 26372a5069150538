/** Resource types that the local stack leaves out on purpose, each with the reason. All others need an engine. */
export const WITHOUT_LOCAL_EFFECT: Record<string, string> = {
  aws_cloudwatch_dashboard: 'nothing is measured locally',
  aws_cloudwatch_log_group: 'logs go to the terminal',
  aws_cloudwatch_log_resource_policy: 'logs go to the terminal',
  aws_cloudwatch_metric_alarm: 'nothing is measured locally',
  aws_cognito_managed_login_branding: 'the local sign-in has a look of its own',
  aws_dynamodb_contributor_insights: 'nothing is measured locally',
  aws_s3_bucket_lifecycle_configuration: 'nothing local lives long enough to expire',
  aws_s3_bucket_ownership_controls: 'locally one account owns everything',
  aws_s3_bucket_public_access_block: 'everything listens on loopback alone',
  aws_s3_bucket_server_side_encryption_configuration: 'local objects live in memory',
  aws_s3_bucket_versioning: 'nothing local is restored from an older version',
  aws_sqs_queue_redrive_allow_policy: 'dead letters are not moved back locally',
  aws_wafv2_web_acl: 'nobody attacks loopback',
  aws_wafv2_web_acl_association: 'nobody attacks loopback',
  aws_wafv2_web_acl_logging_configuration: 'nobody attacks loopback',
};
