import { createHash, timingSafeEqual } from 'node:crypto';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { checkId } from '#graphql/id';
import type { Access } from '#graphql/schema.generated';
import { DomainError } from '../domain-error.ts';

/** Refuses who did not come through CloudFront: the edge's rate rules cannot be walked round. */
export const checkOrigin = ({ headers }: APIGatewayProxyEventV2, secret: string): void => {
  if (!timingSafeEqual(digest(headers['x-butai-origin'] ?? ''), digest(secret)))
    throw new DomainError('NOT_ADMITTED', 'The call did not come through the site.');
};

/** The event that a viewer asks to watch. */
export const readEventId = ({ body = '', isBase64Encoded }: APIGatewayProxyEventV2): string => {
  const event = eventOf(isBase64Encoded ? Buffer.from(body, 'base64').toString() : body);
  const violation = checkId('event', event, 1);
  if (violation) throw new DomainError(violation.code, violation.message);
  return event;
};

/** Refuses a viewer where the event is not for everybody to watch. */
export const checkOpen = (access: Access | null): Access => {
  if (access === null) throw new DomainError('EVENT_NOT_OPEN', 'There is no such event, or it is a draft.');
  if (access !== 'OPEN') throw new DomainError('ACCESS_UNAVAILABLE', 'The event is by invitation.');
  return access;
};

/** The token of `authorization: Bearer …`, if there is one. */
export const bearerOf = ({ headers }: APIGatewayProxyEventV2): string | undefined =>
  /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1];

/** Of equal length whatever was sent: only equals can be compared in constant time. */
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

const eventOf = (json: string): string => {
  try {
    const body: unknown = JSON.parse(json);
    return typeof body === 'object' && body !== null && 'event' in body ? String(body.event) : '';
  } catch (error) {
    if (error instanceof SyntaxError) return '';
    throw error;
  }
};
