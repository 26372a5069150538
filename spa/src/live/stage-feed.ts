import type { Message } from '#graphql/fallback/message';
import type { Snapshot, TextFile } from '#graphql/live/snapshot';
import type { LiveSession, LiveState, Text } from '#graphql/schema.generated';
import type { ShownAnswers } from '#graphql/survey/live-survey';
import type { ServerClock } from '../time/server-clock.ts';
import type { Answer, GetFile } from './answer.ts';
import type { Listener } from './connection.ts';
import { around } from './delays.ts';
import { isHeard, isQuiet, type Signs, type Status, statusOf } from './freshness.ts';
import { keep } from './keep.ts';
import { type Channel, DOWN, type Link } from './link.ts';
import type { Pace } from './pace.ts';
import { makeTextStore } from './text-store.ts';
import type { Timers } from './timers.ts';

/** All that a stage's page knows. Parts that say the same as before are the same objects as before. */
export interface StageView {
  /** Whether there is such a stage; `unknown` until somebody said so. */
  readonly found: 'unknown' | 'yes' | 'no';
  readonly state: LiveState | null;
  /** Of the session on air, else of the stage itself. While a corrected text is on its way, the one before. */
  readonly description: readonly Text[];
  /** The stage's timetable, in order. */
  readonly programme: readonly LiveSession[];
  /** Of a free text on the page, the answers that are shown to everybody. */
  readonly answers: ShownAnswers['answers'];
  readonly status: Status;
  readonly link: Link;
  /** Takes what the picture brings. It comes with the picture's delay and may be old: a state is applied by its `seq`. */
  hear(message: Message): void;
  /** The picture that plays sets the pace, from the next state on; null: none plays, so none brings anything either. */
  follow(pace: Pace | null): void;
}

export const NOTHING: StageView = {
  found: 'unknown',
  state: null,
  description: [],
  programme: [],
  answers: [],
  status: { kind: 'fallback', by: 'snapshot' },
  link: DOWN,
  hear: () => {},
  follow: () => {},
};

export interface StageFeedOptions {
  readonly stage: string;
  readonly get: GetFile;
  readonly timers: Timers;
  readonly clock: ServerClock;
  /** The shortest poll interval in milliseconds. */
  poll(): number;
  /** The longest back-off in milliseconds: at least that often a stage that does not exist is looked for. */
  spread(): number;
  /** The channel that pushes, to `onLiveState` of the stage; `changed` hears how it is doing. */
  realTime(listener: Listener, changed: (link: Link) => void): Channel;
  changed(view: StageView): void;
}

export interface StageFeed {
  start(): void;
  stop(): void;
  /** The page was looked at again, or the network returned: ask now. */
  refresh(): void;
  /** The browser says that there is no network. */
  offline(): void;
}

const SECOND = 1_000;
/** Messages may be lost right after `start_ack` (aws-appsync-community#405): the snapshot is asked then, and once more so much later. */
const AFTER_ACK = 3_000;

/**
 * One stage's state by every channel there is: first paint from the snapshot, then the subscription; the snapshot again whenever something may have
 * been missed, and polled while the subscription is down. A state is applied only if its `seq` is higher than what is shown, whichever channel
 * brought it, so nobody sees new, old, new. What the picture brings is an answer too: while it does, the snapshot is not asked. Where the picture sets
 * the pace, what goes with it is shown when it is as far.
 */
export function makeStageFeed(options: StageFeedOptions): StageFeed {
  const { stage, timers, clock } = options;
  let view: StageView = { ...NOTHING, hear, follow };
  /** What is shown may be behind it, by what goes with the picture. */
  let newest: LiveState | null = null;
  let pace: Pace | null = null;
  let running = false;
  let pulling = false;
  let pullAgain = false;
  /** A stage that was just made may be published in a moment; one that is not there after a while will hardly come. */
  let misses = 0;
  let nextPull = 0;
  let answeredAt: number | null = null;
  let heardAt: number | null = null;
  let downSince = 0;
  let described: string | null = null;
  const cancel = { tick: () => {}, afterAck: () => {}, pace: () => {} };

  const texts = makeTextStore({ stage, get: options.get, timers, arrived: () => show({}) });
  const listener: Listener = {
    acknowledged: () => {
      void pull();
      cancel.afterAck();
      cancel.afterAck = timers.after(AFTER_ACK, () => void pull());
    },
    data: (data) => apply((data as { onLiveState?: LiveState | null } | null)?.onLiveState),
  };
  const realTime = options.realTime(listener, (link) => {
    if (view.link.up && !link.up) downSince = clock.now();
    if (!link.up) cancel.afterAck();
    show({ link });
  });

  const signs = (): Signs => ({
    state: view.state,
    now: clock.now(),
    up: view.link.up,
    answeredAt,
    heardAt,
    downSince,
    pollInterval: options.poll(),
  });

  function show(change: Partial<StageView>): void {
    const next = { ...view, ...change };
    view = keep(view, {
      ...next,
      ...longTexts(next.state),
      status: statusOf({ ...signs(), state: next.state, up: next.link.up }),
    });
    if (running) options.changed(view);
  }

  /** Old words stay until the new ones are there, but never under another session's title. */
  function longTexts(state: LiveState | null): Pick<StageView, 'description' | 'programme' | 'answers'> {
    const hash = state?.session ? state.session.description : state?.description;
    const subject = state?.session?.id ?? null;
    const file = hash ? texts.get(hash) : undefined;
    const description = file ?? (hash && subject === described ? view.description : []);
    described = subject;
    const programme = state?.programme ? texts.get(state.programme) : undefined;
    const answers = state?.survey?.answers ? texts.get(state.survey.answers) : undefined;
    const isSameSurvey = state?.survey?.answers && state.survey.id === view.state?.survey?.id;
    return {
      description: description as readonly Text[],
      programme: programme ? sessionsOf(programme) : state?.programme ? view.programme : [],
      answers: answers ? answersOf(answers) : isSameSurvey ? view.answers : [],
    };
  }

  function apply(state: LiveState | null | undefined): void {
    if (!state || state.stage !== stage || state.seq <= (newest?.seq ?? -1)) return;
    if (state.at) clock.atLeast(Date.parse(state.at));
    newest = state;
    texts.want(present().flatMap(textsOf));
  }

  /** Shows as much of the newest state as may be shown by now; the answer is all states of which something is shown, or will be. */
  function present(): readonly LiveState[] {
    cancel.pace();
    if (!newest) {
      show({});
      return [];
    }
    const { state, waiting, again } = pace?.(newest) ?? { state: newest, waiting: [], again: null };
    if (again !== null && running) cancel.pace = timers.after(again, present);
    show({ state, found: 'yes' });
    return [state, ...waiting];
  }

  function hear(message: Message): void {
    heardAt = clock.now();
    if (message.kind === 'state') apply(message.state);
    else texts.add({ [message.hash]: message.file });
    present();
  }

  function follow(by: Pace | null): void {
    pace = by;
    if (!by && heardAt !== null) {
      answeredAt = Math.max(heardAt, answeredAt ?? 0);
      heardAt = null;
      downSince = clock.now();
    }
    present();
  }

  /** The issuer gives no token for a draft; once the event is announced, polling finds out. */
  function subscribeIfPublic(): void {
    if (running && view.state?.event?.state !== 'DRAFT') realTime.start();
  }

  /** Asks the snapshot. An answer that was on its way before this moment may not know of it, so then it is asked once more. */
  async function pull(): Promise<void> {
    pullAgain = pulling;
    if (pulling) return;
    pulling = true;
    const answer = await options.get(`/live/${stage}.json`);
    pulling = false;
    if (!running) return;
    take(answer);
    misses = view.found === 'no' ? misses + 1 : 0;
    const interval = misses > 0 ? Math.min(SECOND * 2 ** misses, options.spread()) : options.poll();
    nextPull = timers.now() + around(interval, timers.random());
    if (pullAgain) void pull();
  }

  function take(answer: Answer): void {
    if (answer.kind === 'missing' && !view.state) show({ found: 'no' });
    if (answer.kind === 'found') {
      answeredAt = clock.now();
      const snapshot = answer.body as Snapshot;
      texts.add(snapshot.texts);
      apply(snapshot.state);
      present();
    }
    if (view.found !== 'no') subscribeIfPublic();
  }

  /** Once a second: what is due is done, and what silence has made of the status is shown. */
  function tick(): void {
    const due = timers.now() >= nextPull;
    const isNeeded = view.link.up ? isQuiet(signs()) : !isHeard(signs());
    if (due && isNeeded) void pull();
    const status = keep(view.status, statusOf(signs()));
    if (status !== view.status) show({});
    cancel.tick = timers.after(SECOND, tick);
  }

  return {
    start: () => {
      running = true;
      downSince = clock.now();
      void pull();
      cancel.tick = timers.after(SECOND, tick);
      if (view.state) subscribeIfPublic();
    },
    stop: () => {
      running = false;
      cancel.tick();
      cancel.afterAck();
      cancel.pace();
      texts.stop();
      realTime.stop();
    },
    refresh: () => {
      void pull();
      realTime.wake();
    },
    offline: () => realTime.lost(),
  };
}

/** The hashes of the text files that a state names. */
const textsOf = ({ description, session, next, programme, survey }: LiveState): string[] =>
  [description, session?.description, next?.description, programme, survey?.answers].filter((hash) => hash != null);

const sessionsOf = (file: TextFile): readonly LiveSession[] => ('sessions' in file ? file.sessions : []);

const answersOf = (file: TextFile): ShownAnswers['answers'] => ('answers' in file ? file.answers : []);
