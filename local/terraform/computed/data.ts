import { arn, type Compute, madeUp, nameOf, type Place } from './place.ts';

type Values = Record<string, unknown>;

const tableArn = (values: Values, place: Place) => arn(place, 'dynamodb', `table/${values.name}`);
/** Any label will do, as long as it looks like the time of the table's creation. */
const STREAM_LABEL = '2026-01-01T00:00:00.000';

/** DynamoDB, S3, Secrets Manager: what keeps data. */
export const DATA: Record<string, Compute> = {
  aws_dynamodb_table: (values, place) => ({
    id: values.name,
    arn: tableArn(values, place),
    ...(values.stream_enabled === true && {
      stream_arn: `${tableArn(values, place)}/stream/${STREAM_LABEL}`,
      stream_label: STREAM_LABEL,
    }),
  }),
  aws_dynamodb_table_item: (_values, place) => ({ id: madeUp(place, 20, 'lower') }),
  aws_s3_bucket: (values, place) => {
    const bucket = nameOf(values, place, 'bucket');
    return {
      id: bucket,
      bucket,
      arn: `arn:aws:s3:::${bucket}`,
      bucket_domain_name: `${bucket}.s3.amazonaws.com`,
      bucket_regional_domain_name: `${bucket}.s3.${place.region}.amazonaws.com`,
      bucket_region: place.region,
      region: place.region,
    };
  },
  aws_s3_bucket_cors_configuration: (values) => ({ id: values.bucket }),
  aws_s3_bucket_policy: (values) => ({ id: values.bucket }),
  aws_s3_object: (values) => ({ id: values.key, arn: `arn:aws:s3:::${values.bucket}/${values.key}` }),
  aws_secretsmanager_secret: (values, place) => {
    const name = nameOf(values, place);
    const secret = arn(place, 'secretsmanager', `secret:${name}-${madeUp(place, 6, 'mixed', 'suffix')}`);
    return { id: secret, arn: secret, name };
  },
  aws_secretsmanager_secret_policy: (values) => ({ id: values.secret_arn }),
  aws_secretsmanager_secret_rotation: (values) => ({ id: values.secret_id, rotation_enabled: true }),
  aws_secretsmanager_secret_version: (values, place) => {
    const version = madeUp(place, 32, 'lower');
    return { id: `${values.secret_id}|${version}`, arn: values.secret_id, version_id: version };
  },
};
