import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { S3Store } from './fauxqs.ts';

interface Condition {
  ifMatch?: string;
  ifNoneMatch?: string;
}
interface Refusal {
  status: number;
  code: string;
  message: string;
}

const PRECONDITION: Refusal = {
  status: 412,
  code: 'PreconditionFailed',
  message: 'At least one of the pre-conditions you specified did not hold',
};
const CONFLICT: Refusal = {
  status: 409,
  code: 'ConditionalRequestConflict',
  message: 'The conditional request cannot succeed due to a conflicting operation against this resource.',
};
const NO_KEY: Refusal = { status: 404, code: 'NoSuchKey', message: 'The specified key does not exist.' };
const NOT_IMPLEMENTED: Refusal = {
  status: 501,
  code: 'NotImplemented',
  message: 'A header you provided implies functionality that is not implemented.',
};

const answer = (reply: FastifyReply, { status, code, message }: Refusal) =>
  reply
    .code(status)
    .type('application/xml')
    .send(
      `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message><RequestId>${randomUUID()}</RequestId></Error>`,
    );

/** The bucket and key that a request writes or removes; undefined for all else. */
function objectOf(request: FastifyRequest) {
  const { bucket, '*': key } = request.params as { bucket?: string; '*'?: string };
  const writes = request.method === 'PUT' || request.method === 'DELETE';
  return writes && bucket && key ? { bucket, key, name: `${bucket}/${key}` } : undefined;
}

function etagOf(store: S3Store, bucket: string, key: string) {
  if (!store.hasBucket(bucket)) return undefined;
  try {
    return store.headObject(bucket, key).etag;
  } catch (error) {
    if ((error as { code?: string }).code === 'NoSuchKey') return undefined;
    throw error;
  }
}

const bare = (etag: string) => etag.replaceAll('"', '');

function judge({ ifMatch, ifNoneMatch }: Condition, etag: string | undefined): Refusal | undefined {
  if (ifNoneMatch !== undefined) {
    if (ifNoneMatch !== '*') return NOT_IMPLEMENTED;
    return etag === undefined ? undefined : PRECONDITION;
  }
  if (ifMatch === undefined) return undefined;
  if (etag === undefined) return NO_KEY;
  return bare(ifMatch) === bare(etag) ? undefined : PRECONDITION;
}

/**
 * `If-Match` and `If-None-Match: *` on PutObject, which fauxqs ignores: 412 where the condition does not hold, 404 where
 * there is nothing to match, and 409 where another write or removal of the key ended while this one was under way.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
 */
export function honourWriteConditions(app: FastifyInstance, store: S3Store) {
  const underWay = new Map<FastifyRequest, { name: string; overtaken: boolean }>();

  app.addHook('onRequest', (request, _reply, done) => {
    const object = objectOf(request);
    if (object) underWay.set(request, { name: object.name, overtaken: false });
    done();
  });
  app.addHook('preHandler', (request, reply, done) => {
    const object = objectOf(request);
    const { 'if-match': ifMatch, 'if-none-match': ifNoneMatch } = request.headers;
    if (!object || request.method !== 'PUT' || (ifMatch === undefined && ifNoneMatch === undefined)) return done();
    if (underWay.get(request)?.overtaken) return answer(reply, CONFLICT);
    const refusal = judge({ ifMatch, ifNoneMatch }, etagOf(store, object.bucket, object.key));
    return refusal ? answer(reply, refusal) : done();
  });
  app.addHook('onSend', (request, reply, payload, done) => {
    const mine = underWay.get(request);
    underWay.delete(request);
    if (mine && reply.statusCode < 300) {
      for (const other of underWay.values()) if (other.name === mine.name) other.overtaken = true;
    }
    done(null, payload);
  });
  app.addHook('onRequestAbort', (request, done) => {
    underWay.delete(request);
    done();
  });
}
