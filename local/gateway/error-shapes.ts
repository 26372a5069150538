import { randomUUID } from 'node:crypto';
import type { Answer, Problem } from './service.ts';

type Names = Record<Problem['kind'], string>;

const JSON_NAMES: Names = {
  AccessDenied: 'AccessDeniedException',
  Failure: 'InternalServerError',
  IncompleteSignature: 'IncompleteSignatureException',
  InvalidSignature: 'InvalidSignatureException',
  MissingAuthenticationToken: 'MissingAuthenticationTokenException',
  SignatureExpired: 'InvalidSignatureException',
  UnknownOperation: 'UnknownOperationException',
  UnrecognizedClient: 'UnrecognizedClientException',
};

export interface JsonShape {
  /** Of the protocol: `application/x-amz-json-<version>`. */
  version: '1.0' | '1.1';
  /** Of refusals; faults are 500 and unknown operations 400 everywhere. */
  status: 400 | 403;
  /** The error's name in the older query protocol, which SQS still sends beside it. */
  queryName?: (kind: Problem['kind']) => string;
}

/** Errors of the JSON protocols: https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html#operation-error-serialization */
export function jsonError(problem: Problem, { version, status, queryName }: JsonShape): Answer {
  const { kind, message } = problem;
  const headers: Record<string, string> = {
    'content-type': `application/x-amz-json-${version}`,
    'x-amzn-requestid': randomUUID(),
    ...(queryName && { 'x-amzn-query-error': `${queryName(kind)};${kind === 'Failure' ? 'Receiver' : 'Sender'}` }),
  };
  const body = JSON.stringify({ __type: `com.amazon.coral.service#${JSON_NAMES[kind]}`, message, Message: message });
  return { status: statusOf(kind, status), headers, body };
}

/** Errors of REST services that speak JSON: the name stands in a header. */
export function restJsonError({ kind, message }: Problem): Answer {
  const headers = {
    'content-type': 'application/json',
    'x-amzn-errortype': JSON_NAMES[kind],
    'x-amzn-requestid': randomUUID(),
  };
  return { status: statusOf(kind, 403), headers, body: JSON.stringify({ Message: message }) };
}

/** Errors of the query protocol, in XML: https://smithy.io/2.0/aws/protocols/aws-query-protocol.html */
export function queryError({ kind, message }: Problem, name: string): Answer {
  const requestId = randomUUID();
  const type = kind === 'Failure' ? 'Receiver' : 'Sender';
  const error = `<Error><Type>${type}</Type><Code>${name}</Code><Message>${escapeXml(message)}</Message></Error>`;
  return {
    status: statusOf(kind, 403),
    headers: { 'content-type': 'text/xml', 'x-amzn-requestid': requestId },
    body: `<ErrorResponse>${error}<RequestId>${requestId}</RequestId></ErrorResponse>`,
  };
}

/** Errors of S3: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
export function s3Error({ message }: Problem, name: string, status: number): Answer {
  const requestId = randomUUID();
  const error = `<Error><Code>${name}</Code><Message>${escapeXml(message)}</Message><RequestId>${requestId}</RequestId></Error>`;
  return {
    status,
    headers: { 'content-type': 'application/xml', 'x-amz-request-id': requestId },
    body: `<?xml version="1.0" encoding="UTF-8"?>\n${error}`,
  };
}

function statusOf(kind: Problem['kind'], refusal: number): number {
  if (kind === 'Failure') return 500;
  return kind === 'UnknownOperation' ? 400 : refusal;
}

function escapeXml(text: string): string {
  const signs: Record<string, string> = { '<': '&lt;', '>': '&gt;', '&': '&amp;' };
  return text.replace(/[<>&]/g, (sign) => signs[sign]!);
}
