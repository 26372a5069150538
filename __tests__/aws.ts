import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, NoSuchKey, S3Client } from '@aws-sdk/client-s3';
import { DynamoDBDocumentClient, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Key } from '#graphql/keys';
import { type AccessKey, type Caller, signer } from './callers.ts';
import { control, stack } from './stack.ts';

/** The engines behind the gateway take any key: whoever mends a row by hand is no role of the stack's. */
const BY_HAND = { region: 'local', credentials: { accessKeyId: 'hand', secretAccessKey: 'hand' } };

const resources = (type: string) => control<{ address: string; name: string }[]>('GET', '/resources', { type });

const nameOf = async (type: string, address: string): Promise<string> => {
  const found = (await resources(type)).find((each) => each.address === `${type}.${address}`);
  if (!found) throw new Error(`no ${type}.${address}`);
  return found.name;
};

/** The access key of one of the stack's roles, by the last part of its name. */
export const accessKey = (role: string): Promise<AccessKey & { roleArn: string }> =>
  control('GET', '/credentials', { role });

/** One of the stack's roles as a caller of AppSync. */
export const role = async (name: string): Promise<Caller> => signer(await accessKey(name));

/** The Stage table, by hand. */
export async function stageTable() {
  const TableName = await nameOf('aws_dynamodb_table', 'stage_table');
  const documents = DynamoDBDocumentClient.from(new DynamoDBClient({ ...BY_HAND, endpoint: stack().dynamodb }));
  return {
    put: (row: Key & Record<string, unknown>) => documents.send(new PutCommand({ TableName, Item: row })),
    /** Sets attributes of a row. */
    set: (key: Key, values: Record<string, unknown>) => {
      const names = Object.keys(values);
      return documents.send(
        new UpdateCommand({
          TableName,
          Key: key,
          UpdateExpression: `SET ${names.map((name) => `#${name} = :${name}`).join(', ')}`,
          ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
          ExpressionAttributeValues: Object.fromEntries(names.map((name) => [`:${name}`, values[name]])),
        }),
      );
    },
    get: async (key: Key, { consistent = true } = {}): Promise<Record<string, unknown> | undefined> =>
      (await documents.send(new GetCommand({ TableName, Key: key, ConsistentRead: consistent }))).Item,
  };
}

export interface StoredFile {
  text: string;
  cacheControl: string | undefined;
  contentType: string | undefined;
}

/** A file of the bucket that snapshots and texts lie in, as it is now: past the edge, which keeps a copy for a second. */
export async function liveFile(key: string): Promise<StoredFile | null> {
  const Bucket = await nameOf('aws_s3_bucket', 'live_bucket');
  const s3 = new S3Client({ ...BY_HAND, endpoint: stack().messaging, forcePathStyle: true });
  try {
    const { Body, CacheControl, ContentType } = await s3.send(new GetObjectCommand({ Bucket, Key: key }));
    return { text: (await Body?.transformToString()) ?? '', cacheControl: CacheControl, contentType: ContentType };
  } catch (error) {
    if (error instanceof NoSuchKey) return null;
    throw error;
  }
}
