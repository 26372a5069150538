import { local } from './addresses.ts';
import type { GiveToken, GiveTokens } from './control/actions.ts';
import type { Stack } from './stack.ts';
import { viewerToken, viewerTokens } from './viewer-token.ts';

const ROLES = ['viewer', 'operator', 'moderator', 'interpreter'];

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/** The event that is on, else the next one: what the site's front page shows. */
async function currentEvent(site: string): Promise<string> {
  const response = await fetch(`${site}/live/site.json`);
  const { events = [] } = response.ok ? ((await response.json()) as { events?: { id: string }[] }) : {};
  if (!events[0]) throw new Error('there is no event yet: name one with --event');
  return events[0].id;
}

/** More at once would keep the stack from everything else for too long. */
const MOST_VIEWERS = 5_000;

/** Tokens of many viewers of an event: `{event, count}`, 5,000 at most. */
export const giveTokens =
  (stack: Stack): GiveTokens =>
  async (wish) => {
    const [event, count] = [text(wish.event), Number(wish.count)];
    if (!event || !(count >= 1 && count <= MOST_VIEWERS))
      throw new Error(`name an event, and a count of ${MOST_VIEWERS} at most`);
    const issuer = { world: stack.world, site: local(stack.ports.site), secretsUrl: stack.secrets.url };
    return { tokens: await viewerTokens(issuer, event, count) };
  };

/** Tokens of the running stack, valid unless asked for otherwise. */
export function giveToken(stack: Stack): GiveToken {
  const site = local(stack.ports.site);
  return async (wish) => {
    const role = String(wish.role);
    const expired = wish.expired === true || wish.expired === 'true';
    const [audience, issuer, group] = [text(wish.audience), text(wish.issuer), text(wish.group)];
    if (role === 'viewer') {
      if (group) throw new Error('a viewer has no group');
      const event = text(wish.event) ?? (await currentEvent(site));
      const token = await viewerToken(
        { world: stack.world, site, secretsUrl: stack.secrets.url },
        { event, expired, audience, issuer },
      );
      return { token };
    }
    if (!ROLES.includes(role)) throw new Error(`no such role: ${role} (${ROLES.join(', ')})`);
    const user = stack.signIn.users.find(({ groups }) => groups.includes(role));
    if (!user) throw new Error(`no test user is in the group ${role}`);
    const { idToken } = await stack.signIn.issueToken(user.email, {
      expired,
      audience,
      issuer,
      groups: group ? [group] : undefined,
    });
    return { token: idToken };
  };
}
