import type { Session, SessionInput } from '#graphql/schema.generated';
import { sameTexts } from '#graphql/text/text';
import type { Done } from '../desk/acts.ts';
import type { Desk } from '../desk/create-desk.ts';
import { deskWords } from '../desk/desk-words.ts';
import { END_SESSION, PUT_SESSION, REMOVE_SESSION, START_SESSION } from '../desk/documents.ts';
import { Refusal } from '../desk/refusal.ts';
import type { StageView } from '../live/stage-feed.ts';
import { learnStage, seenStage } from '../stage/stage-acts.ts';
import { language } from '../text/language.ts';
import { pick, plain } from '../text/pick.ts';
import { runWords } from './run-words.ts';

export const sessionTitle = (session: Pick<Session, 'title'>): string => plain(pick(session.title, language()).value);

/** Puts the session on air, whatever is on air now. */
export async function putOnAir(desk: Desk, session: Session): Promise<Done> {
  const seen = seenStage(desk);
  const before = desk.onAir();
  const variables = { stage: seen.id, session: session.id, expected: seen.version };
  const stage = learnStage(desk, (await desk.api.act(START_SESSION, variables)).startSession);
  void desk.sessions.again();
  return {
    said: () => runWords().isOn(sessionTitle(session)),
    expect: {
      stage: stage.id,
      actedAt: stage.updatedAt,
      contains: ({ state }) => state?.session?.id === session.id,
    },
    undo: () => (before ? putOnAir(desk, before) : endSession(desk)),
  };
}

export async function endSession(desk: Desk): Promise<Done> {
  const seen = seenStage(desk);
  const before = desk.onAir();
  const answer = await desk.api.act(END_SESSION, { stage: seen.id, expected: seen.version });
  const stage = learnStage(desk, answer.endSession);
  void desk.sessions.again();
  const done: Done = {
    said: () => runWords().ended,
    expect: {
      stage: stage.id,
      actedAt: stage.updatedAt,
      contains: ({ state }) => state !== null && !state.session,
    },
  };
  return before ? { ...done, undo: () => putOnAir(desk, before) } : done;
}

/** Makes the session (`expected` null) or changes the version that was seen. */
export async function saveSession(desk: Desk, input: SessionInput, expected: number | null): Promise<Session> {
  const { putSession } = await desk.api.act(PUT_SESSION, { input, expected });
  if (!putSession) throw new Refusal('FAULT');
  desk.sessions.learn(putSession.id, putSession);
  return putSession;
}

/** Where the audience sees a session: on air, as the next one, or in the timetable. Descriptions only in the first. */
function shows(view: StageView, session: Session): boolean {
  const { state } = view;
  const inTimetable = view.programme.find(({ id }) => id === session.id);
  const places = [inTimetable, [state?.session, state?.next].find((each) => each?.id === session.id)];
  const isShown = places.every(
    (place) =>
      !place ||
      (sameTexts(place.title ?? [], session.title) &&
        place.startsAt === session.startsAt &&
        place.endsAt === session.endsAt),
  );
  const onAir = state?.session?.id === session.id;
  return Boolean(inTimetable) && isShown && (!onAir || sameTexts([...view.description], session.description));
}

export const sessionSaved = (session: Session): Done => ({
  said: () => deskWords().saved(runWords().what(sessionTitle(session))),
  expect: { stage: session.stage, actedAt: session.updatedAt, contains: (view) => shows(view, session) },
});

export async function removeSession(desk: Desk, session: Session): Promise<Done> {
  await desk.api.act(REMOVE_SESSION, { id: session.id, expected: session.version });
  desk.sessions.learn(session.id, null);
  return {
    said: () => runWords().removed(sessionTitle(session)),
    undo: () => bringBack(desk, session),
  };
}

async function bringBack(desk: Desk, session: Session): Promise<Done> {
  const { id, kind, title, description, speakers, startsAt, endsAt } = session;
  const back = await saveSession(desk, { id, kind, title, description, speakers, startsAt, endsAt }, null);
  return { ...sessionSaved(back), said: () => runWords().broughtBack(sessionTitle(back)) };
}
