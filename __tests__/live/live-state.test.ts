import { buildLiveState, type StageRows } from '#graphql/live/live-state';
import type { Session, Text } from '#graphql/schema.generated';
import { MAX_LANGUAGES, MAX_LENGTH } from '#graphql/text/text';
import {
  at,
  both,
  closing,
  event,
  keynote,
  opening,
  panel,
  publishing,
  rows,
  stage,
  stageOf,
  stateOf,
  withOnAir,
} from './stage-rows.ts';

const bytes = (value: unknown) => Buffer.byteLength(JSON.stringify(value));

describe('what is on air', () => {
  it('is shown from the row of the session that the stage points at', () => {
    const { session } = stateOf(withOnAir({ ...keynote, startedAt: '2026-11-20T09:31:00.000Z' }));
    expect(session).toMatchObject({ id: keynote.id, title: keynote.title });
  });

  it('says when it first went on air', () => {
    const started = { ...keynote, startedAt: '2026-11-20T09:31:00.000Z' };
    expect(stateOf(withOnAir(started, [started])).session?.startedAt).toBe(started.startedAt);
  });

  it('is nothing where the stage points at no row', () => {
    expect(stateOf({ ...rows, stage: { ...stage, session: 'matsuri.main.gone' } }).session).toBeNull();
  });

  it('beats with the newest sign of life, and only while something is on air', () => {
    const streams = ['09:59:40', '09:59:50', '09:59:30'].map((time) => ({ checkedAt: `2026-11-20T${time}.000Z` }));
    expect(stateOf({ ...withOnAir(keynote), streams }).beat).toBe('2026-11-20T09:59:50.000Z');
    expect(stateOf({ ...rows, streams }).beat).toBeNull();
    expect(stateOf(withOnAir(keynote)).beat).toBeNull();
  });
});

describe('what comes next', () => {
  const next = (from: StageRows) => stateOf(from).next?.id;
  const aired = (session: Session): Session => ({ ...session, startedAt: at, endedAt: at });

  it('is the session after the one on air, by planned start', () => {
    expect(next(withOnAir(keynote))).toBe(panel.id);
  });

  it('passes over what was on air before', () => {
    expect(next(withOnAir(keynote, [opening, keynote, aired(panel), closing]))).toBe(closing.id);
  });

  it('is still to come when the show runs late', () => {
    expect(next(withOnAir(opening, [opening, { ...keynote, endsAt: '2026-11-20T09:45:00.000Z' }]))).toBe(keynote.id);
  });

  it('is, with nothing on air, the first that was not on air and is not over by its planned end', () => {
    expect(next(rows)).toBe(keynote.id);
    expect(next({ ...rows, sessions: [opening, aired(keynote), panel] })).toBe(panel.id);
  });

  it('is over at its planned end exactly', () => {
    expect(next({ ...rows, sessions: [{ ...keynote, endsAt: at }] })).toBeUndefined();
  });

  it('is nothing after the last', () => {
    expect(next(withOnAir(closing))).toBeUndefined();
  });
});

describe('texts', () => {
  it('go by hash: the descriptions of stage, session and next session, and the timetable', () => {
    const { state, texts } = buildLiveState(withOnAir(keynote), publishing);
    expect(texts[state.description ?? '']).toEqual(stage.description);
    expect(texts[state.session?.description ?? '']).toEqual(keynote.description);
    expect(texts[state.next?.description ?? '']).toEqual(panel.description);
    expect(texts[state.programme ?? '']).toMatchObject({
      sessions: [{ id: opening.id }, { id: keynote.id }, { id: panel.id }, { id: closing.id }],
    });
  });

  it('leave the timetable as it is while the show runs', () => {
    const started = { ...keynote, startedAt: at, version: 2, updatedAt: at };
    const running = stateOf(withOnAir(started, [opening, started, panel, closing]));
    expect(running.programme).toBe(stateOf(rows).programme);
  });

  it('are named nowhere where there are none', () => {
    const { state, texts } = buildLiveState(
      { ...rows, stage: { ...stage, description: [] }, sessions: [] },
      publishing,
    );
    expect([state.description, state.programme]).toEqual([null, null]);
    expect(texts).toEqual({});
  });
});

describe('the size of a LiveState', () => {
  const long = (length: number): Text[] =>
    both('祭'.repeat(length), 'matsuri '.repeat(length / 4).slice(0, length * 2));

  it('is below 5 KB where long titles, ten stages and three speakers meet', () => {
    const busy = {
      title: long(60),
      speakers: Array.from({ length: 3 }, () => ({ name: long(8), affiliation: long(12) })),
    };
    const sessions = [opening, { ...keynote, ...busy }, { ...panel, ...busy }, closing].map((session) => ({
      ...session,
      description: long(2000),
    }));
    const stages = Array.from({ length: 10 }, (_, i) => ({ ...stageOf(`stage-${i}`, i + 1), name: long(8) }));
    const state = stateOf({
      ...withOnAir(keynote, sessions),
      stages,
      event: { ...event, title: long(20), notice: long(60) },
      streams: [{ checkedAt: at }],
    });
    expect(bytes(state)).toBeLessThan(5 * 1024);
  });

  it('passes 5 KB when everything is as long as it may be, and stays far below the 240 KB that AppSync drops', () => {
    const languages = Array.from({ length: MAX_LANGUAGES }, (_, i) => `a${'abcdefghij'[i]}`);
    const most = (length: number): Text[] => languages.map((lang) => ({ lang, value: '祭'.repeat(length) }));
    const speakers = Array.from({ length: 10 }, () => ({
      name: most(MAX_LENGTH.speaker),
      affiliation: most(MAX_LENGTH.speaker),
    }));
    const full = { title: most(MAX_LENGTH.title), description: most(MAX_LENGTH.description), speakers };
    const { state } = buildLiveState(
      {
        ...withOnAir(keynote, [
          { ...keynote, ...full },
          { ...panel, ...full },
        ]),
        event: { ...event, title: most(MAX_LENGTH.title), notice: most(MAX_LENGTH.notice), languages },
        stages: Array.from({ length: 20 }, (_, i) => ({
          ...stageOf(`stage-${i}`, i + 1),
          name: most(MAX_LENGTH.name),
        })),
        stage: { ...stage, session: keynote.id, title: most(MAX_LENGTH.title) },
      },
      publishing,
    );
    expect(bytes(state)).toBeGreaterThan(5 * 1024);
    expect(bytes(state)).toBeLessThan(240 * 1024);
  });
});
