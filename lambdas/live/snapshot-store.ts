import { HeadObjectCommand, PutObjectCommand, type S3Client, S3ServiceException } from '@aws-sdk/client-s3';

export type SnapshotStore = ReturnType<typeof makeSnapshotStore>;

/** Each lost race means that somebody else put a snapshot; more than a few in a row mean that something is wrong. */
const MOST_TRIES = 6;
const TO_THE_SECOND = 'max-age=1';
const FOR_EVER = 'public, max-age=31536000, immutable';

/** The files behind CloudFront. */
export const makeSnapshotStore = (s3: S3Client, bucket: string, abortSignal?: AbortSignal) => {
  const options = abortSignal ? { abortSignal } : {};

  /** The stored snapshot's number and ETag. Its number is in its metadata, so that comparing costs no download. */
  const readSeq = async (key: string): Promise<{ seq: number; etag: string } | null> => {
    try {
      const { ETag, Metadata } = await s3.send(new HeadObjectCommand({ Bucket: bucket, Key: key }), options);
      if (!ETag) throw new Error(`S3 gave no ETag for ${key}`);
      return { seq: Number(Metadata?.seq ?? 0), etag: ETag };
    } catch (error) {
      if (hasStatus(error, MISSING)) return null;
      throw error;
    }
  };

  const putOver = async (key: string, content: string, seq: number, etag: string | undefined): Promise<boolean> => {
    const put = new PutObjectCommand({
      Bucket: bucket,
      Key: key,
      Body: content,
      ContentType: 'application/json',
      CacheControl: TO_THE_SECOND,
      Metadata: { seq: String(seq) },
      ...(etag === undefined ? { IfNoneMatch: '*' } : { IfMatch: etag }),
    });
    try {
      await s3.send(put, options);
      return true;
    } catch (error) {
      if (hasStatus(error, RACE_LOST)) return false;
      throw error;
    }
  };

  return {
    /**
     * Puts a snapshot unless one with the same or a higher number is there: a snapshot never goes backwards.
     * @returns whether it was put
     */
    async putIfNewer(key: string, content: string, seq: number): Promise<boolean> {
      for (let tries = 0; tries < MOST_TRIES; tries++) {
        const stored = await readSeq(key);
        if (stored && stored.seq >= seq) return false;
        if (await putOver(key, content, seq, stored?.etag)) return true;
      }
      throw new Error(`${key} was changed by others ${MOST_TRIES} times in a row`);
    },

    /**
     * Puts a text file. Its name is the hash of its content: it never changes, and putting it twice does nothing.
     * @param within gives it up before all else is
     */
    async putText(key: string, content: string, within: AbortSignal): Promise<void> {
      const put = new PutObjectCommand({
        Bucket: bucket,
        Key: key,
        Body: content,
        ContentType: 'application/json',
        CacheControl: FOR_EVER,
      });
      await s3.send(put, { abortSignal: abortSignal ? AbortSignal.any([abortSignal, within]) : within });
    },
  };
};

/** S3 says 403 for a missing key to who may not list the bucket; if the file is there after all, `If-None-Match` tells. */
const MISSING = [403, 404];
/** 412: another file is there. 409: another put is under way. 404: the file that was to be replaced is gone. */
const RACE_LOST = [404, 409, 412];

const hasStatus = (error: unknown, statuses: readonly number[]): boolean =>
  error instanceof S3ServiceException && statuses.includes(error.$metadata.httpStatusCode ?? 0);
