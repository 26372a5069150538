import { arn, type Compute, globalArn, madeUp, nameOf, type Place } from './place.ts';

type Values = Record<string, unknown>;

function userPool(_values: Values, place: Place): Values {
  const id = `${place.region}_Local${madeUp(place, 4, 'mixed')}`;
  return {
    id,
    arn: arn(place, 'cognito-idp', `userpool/${id}`),
    endpoint: `cognito-idp.${place.region}.amazonaws.com/${id}`,
  };
}

/** IAM, Cognito: who is who, and may what. */
export const IDENTITY: Record<string, Compute> = {
  aws_cognito_user_group: (values) => ({ id: `${values.user_pool_id}/${values.name}` }),
  aws_cognito_user_pool: userPool,
  aws_cognito_user_pool_client: (_values, place) => ({ id: madeUp(place, 26, 'lower') }),
  aws_cognito_user_pool_domain: (values, place) => {
    const name = `${madeUp(place, 14, 'lower')}.cloudfront.net`;
    return { id: values.domain, cloudfront_distribution: name, cloudfront_distribution_arn: name };
  },
  aws_iam_policy: (values, place) => {
    const name = nameOf(values, place);
    const policy = globalArn(place, 'iam', `policy${values.path ?? '/'}${name}`);
    return { id: policy, arn: policy, name };
  },
  aws_iam_role: (values, place) => {
    const name = nameOf(values, place);
    const unique_id = `AROA${madeUp(place, 17, 'upper')}`;
    return { id: name, name, arn: globalArn(place, 'iam', `role${values.path ?? '/'}${name}`), unique_id };
  },
  aws_iam_role_policy: (values, place) => {
    const name = nameOf(values, place);
    return { id: `${values.role}:${name}`, name };
  },
  aws_iam_role_policy_attachment: (values) => ({ id: `${values.role}/${values.policy_arn}` }),
};
