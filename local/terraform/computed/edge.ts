import { type Compute, globalArn, madeUp, madeUpUuid, type Place } from './place.ts';

type Values = Record<string, unknown>;

function distribution(_values: Values, place: Place): Values {
  const id = `E${madeUp(place, 13, 'upper')}`;
  return {
    id,
    arn: globalArn(place, 'cloudfront', `distribution/${id}`),
    domain_name: `d${madeUp(place, 13, 'lower', 'domain')}.cloudfront.net`,
    // the same for every distribution there is: https://docs.aws.amazon.com/Route53/latest/APIReference/API_AliasTarget.html
    hosted_zone_id: 'Z2FDTNDATAQYW2',
    etag: `E${madeUp(place, 13, 'upper', 'etag')}`,
  };
}

const policy =
  (kind: string): Compute =>
  (_values, place) => {
    const id = madeUpUuid(place);
    return { id, arn: globalArn(place, 'cloudfront', `${kind}/${id}`), etag: `E${madeUp(place, 13, 'upper', 'etag')}` };
  };

/** CloudFront. */
export const EDGE: Record<string, Compute> = {
  aws_cloudfront_cache_policy: policy('cache-policy'),
  aws_cloudfront_distribution: distribution,
  aws_cloudfront_function: (values, place) => ({
    id: values.name,
    arn: globalArn(place, 'cloudfront', `function/${values.name}`),
    etag: `E${madeUp(place, 13, 'upper', 'etag')}`,
  }),
  aws_cloudfront_origin_access_control: (_values, place) => {
    const id = `E${madeUp(place, 13, 'upper')}`;
    return { id, arn: globalArn(place, 'cloudfront', `origin-access-control/${id}`) };
  },
  aws_cloudfront_origin_request_policy: policy('origin-request-policy'),
  aws_cloudfront_response_headers_policy: policy('response-headers-policy'),
};
