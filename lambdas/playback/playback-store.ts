import { type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { playbackKey } from '#graphql/keys';
import { countersOf } from '#graphql/playback/counters';
import type { PlaybackReport } from '#graphql/playback/report';

/** Long enough to look at an event on the days after it. */
const KEPT_SECONDS = 14 * 24 * 3_600;
const MINUTE_MS = 60_000;

/** The Playback table: a row for each minute and kind of device at a stage. */
export const makePlaybackStore = (documents: DynamoDBDocumentClient, table: string) => ({
  /** Adds a report to the row of the minute, by this function's clock. What is done twice counts twice. */
  async add(report: PlaybackReport, now: Date): Promise<void> {
    const { stage, device, browser } = report;
    const minute = Math.floor(now.getTime() / MINUTE_MS) * MINUTE_MS;
    const added = Object.entries(countersOf(report));
    await documents.send(
      new UpdateCommand({
        TableName: table,
        Key: playbackKey(stage, new Date(minute).toISOString(), device, browser),
        UpdateExpression:
          `SET device = :device, browser = :browser, expiresAt = :expiresAt ` +
          `ADD ${added.map(([name]) => `${name} :${name}`).join(', ')}`,
        ExpressionAttributeValues: {
          ':device': device,
          ':browser': browser,
          ':expiresAt': minute / 1_000 + KEPT_SECONDS,
          ...Object.fromEntries(added.map(([name, value]) => [`:${name}`, value])),
        },
      }),
    );
  },
});
