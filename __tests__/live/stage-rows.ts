import { createHash } from 'node:crypto';
import { buildLiveState, type StageRows } from '#graphql/live/live-state';
import type { Event, Session, Stage, Text } from '#graphql/schema.generated';

/** As the publisher hashes. */
export const hash = (content: string) => createHash('sha256').update(content).digest('hex').slice(0, 32);
export const at = '2026-11-20T10:00:00.000Z';
export const publishing = { seq: 7, at, hash };
const said = { version: 1, updatedAt: at, updatedBy: 'hana@example.com' };
export const both = (ja: string, en: string): Text[] => [
  { lang: 'ja', value: ja },
  { lang: 'en', value: en },
];

export const event: Event = {
  id: 'matsuri',
  title: both('雲まつり 2026', 'Cloud Matsuri 2026'),
  notice: [],
  startsAt: '2026-11-20T09:00:00.000Z',
  endsAt: '2026-11-21T09:00:00.000Z',
  zone: 'Asia/Tokyo',
  languages: ['ja', 'en'],
  access: 'OPEN',
  state: 'LIVE',
  ...said,
};
export const stageOf = (slug: string, order: number): Stage => ({
  id: `matsuri.${slug}`,
  order,
  name: both(`舞台${order}`, `Stage ${order}`),
  title: both('まもなく開演', 'Starting soon'),
  description: both('しばらくお待ちください。', 'Please wait a moment.'),
  curtain: 'UP',
  ...said,
});
export const stage = stageOf('main', 1);
export const sessionAt = (slug: string, start: string, end: string, more: Partial<Session> = {}): Session => ({
  id: `matsuri.main.${slug}`,
  stage: 'matsuri.main',
  kind: 'TALK',
  title: both(`講演 ${slug}`, `Talk ${slug}`),
  description: both(`${slug} の話をします。`, `All about ${slug}.`),
  speakers: [{ name: both('さくら', 'Sakura'), affiliation: both('雲社', 'Cloud Inc.') }],
  startsAt: `2026-11-20T${start}:00.000Z`,
  endsAt: `2026-11-20T${end}:00.000Z`,
  edited: [],
  ...said,
  ...more,
});
export const opening = sessionAt('opening', '09:00', '09:30');
export const keynote = sessionAt('keynote', '09:30', '10:30');
export const panel = sessionAt('panel', '10:30', '11:30');
export const closing = sessionAt('closing', '11:30', '12:00');
export const rows: StageRows = {
  event,
  stage,
  stages: [stage, stageOf('naraku', 2), stageOf('gakuya', 3), stageOf('hanamichi', 4)],
  sessions: [closing, keynote, panel, opening],
  streams: [],
};
export const withOnAir = (session: Session, sessions: Session[] = rows.sessions): StageRows => ({
  ...rows,
  stage: { ...stage, session: session.id },
  sessions,
});
export const stateOf = (from: StageRows) => buildLiveState(from, publishing).state;
