import { join } from 'node:path';
import { daysUntilOn, type EventProgramme, shiftDays } from '#graphql/programme/event-programme';
import type { Stage } from '#graphql/schema.generated';
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
  say: (line: string) => void;
}

const STAGES = 'query ($event: ID!) { stages(event: $event) { id version session } }';
const START = `mutation ($stage: ID!, $session: ID!, $expected: Int!) {
  startSession(stage: $stage, session: $session, expected: $expected) { version }
}`;
const CURTAIN = `mutation ($stage: ID!, $expected: Int!) {
  setCurtain(stage: $stage, curtain: UP, expected: $expected) { version }
}`;

/** Puts what the timetable has for this moment on air, as operators would have. */
async function putOnAir({ event, sessions }: EventProgramme, { url, token }: SeedOptions): Promise<void> {
  const ask = makeSend({ url, token });
  const now = new Date().toISOString();
  const { stages } = await ask<{ stages: Stage[] }>(STAGES, { event: event.id });
  for (const { id: stage, version, session: running } of stages.slice(0, ON_AIR)) {
    // Between two sessions the one before goes on: talks overrun, and there is something to see.
    const due = sessions.filter((each) => each.stage === stage && each.startsAt <= now).at(-1);
    if (!due || running) continue;
    const started = await ask<{ startSession: Stage }>(START, { stage, session: due.id, expected: version });
    await ask(CURTAIN, { stage, expected: started.startSession.version });
  }
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
