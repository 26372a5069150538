/** Who sits at the desk, by the claims of the ID token. */
export interface Operator {
  /** The user pool's own name for the person. */
  readonly id: string;
  readonly email: string;
  readonly groups: readonly string[];
}

export type Role = 'operator' | 'moderator' | 'interpreter';

/** Most powerful first. */
const ROLES: readonly Role[] = ['operator', 'moderator', 'interpreter'];

export function operatorOf(claims: Readonly<Record<string, unknown>>): Operator {
  const groups = claims['cognito:groups'];
  return {
    id: String(claims.sub),
    email: String(claims.email ?? claims['cognito:username'] ?? claims.sub),
    groups: Array.isArray(groups) ? groups.map(String) : [],
  };
}

/** What the person may do here; null: nothing. */
export const roleOf = (operator: Operator): Role | null => ROLES.find((role) => operator.groups.includes(role)) ?? null;
