import { type Compute, madeUp, type Place } from './computed/place.ts';
import { policyJson } from './policy-document.ts';
import { UnsupportedResource } from './world.ts';

/** By type, what a data source reads. */
const DATA_SOURCES: Record<string, Compute> = {
  aws_caller_identity: (_values, { account }) => ({
    id: account,
    account_id: account,
    arn: `arn:aws:iam::${account}:user/local`,
    user_id: 'AIDALOCAL',
  }),
  aws_iam_policy_document: (values, { address }) => {
    const json = policyJson(values, address);
    return { id: json, json, minified_json: JSON.stringify(JSON.parse(json)) };
  },
  aws_partition: () => ({
    id: 'aws',
    partition: 'aws',
    dns_suffix: 'amazonaws.com',
    reverse_dns_prefix: 'com.amazonaws',
  }),
  aws_region: (_values, { region }) => ({ id: region, name: region, region, endpoint: `ec2.${region}.amazonaws.com` }),
  aws_secretsmanager_random_password: (values, place) => {
    const length = Number(values.password_length ?? 32);
    const password = madeUp(place, length, 'mixed');
    return { id: password, random_password: password };
  },
};

/** @throws UnsupportedResource on a data source that is not in the table */
export function readDataSource(type: string, values: Record<string, unknown>, place: Place): Record<string, unknown> {
  const read = DATA_SOURCES[type];
  if (!read)
    throw new UnsupportedResource(place.address, `the data source ${type} is not supported by the local stack`);
  return read(values, place);
}
