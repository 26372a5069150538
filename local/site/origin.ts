import type { Answer, Headers } from './message.ts';

export interface OriginRequest {
  method: string;
  /** Percent-encoded, with the origin's own path in front, without the query. */
  path: string;
  query: string;
  headers: Headers;
  body: Buffer;
  /** Of an answer that is held: the origin may say 304. */
  etag: string | undefined;
}

/** Answers for a bucket or a server. It never throws for a failing origin: that is an answer of 5xx. */
export type Origin = (request: OriginRequest) => Promise<Answer>;
