import type { APIGatewayProxyStructuredResultV2 as Answer } from 'aws-lambda';
import type { ErrorCode } from '#graphql/errors';
import { DomainError } from '../domain-error.ts';
import { EmptySecretError } from './secrets.ts';

const STATUS: Partial<Record<ErrorCode, number>> = { INVALID_ID: 400, INVALID_REPORT: 400, EVENT_NOT_OPEN: 404 };

/** An answer that anybody may keep for five minutes. */
export const publicAnswer = (body: object): Answer => answer(200, body, { 'cache-control': 'public, max-age=300' });

/** An answer that is the caller's alone. */
export const privateAnswer = (body: object): Answer => answer(200, body, { 'cache-control': 'no-store' });

/** As the API itself words what it does not know. */
export const noSuchRoute = (): Answer => answer(404, { message: 'Not Found' });
export const noSuchMethod = (allow: string): Answer => answer(405, { message: 'Method Not Allowed' }, { allow });

/** A refusal as `{error: code}`, a secret that is yet to be made as "soon". Throws on any other fault, which the API words neutrally. */
export const refusal = (error: unknown): Answer => {
  if (error instanceof DomainError)
    return answer(STATUS[error.code] ?? 403, { error: error.code }, { 'cache-control': 'no-store' });
  if (error instanceof EmptySecretError)
    return answer(503, { message: 'Service Unavailable' }, { 'cache-control': 'no-store', 'retry-after': '5' });
  throw error;
};

const answer = (statusCode: number, body: object, headers: Record<string, string> = {}): Answer => ({
  statusCode,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});
