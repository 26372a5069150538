import type { User } from './users.ts';

const STYLE = `
:root { color-scheme: light dark; --bg: #eceeea; --card: #fafbf9; --ink: #14191a; --quiet: #434c4b; --edge: #727c7a; --warn: #f2ba3a; --on-warn: #1c1500; --focus: #1a4fb8 }
@media (prefers-color-scheme: dark) { :root { --bg: #0e1211; --card: #171c1b; --ink: #ebeee9; --quiet: #b5beba; --edge: #737e7a; --warn: #f0ba41; --focus: #9cc4ff } }
* { box-sizing: border-box }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 1.5rem; background: var(--bg); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif }
main { width: min(26rem, 100%); background: var(--card); border: 1px solid var(--edge); border-radius: 4px; overflow: hidden }
.local { margin: 0; padding: .5rem 1.5rem; background: var(--warn); color: var(--on-warn); font-weight: 600; font-size: .875rem }
.inside { padding: 1.5rem }
h1 { margin: 0 0 .25rem; font-size: 1.375rem; line-height: 1.3 }
p { margin: 0 0 1.25rem; color: var(--quiet) }
form { display: grid; gap: .5rem }
button { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: center; gap: 0 1rem; width: 100%; min-height: 3rem; padding: .5rem 1rem; border: 1px solid var(--edge); border-radius: 4px; background: transparent; color: inherit; font: inherit; text-align: start; cursor: pointer }
button:hover { background: var(--bg) }
button:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px }
.role { color: var(--quiet); font-size: .875rem; white-space: nowrap }
`;

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string) => text.replaceAll(/[&<>"]/g, (character) => ENTITIES[character] as string);

const page = (title: string, content: string) => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<link rel="icon" href="data:,"><title>${escaped(title)}</title>
<style>${STYLE}</style>
<main>
<p class="local">Local sign-in, not Cognito</p>
<div class="inside">
<h1>${escaped(title)}</h1>
${content}
</div>
</main>
</html>
`;

const choice = ({ sub, email, groups }: User) =>
  `<button name="sub" value="${sub}"><span>${escaped(email)}</span> <span class="role">${escaped(groups.join(', ') || 'no role')}</span></button>`;

/** Who do you want to be? Posts `sub` to the page's own address. */
export const signInPage = (users: readonly User[]): string =>
  page(
    'Sign in',
    `<p>Choose who you are. There is no password here.</p>\n<form method="post">\n${users.map(choice).join('\n')}\n</form>`,
  );

export const errorPage = (message: string): string => page('That did not work', `<p>${escaped(message)}</p>`);
