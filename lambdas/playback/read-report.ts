import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { z } from 'zod';
import { checkId } from '#graphql/id';
import {
  BROWSERS,
  DEVICES,
  LARGEST_REPORT,
  LONGEST_REPORT_MS,
  type PlaybackReport,
  TROUBLES,
} from '#graphql/playback/report';
import { DomainError } from '../domain-error.ts';

const milliseconds = z.int().min(0).max(LONGEST_REPORT_MS);

/** Whether there is such a stage is not asked: rows of one that there is not expire, and nobody reads them. */
const schema: z.ZodType<PlaybackReport> = z
  .strictObject({
    stage: z.string().refine((id) => checkId('stage', id, 2) === null),
    device: z.enum(DEVICES),
    browser: z.enum(BROWSERS),
    counts: z.boolean(),
    watchedMs: milliseconds,
    stalledMs: milliseconds,
    stalls: z.int().min(0).max(100),
    firstFrameMs: milliseconds.optional(),
    latencyMs: z.int().positive().max(LONGEST_REPORT_MS).optional(),
    height: z.int().positive().max(8_192).optional(),
    trouble: z.enum(TROUBLES).optional(),
  })
  .refine(({ watchedMs, stalledMs }) => watchedMs + stalledMs <= LONGEST_REPORT_MS);

/**
 * What a page reports, every value within its bounds: anybody may send anything.
 * @throws DomainError INVALID_REPORT
 */
export const readReport = ({ body = '', isBase64Encoded }: APIGatewayProxyEventV2): PlaybackReport => {
  const text = isBase64Encoded ? Buffer.from(body, 'base64').toString() : body;
  const report = Buffer.byteLength(text) > LARGEST_REPORT ? null : schema.safeParse(jsonOf(text));
  if (!report?.success) throw new DomainError('INVALID_REPORT', 'It is no report of playback.');
  return report.data;
};

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
};
