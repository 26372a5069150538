import { createHash } from 'node:crypto';
import type { Pool } from './pool.ts';

/** Somebody who can sign in locally. */
export interface User {
  /** A UUID, the same at every start. It is the user name too, as in a pool whose users sign in by e-mail. */
  sub: string;
  email: string;
  groups: readonly string[];
}

/** A version 4 UUID in form, made from the address so that rows which name it outlast a restart. */
function subOf(email: string): string {
  const hex = createHash('sha256').update(email).digest('hex');
  const variant = '89ab'[Number.parseInt(hex[16] as string, 16) % 4];
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Throws if a group is not one of the pool's. */
export function userOf(pool: Pool, email: string, groups: readonly string[]): User {
  const unknown = groups.find((group) => !pool.groups.includes(group));
  if (unknown) throw new Error(`${email}: the user pool has no aws_cognito_user_group named ${unknown}`);
  return { sub: subOf(email), email, groups };
}

/** A user for each group of the pool, `GROUP@example.test`, and one without a group, `guest@example.test`. */
export const testUsers = (pool: Pool): User[] => [
  ...pool.groups.map((group) => userOf(pool, `${group}@example.test`, [group])),
  userOf(pool, 'guest@example.test', []),
];
