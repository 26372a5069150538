import type { StageSourceInput } from '#graphql/schema.generated';
import type { EventUnderTest } from '../event-under-test.ts';
import { control, eventually, graphql } from '../stack.ts';

const PUT = `mutation ($stage: ID!, $sources: [StageSourceInput!]!, $expected: Int!) {
  act: putSources(stage: $stage, sources: $sources, expected: $expected) { version }
}`;
/** The stage as it is, from a channel of the pool. */
export const floorFrom = (channel: string): StageSourceInput => ({
  id: 'floor',
  role: 'FLOOR',
  label: [
    { lang: 'ja', value: '会場' },
    { lang: 'en', value: 'Floor' },
  ],
  channel,
});

/** What a picture moves to when its own is lost; viewers are not offered it. */
export const spareFrom = (channel: string): StageSourceInput => ({
  id: 'spare',
  role: 'SPARE',
  label: [{ lang: 'en', value: 'Spare' }],
  channel,
});

/** Gives a stage these sources and no others. */
export async function putSources(event: EventUnderTest, stage: string, sources: StageSourceInput[]): Promise<void> {
  const input = { stage: event.stage(stage), sources, expected: await event.stageVersion(stage) };
  const { data, errors } = await graphql<{ act: object }>(event.operator, PUT, input);
  if (!data?.act || errors.length > 0) throw new Error(JSON.stringify(errors));
}

interface OnAir {
  name: string;
  playbackUrl: string;
}

/** An encoder connects to a channel. */
export const broadcast = (channel: string): Promise<unknown> => control('POST', '/channels/start', { channel });

/** The encoder disconnects: where none is connected nothing happens. */
export const cutOff = (channel: string): Promise<unknown> => control('POST', '/channels/stop', { channel });

/** Where viewers find the channel's picture. */
export async function playbackUrl(channel: string): Promise<string> {
  const found = (await control<OnAir[]>('GET', '/channels')).find(({ name }) => name.endsWith(`-${channel}`));
  if (!found) throw new Error(`there is no channel ${channel}`);
  return found.playbackUrl;
}

/** Settles when the platform has noticed that the channel is broadcasting: from then on its picture carries what is published. */
export const noticed = (event: EventUnderTest, stage: string): Promise<unknown> =>
  eventually(
    () => event.snapshot(stage),
    (snapshot) => typeof snapshot?.state.viewers?.count === 'number',
    60_000,
  );
