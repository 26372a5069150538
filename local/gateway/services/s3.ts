import { s3Error } from '../error-shapes.ts';
import { type AwsRequest, type Call, type Problem, type Service, UnknownOperation } from '../service.ts';

const ERRORS: Record<Problem['kind'], { name: string; status: number }> = {
  AccessDenied: { name: 'AccessDenied', status: 403 },
  Failure: { name: 'InternalError', status: 500 },
  IncompleteSignature: { name: 'AuthorizationHeaderMalformed', status: 400 },
  InvalidSignature: { name: 'SignatureDoesNotMatch', status: 403 },
  MissingAuthenticationToken: { name: 'AccessDenied', status: 403 },
  SignatureExpired: { name: 'RequestTimeTooSkewed', status: 403 },
  UnknownOperation: { name: 'NotImplemented', status: 501 },
  UnrecognizedClient: { name: 'InvalidAccessKeyId', status: 403 },
};

const ON_OBJECTS: Record<string, string> = {
  GET: 'GetObject',
  HEAD: 'HeadObject',
  PUT: 'PutObject',
  DELETE: 'DeleteObject',
};
/** Parameters that change what a call answers, not what it is. */
const PLAIN = [
  'x-id',
  'list-type',
  'prefix',
  'delimiter',
  'max-keys',
  'start-after',
  'continuation-token',
  'encoding-type',
];
/** Headers that make a PutObject something that needs more than `s3:PutObject`. */
const REFUSED_HEADERS = ['x-amz-copy-source', 'x-amz-acl', 'x-amz-tagging', 'x-amz-object-lock-mode'];

export const s3: Service = {
  name: 's3',
  callOf(request) {
    const [bucket = '', ...rest] = request.path.slice(1).split('/').map(decodeURIComponent);
    const key = rest.join('/');
    const strange =
      Object.keys(request.query).find((name) => !PLAIN.includes(name)) ??
      REFUSED_HEADERS.find((name) => name in request.headers);
    if (strange || !bucket)
      throw new UnknownOperation('s3', `${request.method} ${request.path} (${strange ?? 'without a bucket'})`);
    return key ? onObject(request, `arn:aws:s3:::${bucket}/${key}`) : onBucket(request, `arn:aws:s3:::${bucket}`);
  },
  refuse: (problem) => s3Error(problem, ERRORS[problem.kind].name, ERRORS[problem.kind].status),
  /** Whether an object is missing is told only to those who may list: https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html */
  toSee({ operation, permissions }, status) {
    if (status !== 404 || !['GetObject', 'HeadObject'].includes(operation)) return [];
    return [{ action: 's3:ListBucket', resource: permissions[0]!.resource.split('/')[0]! }];
  },
};

function onObject(request: AwsRequest, resource: string): Call {
  const operation = ON_OBJECTS[request.method];
  if (!operation) throw new UnknownOperation('s3', `${request.method} on an object`);
  const action = operation === 'HeadObject' ? 's3:GetObject' : `s3:${operation}`;
  // A write on condition of an ETag tells something about the object:
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
  const reads = operation === 'PutObject' && 'if-match' in request.headers;
  return { operation, permissions: [{ action, resource }, ...(reads ? [{ action: 's3:GetObject', resource }] : [])] };
}

function onBucket(request: AwsRequest, resource: string): Call {
  const lists = request.method === 'GET' && request.query['list-type'] === '2';
  if (!lists && request.method !== 'HEAD') throw new UnknownOperation('s3', `${request.method} on a bucket`);
  return { operation: lists ? 'ListObjectsV2' : 'HeadBucket', permissions: [{ action: 's3:ListBucket', resource }] };
}
