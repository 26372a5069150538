import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { CONTROL_HEADER } from './control/control.ts';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    event: { type: 'string' },
    expired: { type: 'boolean' },
    group: { type: 'string' },
    audience: { type: 'string' },
  },
});

function running(): { control: string } {
  try {
    return JSON.parse(readFileSync('.local/stack.json', 'utf8'));
  } catch (cause) {
    throw new Error('no local stack is running: start script/server', { cause });
  }
}

const query = new URLSearchParams({ role: positionals[0] ?? '' });
for (const [name, value] of Object.entries(values)) query.set(name, String(value));
const response = await fetch(`${running().control}/token?${query}`, { headers: { [CONTROL_HEADER]: '1' } });
const answer = (await response.json()) as { token?: string; error?: string };
if (!answer.token) {
  console.error(`token: ${answer.error ?? response.status}`);
  process.exit(1);
}
console.log(answer.token);
