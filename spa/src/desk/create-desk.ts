import { type Accessor, createEffect, createMemo, createSignal, on } from 'solid-js';
import { eventsInOrder } from '#graphql/event/event';
import type { Event, LiveState, Session, Stage, Survey } from '#graphql/schema.generated';
import { sessionsInOrder } from '#graphql/session/session';
import { stagesInOrder } from '#graphql/stage/stage';
import { surveysInOrder } from '#graphql/survey/survey';
import { createStreams, type StreamSeen } from '../broadcast/create-streams.ts';
import { pollWhileVisible } from '../live/poll-while-visible.ts';
import type { StageView } from '../live/stage-feed.ts';
import { type Operator, type Role, roleOf } from '../operator/operator.ts';
import type { PageStorage } from '../page/storage.ts';
import { isSamePicture } from '../source/address.ts';
import type { Choosable } from '../survey/survey-bars.ts';
import { SURVEYS } from '../survey/survey-documents.ts';
import { deviceZone } from '../time/zone.ts';
import { type Acts, createActs } from './acts.ts';
import type { Api } from './api.ts';
import { createAudience, type Follow } from './create-audience.ts';
import { createRows, type Rows } from './create-query.ts';
import { EVENTS, PROGRAMME, STAGES } from './documents.ts';
import { type Drafts, makeDrafts } from './drafts.ts';
import { createOfferedKeys, type OfferedKeys } from './keys.ts';
import { type DeskRoute, deskRoute } from './route.ts';

/** All that the desk's parts share: the rows, what the audience sees, and the acts. */
export interface Desk {
  readonly api: Api;
  readonly operator: Operator;
  readonly role: Role | null;
  /** Moderators and interpreters read. */
  readonly mayAct: boolean;
  readonly drafts: Drafts;
  /** What this browser keeps for the desk. */
  readonly storage: PageStorage;
  readonly acts: Acts;
  route: Accessor<DeskRoute>;
  readonly events: Rows<Event>;
  readonly stages: Rows<Stage>;
  readonly sessions: Rows<Session>;
  readonly surveys: Rows<Survey>;
  /** What comes in on the channels of the route's stage. */
  readonly streams: Rows<StreamSeen>;
  /** The event and the stage of the route, once known. */
  event: Accessor<Event | undefined>;
  stage: Accessor<Stage | undefined>;
  onAir: Accessor<Session | undefined>;
  /** What the audience of the stage sees; at an event's own page, of its first stage. */
  screens: Accessor<StageView>;
  /** Id of that stage. */
  watched: Accessor<string | null>;
  /** What a stage's pages show, also of one that is not watched; those are seen every few seconds. */
  stateOf(stage: string): LiveState | null | undefined;
  /** IANA zone of the event. */
  zone: Accessor<string>;
  /** What is being typed, for the preview beside it. */
  preview: Accessor<Preview | null>;
  setPreview(preview: Preview | null): void;
  /** Keys of the parts that are there now. */
  readonly keys: OfferedKeys;
}

export interface Preview {
  readonly title: Session['title'];
  readonly description: Session['description'];
  readonly speakers?: Session['speakers'];
  readonly notice?: Event['notice'];
  /** The question that is being written, in place of all the others. */
  readonly survey?: Choosable & { readonly question: Survey['question'] };
}

interface Options {
  readonly api: Api;
  readonly operator: Operator;
  readonly follow: Follow;
  /** The states of stages, as seen now and then. */
  createNeighbours(stages: Accessor<readonly string[]>): (stage: string) => LiveState | undefined;
  readonly storage: PageStorage;
}

/** Other stages change too, at other desks. */
const ROUND = 10_000;

export function createDesk({ api, operator, follow, createNeighbours, storage }: Options): Desk {
  const role = roleOf(operator);
  const eventId = createMemo(() => {
    const here = deskRoute();
    return 'event' in here ? here.event : null;
  });
  const stageId = createMemo(() => {
    const here = deskRoute();
    return here.page === 'stage' ? here.stage : null;
  });
  const everything = () => (role ? 'site' : null);
  const events = createRows(everything, async () => (await api.ask(EVENTS, {})).events, eventsInOrder);
  const stages = createRows(eventId, async (event) => (await api.ask(STAGES, { event })).stages, stagesInOrder);
  const sessions = createRows(stageId, (stage) => wholeProgramme(api, stage), sessionsInOrder);
  const surveys = createRows(stageId, async (stage) => (await api.ask(SURVEYS, { stage })).surveys, surveysInOrder);
  const streams = createStreams(stageId, api);

  const stage = createMemo(() => stages.all()?.find(({ id }) => id === stageId()));
  const event = createMemo(() => events.all()?.find(({ id }) => id === eventId()));
  const watched = createMemo(() => stageId() ?? stages.all()?.[0]?.id ?? null);
  const onAir = createMemo(() => sessions.all()?.find(({ id }) => id === stage()?.session));
  const screens = createAudience(watched, follow);
  const elsewhere = createMemo(() => (stages.all() ?? []).map(({ id }) => id).filter((id) => id !== watched()), [], {
    equals: (a, b) => a.join() === b.join(),
  });
  const neighbour = createNeighbours(elsewhere);
  const acts = createActs(screens);
  const [preview, setPreview] = createSignal<Preview | null>(null);

  readAgainOnNews({ events, stages, sessions, surveys }, screens);
  createHush(stage, surveys.all, acts);
  const round = pollWhileVisible(
    () => ROUND,
    async () => {
      await Promise.all([stages.again(), surveys.again(), streams.again()]);
    },
  );
  createEffect(on(eventId, (id) => id && round()));

  return {
    api,
    operator,
    role,
    mayAct: role === 'operator',
    drafts: makeDrafts(storage, operator.id),
    storage,
    acts,
    route: deskRoute,
    events,
    stages,
    sessions,
    surveys,
    streams,
    event,
    stage,
    onAir,
    screens,
    watched,
    stateOf: (id) => (id === watched() ? screens().state : neighbour(id)),
    zone: () => event()?.zone ?? deviceZone(),
    preview,
    setPreview,
    keys: createOfferedKeys(),
  };
}

/** What is on air changed under the operator's hand, perhaps by another desk. */
function createHush(
  stage: Accessor<Stage | undefined>,
  surveys: Accessor<readonly Survey[] | undefined>,
  acts: Acts,
): void {
  createEffect<Stage | undefined>((before) => {
    const now = stage();
    const isUnchanged =
      before?.session === now?.session && before?.curtain === now?.curtain && isSamePicture(before, now);
    if (before && before.id === now?.id && !isUnchanged) acts.hush();
    return now;
  });
  createEffect<string | undefined>((before) => {
    const now = surveys()
      ?.map(({ id, state, resultsShown }) => `${id} ${state} ${resultsShown}`)
      .join();
    if (before !== undefined && now !== undefined && before !== now) acts.hush();
    return now;
  });
}

/** Rows come in pages, each in order; together they have to be put in order again. */
async function wholeProgramme(api: Api, stage: string): Promise<Session[]> {
  const all: Session[] = [];
  let nextToken: string | null = null;
  do {
    const { programme }: Awaited<ReturnType<typeof askPage>> = await askPage(api, stage, nextToken);
    all.push(...(programme?.sessions ?? []));
    nextToken = programme?.nextToken ?? null;
  } while (nextToken);
  return sessionsInOrder(all);
}

const askPage = (api: Api, stage: string, nextToken: string | null) => api.ask(PROGRAMME, { stage, nextToken });

/** Whatever changed on the screens was done at some desk, perhaps not at this one. */
function readAgainOnNews(
  rows: Pick<Desk, 'events' | 'stages' | 'sessions' | 'surveys'>,
  screens: Accessor<StageView>,
): void {
  const state = () => screens().state;
  const news = (parts: () => unknown[], again: () => Promise<void>) => {
    const seen = createMemo(parts, undefined, { equals: (a, b) => a.every((part, i) => part === b[i]) });
    createEffect(on(seen, () => void again(), { defer: true }));
  };
  news(() => [state()?.event], rows.events.again);
  news(
    () => [
      state()?.session?.id,
      state()?.curtain,
      state()?.title,
      state()?.description,
      state()?.stages,
      state()?.sources,
    ],
    rows.stages.again,
  );
  news(() => [state()?.survey?.id, state()?.survey?.version, state()?.survey?.results?.status], rows.surveys.again);
  news(() => [state()?.programme, state()?.session, state()?.next], rows.sessions.again);
}
