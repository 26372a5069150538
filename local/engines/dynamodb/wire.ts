/** DynamoDB's own JSON, not an SDK's: records keep their binary as base64, as Lambda gives them, and odd event names pass. */
export interface Wire {
  tables<Answer>(operation: string, input: object): Promise<Answer>;
  streams<Answer>(operation: string, input: object): Promise<Answer>;
}

/** An error that DynamoDB answered: `name` is its code (ResourceInUseException …). */
export class DynamoDbError extends Error {}

// The local engine wants the form of a signature, not a right one.
const ANY_SIGNATURE =
  'AWS4-HMAC-SHA256 Credential=local/20260101/local/dynamodb/aws4_request, SignedHeaders=host, Signature=local';

const MOST_TRIES = 5;

/** Calls to the DynamoDB (and its streams) at `url`. */
export function wireTo(url: string): Wire {
  const post = (target: string, input: object): Promise<Response> =>
    fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': target,
        authorization: ANY_SIGNATURE,
      },
      body: JSON.stringify(input),
    });
  /** The engine closes connections that were idle for a while, and there may be several; a request that meets one was not read. */
  const postAgain = (target: string, input: object, tries: number): Promise<Response> =>
    post(target, input).catch((error: Error) => {
      const { code } = (error.cause ?? {}) as NodeJS.ErrnoException;
      if (code !== 'ECONNRESET' || tries === 1) throw error;
      return postAgain(target, input, tries - 1);
    });
  const call = async <Answer>(target: string, input: object): Promise<Answer> => {
    const response = await postAgain(target, input, MOST_TRIES);
    const answer = (await response.json()) as Answer & { __type?: string; message?: string; Message?: string };
    if (response.ok) return answer;
    const error = new DynamoDbError(`${target}: ${answer.message ?? answer.Message ?? response.status}`);
    error.name = answer.__type?.split('#').at(-1) ?? 'DynamoDbError';
    throw error;
  };
  return {
    tables: (operation, input) => call(`DynamoDB_20120810.${operation}`, input),
    streams: (operation, input) => call(`DynamoDBStreams_20120810.${operation}`, input),
  };
}

/** An attribute value as DynamoDB's JSON has it: { S: 'text' }, { N: '1' } … */
export type AttributeValue = Record<string, unknown>;
export type Item = Record<string, AttributeValue>;
