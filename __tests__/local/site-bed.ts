import { type GetObjectCommand, NoSuchKey, type S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import { type Site, startSite } from '../../local/site/start.ts';
import { type SiteWorld, siteWorld } from './site-world.ts';

/** Buckets in memory: `bucket/key` → file. */
class Buckets {
  readonly files = new Map<string, { body: string; type: string; cacheControl?: string }>();
  readonly asked: string[] = [];
  failing = false;
  /** While set, every read waits for it. */
  gate: Promise<void> | undefined;

  readonly client = {
    send: async ({ input }: GetObjectCommand) => {
      const name = `${input.Bucket}/${input.Key}`;
      this.asked.push(name);
      await this.gate;
      if (this.failing) throw new Error('connect ECONNREFUSED');
      const $metadata = {};
      const file = this.files.get(name);
      if (!file) throw new NoSuchKey({ message: 'no such key', $metadata });
      const ETag = `"${Buffer.from(file.body).toString('base64url').slice(0, 16)}"`;
      if (input.IfNoneMatch === ETag) {
        throw new S3ServiceException({ name: 'NotModified', $fault: 'client', $metadata: { httpStatusCode: 304 } });
      }
      const Body = { transformToByteArray: async () => Buffer.from(file.body) };
      return { Body, ETag, ContentType: file.type, CacheControl: file.cacheControl };
    },
  } as unknown as S3Client;
}

export const LONG = 'a sentence that compresses well. '.repeat(100);

/** A site over buckets in memory, with a clock that stands until it is moved. */
export class SiteBed {
  readonly buckets = new Buckets();
  readonly logged: string[] = [];
  /** Whether the buckets' policies let the distribution list, and read. */
  listable = false;
  readable = true;
  clock = Date.parse('2026-11-20T09:00:00Z');
  site: Site | undefined;

  constructor() {
    this.buckets.files.set('pages/index.html', { body: '<p>page</p>', type: 'text/html', cacheControl: 'no-cache' });
    this.buckets.files.set('live/live/a.json', { body: LONG, type: 'application/json', cacheControl: 'max-age=1' });
  }

  async start(world: SiteWorld = {}): Promise<void> {
    this.site = await startSite(siteWorld(world), {
      s3: this.buckets.client,
      allowed: (principal, action, _resource, source) =>
        principal === 'cloudfront.amazonaws.com' &&
        source === 'arn:aws:cloudfront::1:distribution/E1' &&
        (action === 's3:ListBucket' ? this.listable : this.readable),
      now: () => this.clock,
      log: (line) => this.logged.push(line),
    });
  }

  get(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = { 'accept-encoding': 'identity', ...init.headers };
    return fetch(`${this.site?.url}${path}`, { redirect: 'manual', ...init, headers });
  }
}
