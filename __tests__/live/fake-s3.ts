import { HeadObjectCommand, PutObjectCommand, type S3Client, S3ServiceException } from '@aws-sdk/client-s3';

interface StoredObject {
  readonly body: string;
  readonly etag: string;
  readonly input: PutObjectCommand['input'];
}

const refuse = (name: string, httpStatusCode: number): never => {
  throw new S3ServiceException({ name, message: name, $fault: 'client', $metadata: { httpStatusCode } });
};

/**
 * An S3 bucket in memory with conditional writes, at the boundary where the SDK would send.
 * @param step awaited before each command acts and before it answers
 */
export const makeFakeS3 = (step: (what: string) => Promise<unknown> = async () => undefined) => {
  const objects = new Map<string, StoredObject>();
  let puts = 0;

  const head = (key: string) => {
    const stored = objects.get(key) ?? refuse('NotFound', 404);
    return { ETag: stored.etag, Metadata: stored.input.Metadata };
  };
  const put = (input: PutObjectCommand['input']) => {
    const stored = objects.get(input.Key!);
    if (input.IfNoneMatch === '*' && stored) refuse('PreconditionFailed', 412);
    if (input.IfMatch && !stored) refuse('NoSuchKey', 404);
    if (input.IfMatch && input.IfMatch !== stored?.etag) refuse('PreconditionFailed', 412);
    puts += 1;
    objects.set(input.Key!, { body: String(input.Body), etag: `"${puts}"`, input });
    return {};
  };
  const send = async (command: unknown): Promise<unknown> => {
    const name = (command as object).constructor.name;
    await step(`${name} arrives`);
    const answer = act(command);
    await step(`${name} answers`);
    return answer;
  };
  const act = (command: unknown): unknown => {
    if (command instanceof HeadObjectCommand) return head(command.input.Key!);
    if (command instanceof PutObjectCommand) return put(command.input);
    throw new Error('a command that the way out does not need');
  };
  return { objects, put, refuse, client: { send } as unknown as S3Client & { send: typeof send } };
};
