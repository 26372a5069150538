import type { EventProgramme, PlannedSession, PlannedSurvey } from '#graphql/programme/event-programme';
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

export const aSurvey = (slug: string, more: Partial<PlannedSurvey> = {}): PlannedSurvey => ({
  id: `matsuri.main.${slug}`,
  stage: 'matsuri.main',
  order: 1,
  kind: 'SINGLE',
  question: text(slug),
  options: [
    { id: 'a', label: text('Yes') },
    { id: 'b', label: text('No') },
  ],
  minChoices: 1,
  maxChoices: 1,
  policy: 'AFTER_CLOSE',
  changes: true,
  electorate: 'EVERYBODY',
  seconds: null,
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
  surveys: [],
});

export const withSurveys = (programme: EventProgramme, ...surveys: PlannedSurvey[]): EventProgramme => ({
  ...programme,
  surveys,
});

export const NOTHING: CurrentRows = { event: null, stages: [], sessions: [], surveys: [] };

/** The rows of a site that imported the programme. */
export const rowsAfter = ({ event, stages, sessions, surveys }: EventProgramme): CurrentRows => ({
  event: { ...event, ...saved, notice: text('Doors open late'), access: 'OPEN', state: 'LIVE' },
  stages: stages.map((stage) => ({ ...stage, ...saved, title: text('Soon'), description: [], curtain: 'UP' })),
  sessions: sessions.map((session) => ({ ...session, ...saved, edited: [] })),
  surveys: surveys.map((survey) => ({ ...survey, ...saved, state: 'DRAFT', resultsShown: false, edited: [] })),
});
