import { GetObjectCommand, type GetObjectCommandOutput, type S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import type { Allowed } from '../engines/ports.ts';
import type { Answer, Headers } from './message.ts';
import type { Origin } from './origin.ts';

/** The bucket behind an origin, and in whose name it is read. */
export interface S3Options {
  client: S3Client;
  bucket: string;
  bucketArn: string;
  distributionArn: string;
  allowed: Allowed;
}

const SERVICE = 'cloudfront.amazonaws.com';

function refusal(status: number, code: string, message: string): Answer {
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message></Error>`;
  return { status, headers: { 'content-type': 'application/xml', server: 'AmazonS3' }, body: Buffer.from(body) };
}

const accessDenied = () => refusal(403, 'AccessDenied', 'Access Denied');

function headersOf(object: GetObjectCommandOutput): Headers {
  const all: Record<string, string | undefined> = {
    'content-type': object.ContentType ?? 'binary/octet-stream',
    'cache-control': object.CacheControl,
    'content-disposition': object.ContentDisposition,
    'content-encoding': object.ContentEncoding,
    'content-language': object.ContentLanguage,
    expires: object.ExpiresString,
    etag: object.ETag,
    'last-modified': object.LastModified?.toUTCString(),
    'accept-ranges': 'bytes',
    server: 'AmazonS3',
  };
  const metadata = Object.entries(object.Metadata ?? {}).map(([name, value]) => [`x-amz-meta-${name}`, value]);
  const present = Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return Object.fromEntries([...present, ...metadata]);
}

function failure(error: unknown, etag: string | undefined, mayList: () => boolean): Answer {
  if (!(error instanceof S3ServiceException)) {
    return refusal(503, 'ServiceUnavailable', 'The bucket does not answer.');
  }
  const status = error.$metadata.httpStatusCode ?? 503;
  if (status === 304) return { status, headers: etag ? { etag } : {}, body: Buffer.alloc(0) };
  // Without s3:ListBucket, S3 does not tell a missing key from one that may not be read.
  if (error.name === 'NoSuchKey') return mayList() ? refusal(404, error.name, error.message) : accessDenied();
  return refusal(status, error.name, error.message);
}

/** A bucket as CloudFront reads it with origin access control: by the bucket's policy, in the distribution's name. */
export function s3Origin({ client, bucket, bucketArn, distributionArn, allowed }: S3Options): Origin {
  return async ({ method, path, etag }) => {
    if (method !== 'GET' && method !== 'HEAD') return accessDenied();
    const key = decodeURIComponent(path.slice(1));
    if (!allowed(SERVICE, 's3:GetObject', `${bucketArn}/${key}`, distributionArn)) return accessDenied();
    try {
      const object = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key, IfNoneMatch: etag }));
      const body = Buffer.from((await object.Body?.transformToByteArray()) ?? []);
      return { status: 200, headers: headersOf(object), body };
    } catch (error) {
      return failure(error, etag, () => allowed(SERVICE, 's3:ListBucket', bucketArn, distributionArn));
    }
  };
}
