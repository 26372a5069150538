import { randomBytes } from 'node:crypto';
import { eventKey, stageKey } from '#graphql/keys';
import type { Snapshot } from '#graphql/live/snapshot';
import type { Curtain, EventInput, Origin, SessionInput } from '#graphql/schema.generated';
import { liveFile, stageTable } from './aws.ts';
import { eventually, graphql, token } from './stack.ts';

const EVENT = `mutation ($input: EventInput!, $expected: Int) { act: putEvent(input: $input, expected: $expected) { version } }`;
const STAGE = `mutation ($input: StageInput!, $expected: Int) { act: putStage(input: $input, expected: $expected) { version } }`;
const SESSION = `mutation ($input: SessionInput!, $expected: Int, $origin: Origin) { act: putSession(input: $input, expected: $expected, origin: $origin) { version } }`;
const REMOVE = `mutation ($id: ID!, $expected: Int!) { act: removeSession(id: $id, expected: $expected) { version } }`;
const START = `mutation ($stage: ID!, $session: ID!, $expected: Int!) { act: startSession(stage: $stage, session: $session, expected: $expected) { version } }`;
const END = `mutation ($stage: ID!, $expected: Int!) { act: endSession(stage: $stage, expected: $expected) { version } }`;
const CURTAIN = `mutation ($stage: ID!, $curtain: Curtain!, $expected: Int!) { act: setCurtain(stage: $stage, curtain: $curtain, expected: $expected) { version } }`;
const TEXT = `mutation ($stage: ID!, $title: [TextInput!]!, $description: [TextInput!]!, $expected: Int!) { act: updateStageText(stage: $stage, title: $title, description: $description, expected: $expected) { version } }`;
const VERSIONS = `query ($event: ID!, $stage: ID!) { event(id: $event) { version } stage(id: $stage) { version } programme(stage: $stage) { sessions { id version } } }`;

interface Versions {
  event: { version: number } | null;
  stage: { version: number } | null;
  programme: { sessions: { id: string; version: number }[] };
}

export const en = (value: string) => [{ lang: 'en', value }];

const fromNow = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();

/** An event of one test file's own, and an operator who acts on it as it is now. Stages and sessions go by their slugs. */
export class EventUnderTest {
  readonly id: string;
  readonly operator: string;
  readonly #stages: readonly string[];
  readonly #input: Partial<EventInput>;

  private constructor(id: string, operator: string, stages: readonly string[], input: Partial<EventInput>) {
    this.id = id;
    this.operator = operator;
    this.#stages = stages;
    this.#input = input;
  }

  /** Puts an event, LIVE unless told otherwise, with its stages. */
  static async put(
    name: string,
    { stages = ['main'], ...input }: Partial<EventInput> & { stages?: string[] } = {},
  ): Promise<EventUnderTest> {
    const id = `${name}-${randomBytes(4).toString('hex')}`;
    const event = new EventUnderTest(id, await token('operator'), stages, input);
    await event.putEvent();
    for (const slug of stages) await event.putStage(slug);
    await event.#copied();
    return event;
  }

  stage(slug: string): string {
    return `${this.id}.${slug}`;
  }

  session(stage: string, slug: string): string {
    return `${this.id}.${stage}.${slug}`;
  }

  async putEvent(changes: Partial<EventInput> = {}): Promise<number> {
    const times = { startsAt: fromNow(-60), endsAt: fromNow(24 * 60) };
    const said = { id: this.id, title: en(this.id), ...times, zone: 'Asia/Tokyo', languages: ['en'], state: 'LIVE' };
    const { event } = await this.#versions();
    return this.#act(EVENT, { input: { ...said, ...this.#input, ...changes }, expected: event?.version });
  }

  async putStage(slug: string, name = slug): Promise<number> {
    const order = this.#stages.includes(slug) ? this.#stages.indexOf(slug) + 1 : this.#stages.length + 1;
    const input = { id: this.stage(slug), order, name: en(name) };
    return this.#act(STAGE, { input, expected: await this.stageVersion(slug) });
  }

  /** Planned for in an hour, unless told otherwise. */
  async putSession(stage: string, slug: string, changes: Partial<SessionInput> = {}, origin?: Origin): Promise<number> {
    const id = this.session(stage, slug);
    const input = { id, title: en(slug), startsAt: fromNow(60), endsAt: fromNow(90), ...changes };
    return this.#act(SESSION, { input, expected: await this.#sessionVersion(stage, slug), origin });
  }

  async removeSession(stage: string, slug: string): Promise<number> {
    return this.#act(REMOVE, { id: this.session(stage, slug), expected: await this.#sessionVersion(stage, slug) });
  }

  async start(stage: string, slug: string): Promise<number> {
    const [session, expected] = [this.session(stage, slug), await this.stageVersion(stage)];
    return this.#act(START, { stage: this.stage(stage), session, expected });
  }

  async end(stage: string): Promise<number> {
    return this.#act(END, { stage: this.stage(stage), expected: await this.stageVersion(stage) });
  }

  async setCurtain(stage: string, curtain: Curtain): Promise<number> {
    return this.#act(CURTAIN, { stage: this.stage(stage), curtain, expected: await this.stageVersion(stage) });
  }

  async putText(stage: string, title: string, description?: string): Promise<number> {
    const said = { title: en(title), description: description === undefined ? [] : en(description) };
    return this.#act(TEXT, { stage: this.stage(stage), ...said, expected: await this.stageVersion(stage) });
  }

  /** The token of a new viewer. */
  viewer(): Promise<string> {
    return token('viewer', { event: this.id });
  }

  /** What lies in S3 for pages to paint first; null before the first publish. */
  async snapshot(stage: string): Promise<Snapshot | null> {
    const file = await liveFile(`live/${this.stage(stage)}.json`);
    return file && (JSON.parse(file.text) as Snapshot);
  }

  async stageVersion(stage: string): Promise<number | undefined> {
    return (await this.#versions(stage)).stage?.version;
  }

  async #sessionVersion(stage: string, slug: string): Promise<number | undefined> {
    const { programme } = await this.#versions(stage);
    return programme.sessions.find(({ id }) => id === this.session(stage, slug))?.version;
  }

  async #versions(stage = 'none'): Promise<Versions> {
    const variables = { event: this.id, stage: this.stage(stage) };
    const { data, errors } = await graphql<Versions>(this.operator, VERSIONS, variables);
    if (!data || errors.length > 0) throw new Error(JSON.stringify(errors));
    return data;
  }

  /** @returns the new version of what was acted on */
  async #act(mutation: string, variables: Record<string, unknown>): Promise<number> {
    const { data, errors } = await graphql<{ act: { version: number } }>(this.operator, mutation, variables);
    if (!data?.act || errors.length > 0) throw new Error(JSON.stringify({ variables, errors }));
    return data.act.version;
  }

  /** Viewers and their issuer read copies that lag; who asks too early is refused for a moment longer, since the issuer remembers. */
  async #copied(): Promise<void> {
    const { get } = await stageTable();
    const keys = [eventKey(this.id), ...this.#stages.map((slug) => stageKey(this.stage(slug)))];
    const read = () => Promise.all(keys.map((key) => get(key, { consistent: false })));
    await eventually(read, (rows) => rows.every((row) => row !== undefined));
  }
}
