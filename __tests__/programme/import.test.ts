import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import type { EventProgramme } from '#graphql/programme/event-programme';
import type { CurrentRows } from '#graphql/programme/plan-import';
import { checkSession, sessionsInOrder } from '#graphql/session/session';
import { checkSurvey } from '#graphql/survey/survey';
import { importProgramme, readProgrammeFile } from '../../local/programme/import.ts';
import { aProgramme, aSession, aSurvey, NOTHING, rowsAfter, withSurveys } from './programme.ts';

interface Call {
  query: string;
  variables: { id?: string; stage?: string; nextToken?: string; expected?: number; input?: { id: string } };
}

let server: Server;
let url: string;
let rows: CurrentRows;
let written: Call[];
let tokens: (string | undefined)[];
let printed: string[];
/** What the API says to a mutation, if it does not do it. */
let refuse: (call: Call) => { errorType?: string; message: string } | undefined;

const answerTo = (call: Call): object => {
  const { query, variables } = call;
  if (query.startsWith('query ImportEvent')) return { data: { event: rows.event, stages: rows.stages } };
  if (query.startsWith('query ImportProgramme')) {
    const sessions = rows.sessions.filter(({ stage }) => stage === variables.stage);
    const from = Number(variables.nextToken ?? 0);
    const nextToken = from + 1 < sessions.length ? String(from + 1) : null;
    return { data: { programme: { sessions: sessions.slice(from, from + 1), nextToken } } };
  }
  if (query.startsWith('query ImportSurveys'))
    return { data: { surveys: rows.surveys.filter(({ stage }) => stage === variables.stage) } };
  const refusal = refuse(call);
  if (refusal) return { data: null, errors: [refusal] };
  written.push(call);
  return { data: {} };
};

beforeAll(async () => {
  server = createServer(async (request, response) => {
    tokens.push(request.headers.authorization);
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(answerTo((await json(request)) as Call)));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
});
afterAll(() => new Promise((closed) => server.close(closed)));
beforeEach(() => {
  [rows, written, tokens, printed] = [NOTHING, [], [], []];
  refuse = () => undefined;
});

const opening = aSession('opening');
const closing = aSession('closing');
const retitled = { ...opening, title: [{ lang: 'en', value: 'Other' }] };
const run = (programme: EventProgramme) =>
  importProgramme(programme, {
    url,
    token: async () => 'id-token',
    stateOfNew: 'LIVE',
    print: (line) => printed.push(line),
  });
const writtenIds = () => written.map(({ variables }) => variables.input?.id);

describe('importing a programme', () => {
  it("sends each row with an operator's token, and prints what it did", async () => {
    await run(aProgramme(opening, closing));
    expect(writtenIds()).toEqual(['matsuri', 'matsuri.main', closing.id, opening.id]);
    expect(new Set(tokens)).toEqual(new Set(['id-token']));
    expect(printed).toEqual([
      'created    matsuri: itself',
      'created    matsuri.main: itself, closing, opening',
      '4 created, 0 updated, 0 refused, 0 left alone (0 of them unchanged)',
    ]);
  });

  it('reads every page of what is there before it writes anything', async () => {
    rows = rowsAfter(aProgramme(opening, closing));
    await run(aProgramme(retitled, closing));
    expect(writtenIds()).toEqual([opening.id]);
    expect(printed).toEqual([
      'updated    matsuri.main: opening',
      '0 created, 1 updated, 0 refused, 3 left alone (3 of them unchanged)',
    ]);
  });

  it('says why it left a row alone', async () => {
    const now = rowsAfter(aProgramme(opening, closing, aSession('extra')));
    rows = { ...now, sessions: now.sessions.map((row) => ({ ...row, startedAt: 'x' })) };
    await run(aProgramme(retitled, closing));
    expect(written).toEqual([]);
    expect(printed[0]).toBe(
      'left alone matsuri.main: opening (has been on air; title would change), extra (only on the site)',
    );
  });

  it('reads a row again that somebody changed meanwhile, once', async () => {
    rows = rowsAfter(aProgramme(opening));
    refuse = ({ variables }) => {
      if (variables.expected !== 3) return undefined;
      rows = { ...rows, sessions: rows.sessions.map((row) => ({ ...row, version: 4 })) };
      return { errorType: 'CONFLICT', message: 'changed' };
    };
    await run(aProgramme(retitled));
    expect(written.map(({ variables }) => variables.expected)).toEqual([4]);

    written = [];
    let refusals = 0;
    refuse = () => {
      refusals += 1;
      return { errorType: 'CONFLICT', message: 'changed' };
    };
    await run(aProgramme(retitled));
    expect(refusals).toBe(2);
    expect(printed.at(-2)).toBe('refused    matsuri.main: opening (CONFLICT: changed)');
  });

  it('leaves a row alone that was put on air meanwhile', async () => {
    rows = rowsAfter(aProgramme(opening));
    refuse = () => {
      rows = { ...rows, sessions: rows.sessions.map((row) => ({ ...row, version: 4, startedAt: 'x' })) };
      return { errorType: 'CONFLICT', message: 'changed' };
    };
    const outcomes = await run(aProgramme(retitled));
    expect(written).toEqual([]);
    expect(outcomes).toContainEqual({ id: opening.id, done: 'LEFT', reason: 'SESSION_STARTED', fields: ['title'] });
  });

  it('prepares surveys, and says which it left alone because they were asked', async () => {
    const [first, second] = [aSurvey('first'), aSurvey('second', { order: 2 })];
    await run(withSurveys(aProgramme(), first, second));
    expect(writtenIds()).toEqual(['matsuri', 'matsuri.main', first.id, second.id]);
    expect(printed[1]).toBe('created    matsuri.main: itself, first, second');

    [written, printed] = [[], []];
    const now = rowsAfter(withSurveys(aProgramme(), first, second));
    rows = { ...now, surveys: now.surveys.map((row) => (row.id === first.id ? { ...row, state: 'OPEN' } : row)) };
    await run(withSurveys(aProgramme(), { ...first, seconds: 30 }, { ...second, seconds: 30 }));
    expect(writtenIds()).toEqual([second.id]);
    expect(printed).toContain('left alone matsuri.main: first (has been asked; seconds would change)');
  });

  it('goes on after a row that is refused for another reason', async () => {
    refuse = ({ variables }) =>
      variables.input?.id === closing.id ? { errorType: 'TEXT_TOO_LONG', message: 'long' } : undefined;
    await run(aProgramme(opening, closing));
    expect(writtenIds()).toContain(opening.id);
    expect(printed).toContain('refused    matsuri.main: closing (TEXT_TOO_LONG: long)');
  });

  it.each([
    ['a token that is not accepted', { errorType: 'UnauthorizedException', message: 'Token has expired.' }],
    ['a fault', { errorType: 'DynamoDB:InternalServerError', message: 'away' }],
    ['a document that does not fit the schema', { message: 'Validation error' }],
  ])('stops at %s, and prints what was done until then', async (_, error) => {
    refuse = ({ variables }) => (variables.input?.id === 'matsuri.main' ? error : undefined);
    await expect(run(aProgramme(opening))).rejects.toThrow(error.message);
    expect(writtenIds()).toEqual(['matsuri']);
    expect(printed[0]).toBe('created    matsuri: itself');
  });
});

describe('a programme file', () => {
  const write = async (content: string | Buffer) => {
    const path = join(await mkdtemp(join(tmpdir(), 'butai-programme-')), 'programme.csv');
    await writeFile(path, content);
    return path;
  };

  it('is refused with all its problems by line and column', async () => {
    const path = await write('kind,stage,id,starts,ends,zone,title_en\nEVENT,,a b,soon,,UTC,X\n');
    const message = await readProgrammeFile(path).then(String, ({ message }: Error) => message);
    expect(message).toMatch(/3 problem\(s\); nothing was imported\.\n/);
    expect(message).toContain('line 2, id: a b must be');
    expect(message).toContain('line 2, starts: soon is no date and time. (INVALID_TIME)');
  });

  it('is refused where it is not UTF-8', async () => {
    const text = 'kind,stage,id,starts,ends,zone,title_ja\nEVENT,,a,2026-01-01 10:00,2026-01-01 11:00,UTC,';
    const shiftJis = Buffer.concat([Buffer.from(text), Buffer.from([0x8a, 0x4a, 0x89, 0x89])]);
    await expect(readProgrammeFile(await write(shiftJis))).rejects.toThrow('line 2, title_ja: Not UTF-8');
  });

  it('is what the documentation shows', async () => {
    const [, example] = /```csv\n(.+?)```/s.exec(await readFile('docs/programme.md', 'utf8')) ?? [];
    const { sessions, surveys } = await readProgrammeFile(await write(example ?? ''));
    expect(sessions.map(({ id }) => id)).toEqual(['matsuri26.main.opening', 'matsuri26.main.break-1']);
    expect(surveys.map(({ id, kind }) => [id, kind])).toEqual([
      ['matsuri26.main.first-look', 'SINGLE'],
      ['matsuri26.main.rating', 'RATING'],
    ]);
  });

  it('is the example that comes with the product: a whole day on four stages in two languages', async () => {
    const { event, stages, sessions, surveys } = await readProgrammeFile('examples/programme.csv');
    expect(event).toMatchObject({ id: 'matsuri26', languages: ['ja', 'en'] });
    expect(Date.parse(event.endsAt) - Date.parse(event.startsAt)).toBe(24 * 3_600_000);
    expect(stages.map(({ id }) => id.split('.')[1])).toEqual(['main', 'hanamichi', 'naraku', 'gakuya']);
    for (const { id } of stages) {
      const ofStage = sessionsInOrder(sessions.filter(({ stage }) => stage === id));
      expect(ofStage.length).toBeGreaterThanOrEqual(28);
      for (const [i, { startsAt }] of ofStage.slice(1).entries()) expect(startsAt >= ofStage[i]!.endsAt).toBe(true);
    }
    for (const { stage: _, ...input } of sessions)
      expect(checkSession(input, Date.parse(input.startsAt), Date.parse(input.endsAt))).toBeNull();
    expect(new Set(surveys.map(({ kind }) => kind))).toEqual(new Set(['SINGLE', 'MULTIPLE', 'RATING', 'TEXT']));
    expect(new Set(surveys.map(({ stage }) => stage))).toEqual(new Set(stages.map(({ id }) => id)));
    for (const { stage: _, ...input } of surveys) expect(checkSurvey(input)).toBeNull();
    for (const { question, options } of surveys)
      for (const texts of [question, ...options.map(({ label }) => label)])
        expect(texts.map(({ lang }) => lang)).toEqual(['ja', 'en']);
  });
});
