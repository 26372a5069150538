import { CloudfrontCachePolicy } from '@cdktf/provider-aws/lib/cloudfront-cache-policy';
import {
  CloudfrontDistribution,
  type CloudfrontDistributionConfig,
  type CloudfrontDistributionOrderedCacheBehavior,
  type CloudfrontDistributionOrigin,
} from '@cdktf/provider-aws/lib/cloudfront-distribution';
import { CloudfrontOriginAccessControl } from '@cdktf/provider-aws/lib/cloudfront-origin-access-control';
import type { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { Fn } from 'cdktf';
import { Construct } from 'constructs';
import { REPORT_PATH } from '#graphql/playback/report';
import type { Environment } from '../environment.ts';
import type { Playback } from '../playback/playback.ts';
import type { Issuer } from '../viewer/issuer.ts';

// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html
const CACHING_OPTIMIZED = '658327ea-f89d-4fab-a63d-7e88639e58f6';
const CACHING_DISABLED = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad';
// An HTTP API answers to its own host name only.
const ALL_VIEWER_EXCEPT_HOST_HEADER = 'b689b0a8-53d0-40ab-baf2-68738e2966ac';

const READ = ['GET', 'HEAD'];
const ALL = ['GET', 'HEAD', 'OPTIONS', 'PUT', 'POST', 'PATCH', 'DELETE'];

export interface DistributionProps {
  readonly prefix: string;
  readonly domain: Environment['domain'];
  /** Pages and their assets. */
  readonly site: S3Bucket;
  /** Snapshots and texts. */
  readonly live: S3Bucket;
  readonly issuer: Issuer;
  readonly playback: Playback;
  /** Id of the response headers policy of every behaviour. */
  readonly headers: string;
  /** ARN of the function that turns addresses of pages into files. */
  readonly route: string;
}

/** The one origin that browsers see. */
export class Distribution extends Construct {
  readonly arn: string;
  /** Without a slash at the end. */
  readonly url: string;

  constructor(scope: Construct, id: string, props: DistributionProps) {
    super(scope, id);
    const { prefix, domain } = props;
    const distribution = new CloudfrontDistribution(this, 'distribution', {
      comment: prefix,
      enabled: true,
      httpVersion: 'http2and3',
      isIpv6Enabled: true,
      priceClass: 'PriceClass_All',
      origin: this.#origins(props),
      ...this.#behaviours(props),
      // Not the default ten seconds: a snapshot that was missing a moment ago is there now.
      customErrorResponse: [403, 404, 500, 502, 503, 504].map((errorCode) => ({ errorCode, errorCachingMinTtl: 1 })),
      restrictions: { geoRestriction: { restrictionType: 'none' } },
      ...named(domain),
    });
    distribution.overrideLogicalId('site');
    this.arn = distribution.arn;
    this.url = `https://${domain?.name ?? distribution.domainName}`;
  }

  #origins({ prefix, site, live, issuer, playback }: DistributionProps): CloudfrontDistributionOrigin[] {
    const { id: originAccessControlId } = new CloudfrontOriginAccessControl(this, 'access', {
      name: prefix,
      originAccessControlOriginType: 's3',
      signingBehavior: 'always',
      signingProtocol: 'sigv4',
    });
    const httpApi = (originId: string, url: string): CloudfrontDistributionOrigin => ({
      originId,
      domainName: Fn.trimprefix(url, 'https://'),
      customHeader: [{ name: 'x-butai-origin', value: issuer.origin.value }],
      customOriginConfig: {
        httpPort: 80,
        httpsPort: 443,
        originProtocolPolicy: 'https-only',
        originSslProtocols: ['TLSv1.2'],
      },
    });
    return [
      { originId: 'site', domainName: site.bucketRegionalDomainName, originAccessControlId },
      { originId: 'live', domainName: live.bucketRegionalDomainName, originAccessControlId },
      httpApi('session', issuer.url),
      httpApi('playback', playback.url),
    ];
  }

  #behaviours(
    props: DistributionProps,
  ): Pick<CloudfrontDistributionConfig, 'defaultCacheBehavior' | 'orderedCacheBehavior'> {
    const shared = {
      viewerProtocolPolicy: 'redirect-to-https',
      allowedMethods: READ,
      cachedMethods: READ,
      compress: true,
      cachePolicyId: CACHING_OPTIMIZED,
      responseHeadersPolicyId: props.headers,
    };
    const below = (pathPattern: string, targetOriginId: string): CloudfrontDistributionOrderedCacheBehavior => ({
      ...shared,
      pathPattern,
      targetOriginId,
    });
    const posted = (pathPattern: string, targetOriginId: string): CloudfrontDistributionOrderedCacheBehavior => ({
      ...below(pathPattern, targetOriginId),
      allowedMethods: ALL,
      compress: false,
      cachePolicyId: CACHING_DISABLED,
      originRequestPolicyId: ALL_VIEWER_EXCEPT_HOST_HEADER,
    });
    return {
      defaultCacheBehavior: {
        ...shared,
        targetOriginId: 'site',
        functionAssociation: [{ eventType: 'viewer-request', functionArn: props.route }],
      },
      orderedCacheBehavior: [
        below('/assets/*', 'site'),
        { ...below('/live/*', 'live'), cachePolicyId: this.#oneSecond(props.prefix) },
        below('/text/*', 'live'),
        posted('/session', 'session'),
        posted(REPORT_PATH, 'playback'),
      ],
    };
  }

  /** Id of the snapshots' cache policy: however many poll, the bucket is asked once a second and edge. */
  #oneSecond(prefix: string): string {
    const policy = new CloudfrontCachePolicy(this, 'one-second', {
      name: `${prefix}-one-second`,
      minTtl: 0,
      defaultTtl: 1,
      maxTtl: 1,
      parametersInCacheKeyAndForwardedToOrigin: {
        enableAcceptEncodingBrotli: true,
        enableAcceptEncodingGzip: true,
        cookiesConfig: { cookieBehavior: 'none' },
        headersConfig: { headerBehavior: 'none' },
        queryStringsConfig: { queryStringBehavior: 'none' },
      },
    });
    return policy.id;
  }
}

/** The site's own name with its certificate, or CloudFront's. */
function named(domain: Environment['domain']): Pick<CloudfrontDistributionConfig, 'aliases' | 'viewerCertificate'> {
  if (!domain) return { viewerCertificate: { cloudfrontDefaultCertificate: true } };
  return {
    aliases: [domain.name],
    viewerCertificate: {
      acmCertificateArn: domain.certificate,
      sslSupportMethod: 'sni-only',
      minimumProtocolVersion: 'TLSv1.2_2021',
    },
  };
}
