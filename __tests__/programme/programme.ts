import type { EventProgramme, PlannedSession } from '#graphql/programme/event-programme';
import type { CurrentRows } from '#graphql/programme/plan-import';

const text = (value: string) => [{ lang: 'en', value }];
const saved = { version: 3, updatedAt: '2026-11-01T00:00:00.000Z' };

export const aSession = (slug: string, more: Partial<PlannedSession> = {}): PlannedSession => ({
  id: `matsuri.main.${slug}`,
  stage: 'matsuri.main',
  kind: 'TALK',
  title: text(slug),
  description: [],
  speakers: [],
  startsAt: '2026-11-20T09:00:00.000Z',
  endsAt: '2026-11-20T10:00:00.000Z',
  ...more,
});

export const aProgramme = (...sessions: PlannedSession[]): EventProgramme => ({
  event: {
    id: 'matsuri',
    title: text('Matsuri'),
    startsAt: '2026-11-20T09:00:00.000Z',
    endsAt: '2026-11-21T09:00:00.000Z',
    zone: 'Asia/Tokyo',
    languages: ['en'],
  },
  stages: [{ id: 'matsuri.main', order: 1, name: text('Main stage') }],
  sessions,
});

export const NOTHING: CurrentRows = { event: null, stages: [], sessions: [] };

/** The rows of a site that imported the programme. */
export const rowsAfter = ({ event, stages, sessions }: EventProgramme): CurrentRows => ({
  event: { ...event, ...saved, notice: text('Doors open late'), access: 'OPEN', state: 'LIVE' },
  stages: stages.map((stage) => ({ ...stage, ...saved, title: text('Soon'), description: [], curtain: 'UP' })),
  sessions: sessions.map((session) => ({ ...session, ...saved, edited: [] })),
});
