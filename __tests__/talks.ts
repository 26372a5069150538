import { randomBytes } from 'node:crypto';
import type { Stage } from '#graphql/schema.generated';
import { liveFile } from './aws.ts';
import { eventually, graphql, stack, token } from './stack.ts';

const MINUTE = 60_000;
const at = (minutes: number): string => new Date(Date.now() + minutes * MINUTE).toISOString();
export const inBoth = (ja: string, en: string) => [
  { lang: 'ja', value: ja },
  { lang: 'en', value: en },
];

const PUT_EVENT = 'mutation ($input: EventInput!) { putEvent(input: $input) { id } }';
const PUT_STAGE = 'mutation ($input: StageInput!) { putStage(input: $input) { id } }';
const PUT_SESSION = 'mutation ($input: SessionInput!) { putSession(input: $input) { id } }';
const STAGE = 'query ($stage: ID!) { stage(id: $stage) { version session curtain } }';
const START = `mutation ($stage: ID!, $session: ID!, $expected: Int!) {
  startSession(stage: $stage, session: $session, expected: $expected) { version }
}`;

/** An event of its own with one stage and three talks: one that should be on air now, two that follow. */
export interface Show {
  event: string;
  stage: string;
  /** The stage's page. */
  url: string;
  /** `<stage>.<slug>`, in order. */
  sessions: readonly [string, string, string];
  /** Puts a session on air as an operator does. */
  start(session: string): Promise<void>;
  read(): Promise<Pick<Stage, 'version' | 'session' | 'curtain'>>;
}

export const TITLES = [
  ['開演のごあいさつ', 'Opening words'],
  ['数えるのは、あとでいい', 'Count later'],
  ['花道を渡るイベント', 'Events on the hanamichi'],
] as const;

/** Makes a show in the stack under test. Its ids are new each time, so that tests do not meet. */
export async function makeShow(): Promise<Show> {
  const operator = await token('operator');
  const act = async <Data>(query: string, variables: Record<string, unknown>): Promise<Data> => {
    const { data, errors } = await graphql<Data>(operator, query, variables);
    if (errors.length > 0 || data === null) throw new Error(`${query}: ${JSON.stringify(errors)}`);
    return data;
  };
  const event = `show-${randomBytes(4).toString('hex')}`;
  const stage = `${event}.main`;
  const sessions = [`${stage}.opening`, `${stage}.count`, `${stage}.hanamichi`] as const;
  const period = { startsAt: at(-60), endsAt: at(600) };
  await act(PUT_EVENT, {
    input: {
      id: event,
      title: inBoth('クラウド祭', 'CLOUD MATSURI'),
      ...period,
      zone: 'Asia/Tokyo',
      languages: ['ja', 'en'],
      state: 'LIVE',
    },
  });
  await act(PUT_STAGE, { input: { id: stage, order: 1, name: inBoth('大舞台', 'Main stage') } });
  for (const [index, id] of sessions.entries()) {
    const [ja, en] = TITLES[index]!;
    const input = {
      id,
      title: inBoth(ja, en),
      description: inBoth(`${ja}のあらすじ`, `About “${en}”`),
      startsAt: at(index * 40 - 10),
      endsAt: at(index * 40 + 20),
    };
    await act(PUT_SESSION, { input });
  }
  // A page that comes before the first publish finds nothing, and its console says so.
  await eventually(() => liveFile(`live/${stage}.json`), Boolean);
  const read = async () => (await act<{ stage: Stage }>(STAGE, { stage })).stage;
  return {
    event,
    stage,
    url: `${stack().site}/${event}/main`,
    sessions,
    read,
    start: async (session) => {
      const { version } = await read();
      await act(START, { stage, session, expected: version });
    },
  };
}
