import type { Violation } from './errors.ts';

/** Longest part of an id: an id is made of one (event), two (stage) or three (session, survey) parts with dots between. */
export const MAX_SLUG = 20;

const SLUG_CHARACTERS = 'abcdefghijklmnopqrstuvwxyz0123456789-';

/** Whether this may be one part of an id: 1 to 20 of a–z, 0–9 and hyphens. Legal in APPSYNC_JS, which has no regular expressions. */
export function isSlug(slug: string): boolean {
  return (
    slug.length > 0 &&
    slug.length <= MAX_SLUG &&
    slug.split('').every((character) => SLUG_CHARACTERS.indexOf(character) >= 0)
  );
}

/** Checks an id of that many parts: 1 for an event, 2 for a stage, 3 for a session. */
export function checkId(field: string, id: string, parts: 1 | 2 | 3): Violation | null {
  const slugs = id.split('.');
  if (slugs.length === parts && slugs.every((slug) => isSlug(slug))) return null;
  const message = `${field} must be ${parts} part(s) of 1 to ${MAX_SLUG} characters a-z, 0-9 and hyphens, with dots between.`;
  return { code: 'INVALID_ID', field, message };
}
