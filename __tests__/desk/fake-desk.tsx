import { render } from '@solidjs/testing-library';
import type { AnyVariables, TypedDocumentNode } from '@urql/core';
import { createSignal, type Setter } from 'solid-js';
import type {
  Broadcast,
  Channel,
  Event,
  EventInput,
  LiveState,
  Playback,
  Session,
  SessionInput,
  Stage,
  StageInput,
  StageSource,
  StageStream,
  Survey,
  TextInput,
} from '#graphql/schema.generated';
import type { Api } from '../../spa/src/desk/api.ts';
import { createDesk } from '../../spa/src/desk/create-desk.ts';
import { DeskPage } from '../../spa/src/desk/desk-page.tsx';
import { Refusal } from '../../spa/src/desk/refusal.ts';
import { followDeskLinks, go } from '../../spa/src/desk/route.ts';
import { NOTHING, type StageView } from '../../spa/src/live/stage-feed.ts';
import type { Role } from '../../spa/src/operator/operator.ts';
import type { SignIn } from '../../spa/src/operator/sign-in.ts';
import { type Counted, surveyActs, surveyAnswers } from '../survey/fake-surveys.ts';

followDeskLinks();

const at = '2026-11-20T09:00:00.000Z';
const said = { version: 1, updatedAt: at, updatedBy: 'kim@example.test' };
const text = (value: string) => [{ lang: 'en', value }];

export const anEvent = (change: Partial<Event> = {}): Event => ({
  id: 'matsuri',
  title: text('Matsuri'),
  notice: [],
  startsAt: '2026-11-20T09:00:00.000Z',
  endsAt: '2026-11-21T09:00:00.000Z',
  zone: 'Asia/Tokyo',
  languages: ['en', 'ja'],
  access: 'OPEN',
  state: 'LIVE',
  ...said,
  ...change,
});

export const aStage = (change: Partial<Stage> = {}): Stage => ({
  id: 'matsuri.main',
  order: 1,
  name: text('Main stage'),
  title: [],
  description: [],
  curtain: 'DOWN',
  ...said,
  ...change,
});

export const aSession = (slug: string, change: Partial<Session> = {}): Session => ({
  id: `matsuri.main.${slug}`,
  stage: 'matsuri.main',
  kind: 'TALK',
  title: text(`Talk ${slug}`),
  description: [],
  speakers: [],
  startsAt: '2099-11-20T10:00:00.000Z',
  endsAt: '2099-11-20T10:30:00.000Z',
  ...said,
  ...change,
});

const none: Playback['total'] = {
  viewers: 0,
  reports: 0,
  watchedSeconds: 0,
  stalls: 0,
  stalledSeconds: 0,
  stallRatio: 0,
  renditions: [],
  troubles: [],
};
/** Nobody reported anything. */
export const noPlayback: Playback = { since: at, asOf: at, total: none, devices: [] };

export interface Rows {
  events: Event[];
  stages: Stage[];
  sessions: Session[];
  surveys: Survey[];
  /** What of surveys is counted. */
  counted: Counted;
  channels: Channel[];
  playback: Playback;
  streams: StageStream[];
  /** Of whichever channel is asked. */
  broadcast: Broadcast | null;
  /** The states of stages that are not watched. */
  elsewhere: Readonly<Record<string, LiveState>>;
}

/** The stream key of every channel. */
export const THE_KEY = 'sk_eu-west-1_abcdefghijkl_0123456789abcdef4f2a';

/** What comes over the wire is nobody else's object. */
const copy = <T,>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

type Versioned = { id: string; version: number };

/** An API in memory that keeps the rules of versions. `refuse` makes the next act fail; `hold` lets acts wait until called. */
export function fakeApi(rows: Rows) {
  const acts: { name: string; variables: Record<string, unknown> }[] = [];
  let refusal: Refusal | null = null;
  let held: Promise<void> | null = null;

  function put<T extends Versioned>(list: T[], id: string, expected: unknown, change: Partial<T>): T {
    const index = list.findIndex((row) => row.id === id);
    const before = list[index];
    if ((before?.version ?? null) !== (expected ?? null))
      throw new Refusal('CONFLICT', { version: before?.version ?? null });
    const updatedAt = new Date().toISOString();
    const row = { ...before, ...said, updatedAt, ...change, id, version: (before?.version ?? 0) + 1 } as unknown as T;
    if (before) list[index] = row;
    else list.push(row);
    return row;
  }

  const mutations: Record<string, (v: Record<string, unknown>) => unknown> = {
    PutEvent: ({ input, expected }) => ({
      putEvent: put(rows.events, (input as EventInput).id, expected, { access: 'OPEN', ...(input as Partial<Event>) }),
    }),
    PutStage: ({ input, expected }) => ({
      putStage: put(rows.stages, (input as StageInput).id, expected, {
        ...(expected == null ? aStage() : {}),
        ...(input as Partial<Stage>),
      }),
    }),
    UpdateStageText: ({ stage, title, description, expected }) => ({
      updateStageText: put(rows.stages, String(stage), expected, {
        title: title as TextInput[],
        description: description as TextInput[],
      }),
    }),
    SetCurtain: ({ stage, curtain, expected }) => ({
      setCurtain: put(rows.stages, String(stage), expected, { curtain: curtain as Stage['curtain'] }),
    }),
    SetAligned: ({ stage, aligned, expected }) => ({
      setAligned: put(rows.stages, String(stage), expected, { aligned: Boolean(aligned) }),
    }),
    PutSources: ({ stage, sources, expected }) => ({
      putSources: put(rows.stages, String(stage), expected, { sources: sources as StageSource[] }),
    }),
    MoveSource: ({ stage, source, channel, url, expected }) => ({
      moveSource: put(rows.stages, String(stage), expected, {
        sources: (rows.stages.find(({ id }) => id === stage)?.sources ?? []).map((each) =>
          each.id === source ? ({ ...each, channel, url } as StageSource) : each,
        ),
      }),
    }),
    StartSession: ({ stage, session, expected }) => ({
      startSession: put(rows.stages, String(stage), expected, { session: String(session) }),
    }),
    EndSession: ({ stage, expected }) => ({ endSession: put(rows.stages, String(stage), expected, { session: null }) }),
    PutSession: ({ input, expected }) => ({
      putSession: put(rows.sessions, (input as SessionInput).id, expected, {
        ...(input as Partial<Session>),
        stage: 'matsuri.main',
      }),
    }),
    RemoveSession: ({ id }) => {
      const [removed] = rows.sessions.splice(
        rows.sessions.findIndex((row) => row.id === id),
        1,
      );
      return { removeSession: removed };
    },
    CopyStreamKey: ({ channel }) => ({ copyStreamKey: { channel, server: '', key: THE_KEY } }),
    ReplaceStreamKey: ({ channel }) => {
      const up = rows.stages.filter(({ curtain }) => curtain === 'UP');
      for (const stage of up) put(rows.stages, stage.id, stage.version, { curtain: 'DOWN' });
      return { replaceStreamKey: { channel, keyEnds: '9c01', lowered: up.map(({ id }) => id), cut: true } };
    },
    ...surveyActs(rows.surveys),
  };

  const nameOf = (document: TypedDocumentNode<never, never>) => {
    const [first] = document.definitions;
    return first?.kind === 'OperationDefinition' ? (first.name?.value ?? '') : '';
  };

  const api: Api = {
    ask: async (_document, variables) =>
      copy({
        ...rows,
        programme: { sessions: rows.sessions },
        ...surveyAnswers(rows, variables as Record<string, unknown>),
      }) as never,
    act: async <Data, Variables extends AnyVariables>(
      document: TypedDocumentNode<Data, Variables>,
      variables: Variables,
    ) => {
      const name = nameOf(document as unknown as TypedDocumentNode<never, never>);
      acts.push({ name, variables: variables as Record<string, unknown> });
      await held;
      const refused = refusal;
      refusal = null;
      if (refused) throw refused;
      return copy(mutations[name]?.(variables as Record<string, unknown>)) as Data;
    },
  };

  return {
    api,
    acts,
    rows,
    refuse: (next: Refusal) => {
      refusal = next;
    },
    hold: () => {
      const { promise, resolve } = Promise.withResolvers<void>();
      held = promise;
      return resolve;
    },
  };
}

export const aState = (seq: number, change: Partial<LiveState> = {}): LiveState => ({
  stage: 'matsuri.main',
  seq,
  at: new Date().toISOString(),
  event: { id: 'matsuri', state: 'LIVE' },
  stages: [{ id: 'matsuri.main', name: text('Main stage') }],
  curtain: 'DOWN',
  ...change,
});

export type Show = (change: Partial<StageView>) => void;

/** The whole desk at that place, over a fake API and screens that show what the test says. */
export function openDesk(path: string, rows: Partial<Rows> = {}, role: Role = 'operator') {
  go(path);
  const fake = fakeApi({
    events: [anEvent()],
    stages: [aStage()],
    sessions: [],
    surveys: [],
    counted: {},
    channels: [],
    playback: noPlayback,
    streams: [],
    broadcast: null,
    elsewhere: {},
    ...rows,
  });
  let setView!: Setter<StageView>;
  const follow = () => {
    const [view, set] = createSignal<StageView>({
      ...NOTHING,
      found: 'yes',
      state: aState(1),
      status: { kind: 'live' },
    });
    setView = set;
    return view;
  };
  const operator = { id: 'murai', email: 'murai@example.test', groups: [role] };
  const signIn: SignIn = {
    state: () => 'in',
    failed: () => false,
    operator: () => operator,
    token: async () => ({ token: 'token', expiresAt: Number.MAX_SAFE_INTEGER }),
    signIn: async () => {},
    signOut: async () => {},
  };
  const page = render(() => {
    const desk = createDesk({
      api: fake.api,
      operator,
      follow,
      createNeighbours: () => (stage) => fake.rows.elsewhere[stage],
      storage: localStorage,
    });
    return <DeskPage desk={desk} signIn={signIn} />;
  });
  const show: Show = (change) => setView((before) => ({ ...before, ...change }));
  return { ...fake, ...page, show };
}
