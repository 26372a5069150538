import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { CONTROL_HEADER } from './control/control.ts';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    late: { type: 'string', default: '0' },
    twice: { type: 'boolean' },
    lost: { type: 'boolean' },
    key: { type: 'string' },
  },
});

function running(): { control: string } {
  try {
    return JSON.parse(readFileSync('.local/stack.json', 'utf8'));
  } catch (cause) {
    throw new Error('no local stack is running: start script/server', { cause });
  }
}

function milliseconds(seconds: string): number {
  const number = Number(seconds) * 1_000;
  if (Number.isInteger(number) && number >= 0) return number;
  throw new Error(`--late takes seconds, not ${seconds}`);
}

/** What to ask of the control address: undefined as a body asks for what there is. */
function wish(): { path: string; body?: object } {
  const [act, channel, ...more] = positionals;
  if (act === undefined) return { path: '/channels' };
  if (act === 'events') {
    const copies = values.lost ? 0 : values.twice ? 2 : 1;
    return { path: '/channels/events', body: { delayMs: milliseconds(values.late), copies } };
  }
  if (act === 'viewers') {
    const [count = null] = more;
    return { path: '/channels/viewers', body: { channel, count: count === 'timed-out' ? -1 : count } };
  }
  if (act === 'exceed') return { path: '/channels/exceed', body: { channel, limit: more[0], by: more[1] } };
  return { path: `/channels/${act}`, body: { channel, key: values.key } };
}

const { path, body } = wish();
const response = await fetch(`${running().control}${path}`, {
  method: body ? 'POST' : 'GET',
  headers: { [CONTROL_HEADER]: '1' },
  body: body && JSON.stringify(body),
});
const answer = (await response.json()) as { error?: string } | null;
if (!response.ok) {
  console.error(`channel: ${answer?.error ?? response.status}`);
  process.exit(1);
}
if (answer) console.log(JSON.stringify(answer, null, 2));
