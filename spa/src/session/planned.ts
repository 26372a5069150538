import type { LiveSession } from '#graphql/schema.generated';

export const startOf = (session: LiveSession | null | undefined): number => Date.parse(session?.startsAt ?? '');

export const endOf = (session: LiveSession | null | undefined): number => Date.parse(session?.endsAt ?? '');
