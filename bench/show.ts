import { randomBytes } from 'node:crypto';
import type { StackFile } from '../local/stack-file.ts';
import { operator } from './operator.ts';

const PUT_EVENT = 'mutation ($input: EventInput!) { putEvent(input: $input) { id } }';
const PUT_STAGE = 'mutation ($input: StageInput!) { putStage(input: $input) { version } }';
const PUT_SESSION = 'mutation ($input: SessionInput!) { putSession(input: $input) { id } }';
const START =
  'mutation ($stage: ID!, $session: ID!, $expected: Int!) { startSession(stage: $stage, session: $session, expected: $expected) { version } }';
const UPDATE = `mutation ($stage: ID!, $title: [TextInput!]!, $description: [TextInput!]!, $expected: Int!) {
  updateStageText(stage: $stage, title: $title, description: $description, expected: $expected) { version }
}`;

/** As many as a day has. */
const SESSIONS = 24;

const both = (text: string) => [
  { lang: 'ja', value: `${text}の題` },
  { lang: 'en', value: `Title of ${text}` },
];
const DESCRIPTION = both(
  'a description as long as most are, which says what will be shown, by whom and for whom. '.repeat(4),
);

/** An announced event with one stage that has a day's sessions, the first on air, and an operator to act on it. */
export interface Show {
  event: string;
  stage: string;
  /** The stage's title in the last language becomes `text`. Resolves when the API has answered. */
  retitle(text: string): Promise<void>;
  /** Another stage of the event, with nothing on it; its id. */
  addStage(slug: string): Promise<string>;
}

export async function prepareShow(addresses: StackFile): Promise<Show> {
  const act = await operator(addresses);
  const hour = (index: number) => new Date(Date.UTC(2026, 10, 20, index)).toISOString();
  const event = `bench-${randomBytes(4).toString('hex')}`;
  const stage = `${event}.main`;
  const times = { startsAt: hour(0), endsAt: hour(SESSIONS) };
  await act(PUT_EVENT, {
    input: {
      id: event,
      title: both('event'),
      ...times,
      zone: 'Asia/Tokyo',
      languages: ['ja', 'en'],
      state: 'ANNOUNCED',
    },
  });
  let stages = 0;
  const putStage = (id: string) => act(PUT_STAGE, { input: { id, order: ++stages, name: both('stage') } });
  let { version } = await putStage(stage);
  for (let index = 0; index < SESSIONS; index++) {
    const id = `${stage}.s${index}`;
    await act(PUT_SESSION, { input: { id, title: both(id), startsAt: hour(index), endsAt: hour(index + 1) } });
  }
  ({ version } = await act(START, { stage, session: `${stage}.s0`, expected: version }));
  return {
    event,
    stage,
    async retitle(text) {
      const title = [
        { lang: 'ja', value: '舞台' },
        { lang: 'en', value: text },
      ];
      ({ version } = await act(UPDATE, { stage, title, description: DESCRIPTION, expected: version }));
    },
    async addStage(slug) {
      await putStage(`${event}.${slug}`);
      return `${event}.${slug}`;
    },
  };
}
