import { join } from 'node:path';
import { daysUntilOn, type EventProgramme, shiftDays } from '#graphql/programme/event-programme';
import type { Stage, StageSourceInput } from '#graphql/schema.generated';
import { importProgramme, makeSend, readProgrammeFile } from './import.ts';

const EXAMPLE = join(import.meta.dirname, '../../examples/programme.csv');
/** So many of the example's stages are on air at the start; the last one waits with its curtain down. */
const ON_AIR = 3;

export interface SeedOptions {
  /** Address of the GraphQL API. */
  url: string;
  /** Gives an operator's ID token. */
  token: () => Promise<string>;
  /** A CSV file; without it the example, moved to today. */
  programme: string | undefined;
  /** Lets an encoder connect to a channel of the pool. */
  broadcast: (channel: string) => void;
  say: (line: string) => void;
}

const label = (ja: string, en: string) => [
  { lang: 'ja', value: ja },
  { lang: 'en', value: en },
];
/** The pictures of the stages that are on air, in their order; the last of them has words alone. */
const SOURCES: readonly (readonly StageSourceInput[])[] = [
  [
    { id: 'floor', role: 'FLOOR', label: label('会場', 'The floor'), channel: 'c1' },
    { id: 'en', role: 'LANGUAGE', label: label('英語通訳', 'English'), channel: 'c2' },
    { id: 'spare', role: 'SPARE', label: label('予備', 'Spare'), channel: 'c3' },
  ],
  [{ id: 'floor', role: 'FLOOR', label: label('会場', 'The floor'), channel: 'c4' }],
];

const STAGES = 'query ($event: ID!) { stages(event: $event) { id version session } }';
const START = `mutation ($stage: ID!, $session: ID!, $expected: Int!) {
  startSession(stage: $stage, session: $session, expected: $expected) { version }
}`;
const PUT_SOURCES = `mutation ($stage: ID!, $sources: [StageSourceInput!]!, $expected: Int!) {
  putSources(stage: $stage, sources: $sources, expected: $expected) { version }
}`;
const CURTAIN = `mutation ($stage: ID!, $expected: Int!) {
  setCurtain(stage: $stage, curtain: UP, expected: $expected) { version }
}`;

/** Puts what the timetable has for this moment on air, as operators would have. */
async function putOnAir({ event, sessions }: EventProgramme, { url, token, broadcast }: SeedOptions): Promise<void> {
  const ask = makeSend({ url, token });
  const now = new Date().toISOString();
  const { stages } = await ask<{ stages: Stage[] }>(STAGES, { event: event.id });
  for (const [i, { id: stage, version, session: running }] of stages.slice(0, ON_AIR).entries()) {
    // Between two sessions the one before goes on: talks overrun, and there is something to see.
    const due = sessions.filter((each) => each.stage === stage && each.startsAt <= now).at(-1);
    if (!due || running) continue;
    const started = await ask<{ startSession: Stage }>(START, { stage, session: due.id, expected: version });
    const sources = SOURCES[i] ?? [];
    const put = await ask<{ putSources: Stage }>(PUT_SOURCES, {
      stage,
      sources,
      expected: started.startSession.version,
    });
    await ask(CURTAIN, { stage, expected: put.putSources.version });
  }
  for (const { role, channel } of SOURCES.flat()) if (role !== 'SPARE' && channel) broadcast(channel);
}

/** Imports a programme into a stack that has just started, so that there is something to see. */
export async function seed(options: SeedOptions): Promise<void> {
  const { url, token, say, programme: path } = options;
  const read = await readProgrammeFile(path ?? EXAMPLE);
  const programme = path ? read : shiftDays(read, daysUntilOn(read, new Date()));
  say(`importing ${path ?? 'the example programme, moved to today'}`);
  await importProgramme(programme, {
    url,
    token,
    stateOfNew: path ? 'ANNOUNCED' : 'LIVE',
    print: (line) => say(`  ${line}`),
  });
  if (!path) await putOnAir(programme, options);
}
