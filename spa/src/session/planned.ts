import type { LiveSession } from '#graphql/schema.generated';

export const startOf = (session: LiveSession | null | undefined): number => Date.parse(session?.startsAt ?? '');

export const endOf = (session: LiveSession | null | undefined): number => Date.parse(session?.endsAt ?? '');

/** The timetable from a session on; empty where it is not in it. */
export function upcoming(sessions: readonly LiveSession[], from: string | undefined): readonly LiveSession[] {
  const index = sessions.findIndex((session) => session.id === from);
  return index < 0 ? [] : sessions.slice(index);
}
