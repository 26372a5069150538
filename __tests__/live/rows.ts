import type { StageRows } from '#graphql/live/live-state';
import type { Event, Session, Stage, Text } from '#graphql/schema.generated';

const said = { version: 1, updatedAt: '2026-11-20T09:00:00.000Z', updatedBy: 'hana@example.com' };
const text = (value: string): Text[] => [{ lang: 'en', value }];

export const anEvent = (more: Partial<Event> = {}): Event => ({
  id: 'matsuri26',
  title: text('Cloud Matsuri'),
  notice: [],
  startsAt: '2026-11-20T09:00:00.000Z',
  endsAt: '2026-11-21T09:00:00.000Z',
  zone: 'Asia/Tokyo',
  languages: ['en'],
  access: 'OPEN',
  state: 'LIVE',
  ...said,
  ...more,
});

export const aStage = (more: Partial<Stage> = {}): Stage => ({
  id: 'matsuri26.main',
  order: 1,
  name: text('Main stage'),
  title: text('Soon'),
  description: text('Wait a moment.'),
  curtain: 'UP',
  ...said,
  ...more,
});

export const aSession = (more: Partial<Session> = {}): Session => ({
  id: 'matsuri26.main.opening',
  stage: 'matsuri26.main',
  kind: 'TALK',
  title: text('Opening'),
  description: text('Welcome.'),
  speakers: [],
  startsAt: '2026-11-20T09:00:00.000Z',
  endsAt: '2026-11-20T10:00:00.000Z',
  ...said,
  ...more,
});

/** All rows of a stage of that id. */
export const rowsOf = (id = 'matsuri26.main', more: Partial<StageRows> = {}): StageRows => ({
  event: anEvent(),
  stage: aStage({ id }),
  stages: [aStage({ id })],
  sessions: [aSession({ id: `${id}.opening`, stage: id })],
  streams: [],
  ...more,
});
