import type { RefusalCode, SignedRequest } from '../iam/signature.ts';

/** A call as it came in. */
export interface AwsRequest extends SignedRequest {
  body: Buffer;
}

/** What a policy must allow. */
export interface Permission {
  /** `dynamodb:GetItem` */
  action: string;
  resource: string;
}

/** A call understood. */
export interface Call {
  /** As the service names it: `TransactWriteItems`. */
  operation: string;
  /** All of them are needed. */
  permissions: Permission[];
}

/** Where the world's resources are, for building ARNs. */
export interface Place {
  account: string;
  region: string;
}

export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string | Uint8Array;
}

/** Why the gateway answers itself. */
export interface Problem {
  kind: RefusalCode | 'AccessDenied' | 'UnknownOperation' | 'Failure';
  message: string;
}

/** How a service of AWS is spoken with. */
export interface Service {
  /** As in a signature's scope: `dynamodb`. */
  name: string;
  /** Throws `UnknownOperation` on calls that the local stack does not take. */
  callOf(request: AwsRequest, place: Place): Call;
  /** The problem in the service's own shape, so that its SDK raises the error that it raises on AWS. */
  refuse(problem: Problem): Answer;
  /** What must be allowed besides, for the caller to see an answer with this status. */
  toSee?(call: Call, status: number): Permission[];
}

/** A call that the gateway does not know: its permissions would be guesswork. */
export class UnknownOperation extends Error {
  override readonly name = 'UnknownOperation';

  constructor(service: string, operation: string) {
    super(`The local stack does not take ${service}:${operation}.`);
  }
}

/** The `X-Amz-Target` header's operation: `DynamoDB_20120810.GetItem` → `GetItem`. */
export function targetOf(request: AwsRequest, service: string, prefix: string): string {
  const target = request.headers['x-amz-target'] ?? '(no X-Amz-Target)';
  if (!target.startsWith(`${prefix}.`)) throw new UnknownOperation(service, target);
  return target.slice(prefix.length + 1);
}

/** A JSON body; an empty one is an empty object. */
export function jsonOf(request: AwsRequest): Record<string, unknown> {
  return request.body.length ? (JSON.parse(request.body.toString('utf8')) as Record<string, unknown>) : {};
}
