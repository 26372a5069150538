import { GetObjectCommand, type S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { channelKey, type Key, liveKey, stageKey } from '#graphql/keys';
import type { TextFile } from '#graphql/live/snapshot';
import type { Stage } from '#graphql/schema.generated';
import type { Sending } from './send-message.ts';

interface Options {
  readonly documents: DynamoDBDocumentClient;
  readonly table: string;
  readonly s3: S3Client;
  readonly bucket: string;
}

/** S3 says 403 for a missing key to who may not list the bucket. */
const MISSING = [403, 404];

/** What was published, as the sender of frames reads it. */
export const makeSentStore = ({
  documents,
  table,
  s3,
  bucket,
}: Options): Pick<Sending, 'readSeq' | 'usesChannel' | 'readText'> => {
  const get = async (key: Key, only?: string): Promise<Record<string, unknown> | undefined> => {
    const projection = only ? { ProjectionExpression: only } : {};
    return (await documents.send(new GetCommand({ TableName: table, Key: key, ConsistentRead: true, ...projection })))
      .Item;
  };

  return {
    readSeq: async (stage) => Number((await get(liveKey(stage), 'seq'))?.seq ?? 0),

    async usesChannel(stage, channel) {
      const row = (await get(stageKey(stage))) as Stage | undefined;
      const names = (row?.sources ?? []).flatMap((source) => source.channel ?? []);
      const rows = await Promise.all(names.map((name) => get(channelKey(name))));
      return rows.some((each) => each?.arn === channel);
    },

    async readText(stage, name) {
      const file = new GetObjectCommand({ Bucket: bucket, Key: `text/${stage}/${name}.json` });
      try {
        const { Body } = await s3.send(file);
        return JSON.parse((await Body?.transformToString()) ?? 'null') as TextFile | null;
      } catch (error) {
        if (error instanceof S3ServiceException && MISSING.includes(error.$metadata.httpStatusCode ?? 0)) return null;
        throw error;
      }
    },
  };
};
