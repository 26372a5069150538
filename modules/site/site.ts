import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CloudfrontFunction } from '@cdktf/provider-aws/lib/cloudfront-function';
import { S3Object } from '@cdktf/provider-aws/lib/s3-object';
import { Fn } from 'cdktf';
import { Construct } from 'constructs';
import { PrivateBucket } from '../bucket/private-bucket.ts';
import type { Environment } from '../environment.ts';
import { LIVE_PREFIXES } from '../live/live.ts';
import type { Playback } from '../playback/playback.ts';
import { literal } from '../terraform-text.ts';
import type { Issuer } from '../viewer/issuer.ts';
import { Distribution } from './distribution.ts';
import { SecurityHeaders } from './security-headers.ts';
import { SiteFiles } from './site-files.ts';

export interface SiteProps {
  readonly prefix: string;
  readonly account: string;
  readonly protect: boolean;
  readonly domain: Environment['domain'];
  /** Snapshots and texts, which the publisher writes. */
  readonly live: PrivateBucket;
  readonly issuer: Issuer;
  readonly playback: Playback;
  /** What pages may talk to besides the site itself. A path that does not end in a slash means that path alone. */
  readonly connect: readonly string[];
  /** Hosts besides Amazon IVS that pages may play from. */
  readonly pictureHosts: readonly string[];
  /** The folder that the SPA's build wrote. */
  readonly spaDist: string;
}

/** Pages, snapshots, `POST /session` and `POST /playback` behind one CloudFront distribution. */
export class Site extends Construct {
  /** Without a slash at the end. */
  readonly url: string;
  readonly #pages: PrivateBucket;

  constructor(scope: Construct, id: string, props: SiteProps) {
    super(scope, id);
    const { prefix, protect, domain, live, issuer, playback } = props;
    this.#pages = new PrivateBucket(this, 'bucket', {
      name: `${prefix}-site-${props.account}`,
      logicalId: 'site_bucket',
      protect,
    });
    const headers = new SecurityHeaders(this, 'headers', {
      prefix,
      connect: props.connect,
      pictureHosts: props.pictureHosts,
    });
    const route = new CloudfrontFunction(this, 'route', {
      name: `${prefix}-route`,
      runtime: 'cloudfront-js-2.0',
      publish: true,
      code: literal(readFileSync(join(import.meta.dirname, 'route.js'), 'utf8')),
    });
    const distribution = new Distribution(this, 'edge', {
      prefix,
      domain,
      site: this.#pages.bucket,
      live: live.bucket,
      issuer,
      playback,
      headers: headers.policyId,
      route: route.arn,
    });
    this.url = distribution.url;
    this.#pages.readableBy(distribution.arn);
    live.readableBy(distribution.arn, LIVE_PREFIXES);
    new SiteFiles(this, 'files', { bucket: this.#pages.bucket, dist: props.spaDist });
  }

  /** Puts `config.json` beside the pages. What is in it is public. */
  configure(config: object): void {
    new S3Object(this, 'config', {
      bucket: this.#pages.bucket.id,
      key: 'config.json',
      content: Fn.jsonencode(config),
      contentType: 'application/json',
      cacheControl: 'no-cache',
    });
  }
}
