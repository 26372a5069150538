import { type Accessor, createEffect, createSignal, on, onCleanup } from 'solid-js';
import type { LiveSurvey } from '#graphql/schema.generated';
import { type Answered, type Kept, keptKey, makeKeptBallot } from './kept-ballot.ts';
import { isRefusal, makeSender } from './send-ballot.ts';
import type { Services } from './services.ts';

/** This browser's ballot in a survey, from whichever of its tabs. */
export interface OwnBallot {
  readonly kept: Accessor<Kept>;
  /** Whether the device says that it has a network. */
  readonly online: Accessor<boolean>;
  draft(): Answered | null;
  keepDraft(draft: Answered | null): void;
  send(answer: Answered): void;
  /** Sends now what waits for its next try. */
  sendAgain(): void;
}

/** For as long as its owner lives and the survey stays the same one. */
export function createBallot(survey: Accessor<LiveSurvey>, services: Services): OwnBallot {
  const { id, openedAt } = survey();
  const { api, storage, timers, clock } = services;
  const store = makeKeptBallot(id, storage, timers.now, () => setKept(store.read()));
  const [kept, setKept] = createSignal(store.read());
  const [online, setOnline] = createSignal(navigator.onLine);
  const isOpen = () => survey().state === 'OPEN';
  const sender = makeSender({ ...services, survey: id, kept: store, isOpen });

  const listeners = new AbortController();
  const hear = (target: EventTarget, type: string, act: (event: Event) => void) =>
    target.addEventListener(type, act, { signal: listeners.signal });
  hear(window, 'online', () => {
    setOnline(true);
    sender.wake();
  });
  hear(window, 'offline', () => setOnline(false));
  hear(document, 'visibilitychange', () => document.visibilityState === 'visible' && sender.wake());
  hear(window, 'storage', (event) => {
    if ((event as StorageEvent).key !== keptKey(id)) return;
    const now = store.read();
    setKept(now);
    if (now.pending) sender.resume();
  });
  // What the server thinks of a waiting answer is known as soon as it says that the survey is closed, or open again.
  createEffect(on(isOpen, () => sender.wake(), { defer: true }));

  const loadedAt = clock.now() - performance.now();
  const found = store.read();
  const mayHaveAnswered = Date.parse(openedAt ?? '') < loadedAt && !found.ballot && !found.pending && !found.asked;
  const cancelQuestion = mayHaveAnswered ? timers.after(timers.random() * services.spread(), () => void ask()) : null;

  /** A page that came after the survey opened, with nothing kept: the browser may have forgotten. */
  async function ask(): Promise<void> {
    try {
      const ballot = await api.myBallot(id);
      const { ballot: newer } = store.read();
      store.write({ asked: true, ballot: newer ?? ballot });
    } catch (error) {
      // Nobody could say; the answer that a viewer may give again is a change of it, or refused as a second one.
      if (!isRefusal(error)) throw error;
    }
  }

  if (found.pending) sender.resume();
  onCleanup(() => {
    listeners.abort();
    cancelQuestion?.();
    sender.stop();
  });
  return {
    kept,
    online,
    draft: store.readDraft,
    keepDraft: store.writeDraft,
    send: sender.send,
    sendAgain: sender.wake,
  };
}
