import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CloudfrontCachePolicy } from '@cdktf/provider-aws/lib/cloudfront-cache-policy';
import {
  CloudfrontDistribution,
  type CloudfrontDistributionOrderedCacheBehavior,
  type CloudfrontDistributionOrigin,
} from '@cdktf/provider-aws/lib/cloudfront-distribution';
import { CloudfrontFunction } from '@cdktf/provider-aws/lib/cloudfront-function';
import { CloudfrontOriginAccessControl } from '@cdktf/provider-aws/lib/cloudfront-origin-access-control';
import { S3Object } from '@cdktf/provider-aws/lib/s3-object';
import { Fn } from 'cdktf';
import { Construct } from 'constructs';
import { PrivateBucket } from '../bucket/private-bucket.ts';
import type { Environment } from '../environment.ts';
import { LIVE_PREFIXES } from '../live/live.ts';
import { literal } from '../terraform-text.ts';
import type { Issuer } from '../viewer/issuer.ts';
import { SecurityHeaders } from './security-headers.ts';
import { SiteFiles } from './site-files.ts';

// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html
const CACHING_OPTIMIZED = '658327ea-f89d-4fab-a63d-7e88639e58f6';
const CACHING_DISABLED = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad';
// An HTTP API answers to its own host name only.
const ALL_VIEWER_EXCEPT_HOST_HEADER = 'b689b0a8-53d0-40ab-baf2-68738e2966ac';

const READ = ['GET', 'HEAD'];
const ALL = ['GET', 'HEAD', 'OPTIONS', 'PUT', 'POST', 'PATCH', 'DELETE'];

export interface SiteProps {
  readonly prefix: string;
  readonly account: string;
  readonly protect: boolean;
  readonly domain: Environment['domain'];
  /** Snapshots and texts, which the publisher writes. */
  readonly live: PrivateBucket;
  readonly issuer: Issuer;
  /** What pages may talk to besides the site itself. */
  readonly connect: readonly string[];
  readonly spaDist: string;
}

/** The one origin that browsers see: pages, snapshots and `POST /session` behind one CloudFront distribution. */
export class Site extends Construct {
  /** Without a slash at the end. */
  readonly url: string;
  readonly #bucket: PrivateBucket;

  constructor(scope: Construct, id: string, props: SiteProps) {
    super(scope, id);
    const { prefix, protect, domain, live } = props;
    this.#bucket = new PrivateBucket(this, 'bucket', {
      name: `${prefix}-site-${props.account}`,
      logicalId: 'site_bucket',
      protect,
    });

    const headers = new SecurityHeaders(this, 'headers', { prefix, connect: props.connect });
    const shared = {
      viewerProtocolPolicy: 'redirect-to-https',
      allowedMethods: READ,
      cachedMethods: READ,
      compress: true,
      cachePolicyId: CACHING_OPTIMIZED,
      responseHeadersPolicyId: headers.policyId,
    };
    const behaviours: CloudfrontDistributionOrderedCacheBehavior[] = [
      { ...shared, pathPattern: '/assets/*', targetOriginId: 'site' },
      { ...shared, pathPattern: '/live/*', targetOriginId: 'live', cachePolicyId: this.#oneSecond(prefix) },
      { ...shared, pathPattern: '/text/*', targetOriginId: 'live' },
      {
        ...shared,
        pathPattern: '/session',
        targetOriginId: 'session',
        allowedMethods: ALL,
        compress: false,
        cachePolicyId: CACHING_DISABLED,
        originRequestPolicyId: ALL_VIEWER_EXCEPT_HOST_HEADER,
      },
    ];

    const distribution = new CloudfrontDistribution(this, 'distribution', {
      comment: prefix,
      enabled: true,
      httpVersion: 'http2and3',
      isIpv6Enabled: true,
      priceClass: 'PriceClass_All',
      aliases: domain && [domain.name],
      origin: this.#origins(props),
      defaultCacheBehavior: {
        ...shared,
        targetOriginId: 'site',
        functionAssociation: [{ eventType: 'viewer-request', functionArn: this.#route(prefix) }],
      },
      orderedCacheBehavior: behaviours,
      // Not the default ten seconds: a snapshot that was missing a moment ago is there now.
      customErrorResponse: [403, 404, 500, 502, 503, 504].map((errorCode) => ({ errorCode, errorCachingMinTtl: 1 })),
      restrictions: { geoRestriction: { restrictionType: 'none' } },
      viewerCertificate: domain
        ? { acmCertificateArn: domain.certificate, sslSupportMethod: 'sni-only', minimumProtocolVersion: 'TLSv1.2_2021' }
        : { cloudfrontDefaultCertificate: true },
    });
    distribution.overrideLogicalId('site');
    this.#bucket.readableBy(distribution.arn);
    live.readableBy(distribution.arn, LIVE_PREFIXES);
    this.url = `https://${domain?.name ?? distribution.domainName}`;

    new SiteFiles(this, 'files', { bucket: this.#bucket.bucket, dist: props.spaDist });
  }

  /** Puts `config.json` beside the pages. What is in it is public. */
  configure(config: object): void {
    new S3Object(this, 'config', {
      bucket: this.#bucket.bucket.id,
      key: 'config.json',
      content: Fn.jsonencode(config),
      contentType: 'application/json',
      cacheControl: 'no-cache',
    });
  }

  #origins({ prefix, live, issuer }: SiteProps): CloudfrontDistributionOrigin[] {
    const { id: originAccessControlId } = new CloudfrontOriginAccessControl(this, 'access', {
      name: prefix,
      originAccessControlOriginType: 's3',
      signingBehavior: 'always',
      signingProtocol: 'sigv4',
    });
    return [
      { originId: 'site', domainName: this.#bucket.bucket.bucketRegionalDomainName, originAccessControlId },
      { originId: 'live', domainName: live.bucket.bucketRegionalDomainName, originAccessControlId },
      {
        originId: 'session',
        domainName: Fn.trimprefix(issuer.url, 'https://'),
        customHeader: [{ name: 'x-butai-origin', value: issuer.originSecret }],
        customOriginConfig: {
          httpPort: 80,
          httpsPort: 443,
          originProtocolPolicy: 'https-only',
          originSslProtocols: ['TLSv1.2'],
        },
      },
    ];
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

  /** ARN of the function that turns addresses of pages into files. */
  #route(prefix: string): string {
    const route = new CloudfrontFunction(this, 'route', {
      name: `${prefix}-route`,
      runtime: 'cloudfront-js-2.0',
      publish: true,
      code: literal(readFileSync(join(import.meta.dirname, 'route.js'), 'utf8')),
    });
    return route.arn;
  }
}
