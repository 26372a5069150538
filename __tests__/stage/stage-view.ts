import type { LiveSession, LiveState, Text } from '#graphql/schema.generated';
import type { StageView } from '../../spa/src/live/stage-feed.ts';

/** A text in both of the pages' languages. */
export const both = (ja: string, en: string): Text[] => [
  { lang: 'ja', value: ja },
  { lang: 'en', value: en },
];

/** So many minutes from now, as the API says times. */
export const inMinutes = (minutes: number): string => new Date(Date.now() + minutes * 60_000).toISOString();

export const talk: LiveSession = {
  id: 'e.a.1',
  kind: 'TALK',
  title: both('百万人の同時視聴を、|眠ったまま迎える', 'Meeting a million viewers |in your sleep'),
  speakers: [
    { name: both('佐藤 みのり', 'Minori Sato'), affiliation: both('配信基盤チーム', 'Streaming Platform') },
    { name: [{ lang: 'pt-br', value: 'João Lima' }], affiliation: [] },
  ],
  startsAt: inMinutes(-10),
  endsAt: inMinutes(30),
};

export const nextTalk: LiveSession = {
  id: 'e.a.2',
  kind: 'TALK',
  title: both('花道を渡るイベント', 'Scene changes with EventBridge'),
  speakers: [],
  startsAt: inMinutes(34.5),
  endsAt: inMinutes(70),
};

export const stateOf = (change: Partial<LiveState> = {}): LiveState => ({
  stage: 'e.a',
  seq: 1,
  at: inMinutes(0),
  event: {
    id: 'e',
    title: both('クラウド祭', 'Cloud Matsuri'),
    notice: [],
    startsAt: inMinutes(-60),
    endsAt: inMinutes(600),
    zone: 'Asia/Tokyo',
    state: 'LIVE',
  },
  stages: [
    { id: 'e.a', name: both('大舞台', 'Main stage') },
    { id: 'e.b', name: both('花道', 'Hanamichi') },
  ],
  title: [],
  curtain: 'UP',
  sources: [],
  session: null,
  next: null,
  ...change,
});

export const viewOf = (state: LiveState, change: Partial<StageView> = {}): StageView => ({
  found: 'yes',
  state,
  description: [],
  programme: [],
  answers: [],
  hear: () => {},
  follow: () => {},
  status: { kind: 'live' },
  link: { up: true, attempt: 0, retryAt: null, reason: null },
  ...change,
});
