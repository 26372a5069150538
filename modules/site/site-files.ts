import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { S3Object } from '@cdktf/provider-aws/lib/s3-object';
import { AssetType, TerraformAsset } from 'cdktf';
import { Construct } from 'constructs';

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

/** Files whose names carry a hash of their content never change; pages are asked for each time; the rest may be a little old. */
function cacheControlOf(key: string): string {
  if (key.startsWith('assets/')) return 'public, max-age=31536000, immutable';
  return key.endsWith('.html') ? 'no-cache' : 'public, max-age=300';
}

function contentTypeOf(key: string): string {
  const type = CONTENT_TYPES[extname(key)];
  if (!type) throw new Error(`spa: no content type is known for ${key} (modules/site/site-files.ts)`);
  return type;
}

export interface SiteFilesProps {
  readonly bucket: S3Bucket;
  /** The folder that the SPA's build wrote. */
  readonly dist: string;
}

/** The SPA's files, one object each: what did not change is not uploaded again. */
export class SiteFiles extends Construct {
  constructor(scope: Construct, id: string, props: SiteFilesProps) {
    super(scope, id);
    if (!existsSync(join(props.dist, 'index.html'))) {
      throw new Error(`${props.dist} holds no index.html: build the SPA first (script/synth does)`);
    }
    const keys = readdirSync(props.dist, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(props.dist.length + 1))
      .sort();
    const pages = keys.filter((key) => key.endsWith('.html'));
    const parts = keys.filter((key) => !pages.includes(key)).map((key) => this.#object(key, props));
    // A page that is there before what it loads is a broken page.
    for (const key of pages) this.#object(key, props, parts);
  }

  #object(key: string, { bucket, dist }: SiteFilesProps, dependsOn: S3Object[] = []): S3Object {
    const path = join(dist, key);
    const file = new TerraformAsset(this, `asset-${key}`, { path, type: AssetType.FILE });
    return new S3Object(this, key, {
      bucket: bucket.id,
      key,
      source: file.path,
      sourceHash: createHash('sha256').update(readFileSync(path)).digest('hex'),
      contentType: contentTypeOf(key),
      cacheControl: cacheControlOf(key),
      dependsOn,
    });
  }
}
