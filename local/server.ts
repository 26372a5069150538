import { parseArgs } from 'node:util';
import { local } from './addresses.ts';
import { controlActions } from './control/actions.ts';
import { startControl } from './control/control.ts';
import { seed } from './programme/seed.ts';
import { type Stack, startStack } from './stack.ts';
import { removeStackFile, type StackFile, writeStackFile } from './stack-file.ts';
import { giveToken, giveTokens } from './tokens.ts';

const { values: options } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    programme: { type: 'string' },
    data: { type: 'string' },
    empty: { type: 'boolean', default: false },
    lag: { type: 'string', default: '0' },
    state: { type: 'string', default: '.local/stack.json' },
    'as-on-aws': { type: 'boolean', default: false },
    redeliver: { type: 'boolean', default: false },
    'no-synth': { type: 'boolean', default: false },
    verbose: { type: 'boolean', default: false },
  },
});

const STACK = 'butai-dev';
/** One batch in so many comes twice where redelivery is on. */
const REDELIVERED = 0.05;

const began = performance.now();
const say = (line: string) => console.log(line);
const complain = (source: string, message: string) => console.error(`${source}: ${message}`);

/** Functions write JSON lines; people at a terminal want to hear of what went wrong. */
function functionLog(name: string, line: string): void {
  const level = /"level":"(\w+)"/.exec(line)?.[1];
  if (options.verbose || level === 'WARN' || level === 'ERROR' || (!level && !line.includes('"_aws"'))) {
    complain(name, line);
  }
}

function number(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0) throw new Error(`--${name} takes a whole number, not ${text}`);
  return value;
}

function addresses(stack: Stack, control: string): StackFile {
  const { ports } = stack;
  const site = local(ports.site);
  return {
    pid: process.pid,
    stack: STACK,
    site,
    admin: `${site}/admin`,
    overlay: `${site}/overlay`,
    session: `${site}/session`,
    issuer: local(ports.httpApi),
    httpApis: stack.httpApis,
    operators: stack.signIn.issuer,
    graphql: stack.graphql.httpUrl,
    realtime: stack.graphql.realtimeUrl,
    control,
    video: stack.ivs.url,
    aws: stack.gateway.url,
    dynamodb: stack.dynamodb.url,
    messaging: stack.messaging.url,
    secrets: stack.secrets.url,
    users: Object.fromEntries(stack.signIn.users.map(({ email, groups }) => [email, [...groups]])),
  };
}

async function run(): Promise<void> {
  const stack = await startStack({
    stack: STACK,
    port: number('port', options.port),
    lagMs: number('lag', options.lag),
    poll: options['as-on-aws'] ? 'aws' : 'short',
    redeliver: options.redeliver ? () => Math.random() < REDELIVERED : undefined,
    dataDir: options.data,
    progress: (what) => say(`starting ${what}`),
    report: complain,
    functionLog,
  });
  const tokens = giveToken(stack);
  const control = await startControl(stack.ports.control, controlActions(stack, tokens, giveTokens(stack)));
  const file = addresses(stack, control.url);

  let ending: Promise<void> | undefined;
  const end = () => {
    ending ??= (async () => {
      removeStackFile(options.state);
      await control.stop();
      await stack.stop();
    })();
    void ending.then(() => process.exit(0));
  };
  process.on('SIGINT', end);
  process.on('SIGTERM', end);

  if (!options.empty) {
    const token = async () => (await tokens({ role: 'operator' })).token;
    const broadcast = (channel: string) => stack.ivs.channel(channel).start();
    await seed({ url: file.graphql, token, programme: options.programme, broadcast, say });
  }
  writeStackFile(options.state, file);
  say('');
  say(`  stage      ${file.site}`);
  say(`  desk       ${file.admin}`);
  say(`  overlay    ${file.overlay}/<event>.<stage>`);
  say(`  GraphQL    ${file.graphql}`);
  say(`  channels   ${file.control}/channels.html`);
  say(`  control    ${file.control}`);
  for (const [email, groups] of Object.entries(file.users)) {
    say(`  sign in as ${email.padEnd(28)} ${groups.join(', ') || 'no role'}`);
  }
  say(`  (all addresses: ${options.state}; DynamoDB Local binds every interface, everything else 127.0.0.1)`);
  say('');
  say(`ready after ${((performance.now() - began) / 1000).toFixed(1)} s. Ctrl-C ends it.`);
}

run().catch((error: unknown) => {
  console.error(error instanceof Error && !options.verbose ? `server: ${error.message}` : error);
  process.exit(1);
});
