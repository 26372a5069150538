import fc from 'fast-check';
import { buildLiveState, type StageRows } from '#graphql/live/live-state';
import { serialize } from '#graphql/live/snapshot';
import type { Event, Session, Stage, Text } from '#graphql/schema.generated';
import { at, event, hash, publishing, rows, stage, stateOf } from './stage-rows.ts';

const value = (max: number) => fc.string({ minLength: 1, maxLength: max, unit: 'grapheme' });
const someText = (max: number) =>
  fc.uniqueArray(fc.record({ lang: fc.constantFrom('ja', 'en', 'de', 'pt-br'), value: value(max) }), {
    selector: ({ lang }) => lang,
    maxLength: 3,
  });
const time = fc
  .date({ min: new Date('2026-11-20T00:00:00Z'), max: new Date('2026-11-21T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString());
const someSession = fc.record({
  id: fc.stringMatching(/^matsuri\.main\.[a-z0-9-]{1,20}$/),
  stage: fc.constant('matsuri.main'),
  kind: fc.constantFrom('TALK' as const, 'BREAK' as const),
  title: someText(60),
  description: someText(300),
  speakers: fc.array(fc.record({ name: someText(20), affiliation: someText(20) }), { maxLength: 3 }),
  startsAt: time,
  endsAt: time,
  startedAt: fc.option(time, { nil: undefined }),
  version: fc.integer({ min: 1 }),
  updatedAt: time,
});
const someRows: fc.Arbitrary<StageRows> = fc
  .record({
    state: fc.constantFrom('DRAFT', 'ANNOUNCED', 'LIVE', 'OVER', 'CANCELLED', 'POSTPONED'),
    curtain: fc.constantFrom('UP' as const, 'DOWN' as const),
    title: someText(60),
    description: someText(300),
    sessions: fc.uniqueArray(someSession, { selector: ({ id }) => id, maxLength: 12 }),
    onAir: fc.option(fc.nat(20), { nil: undefined }),
    streams: fc.array(fc.record({ checkedAt: time }), { maxLength: 3 }),
    sources: fc.array(fc.record({ id: fc.string(), label: someText(10), url: fc.webUrl() }), { maxLength: 3 }),
  })
  .map(({ state, curtain, title, description, sessions, onAir, streams, sources }) => {
    const session = onAir === undefined ? undefined : sessions[onAir]?.id;
    const own: Stage = { ...stage, curtain, title, description, ...(session === undefined ? {} : { session }) };
    return {
      event: { ...event, state: state as Event['state'] },
      stage: own,
      stages: rows.stages,
      sessions,
      streams,
      sources,
    };
  });

describe('whatever the rows are', () => {
  it('no source is given out while the curtain is down', () => {
    const sources = [{ id: 'floor', label: [], url: 'https://example.com/floor.m3u8' }];
    expect(stateOf({ ...rows, sources }).sources).toEqual(sources);
    fc.assert(
      fc.property(someRows, (from) => {
        const state = stateOf({ ...from, stage: { ...from.stage, curtain: 'DOWN' } });
        expect(state.sources ?? []).toEqual([]);
      }),
    );
  });

  it('a draft says that it is one, and nothing else', () => {
    fc.assert(
      fc.property(someRows, (from) => {
        const { state, texts } = buildLiveState({ ...from, event: { ...from.event, state: 'DRAFT' } }, publishing);
        const { stage: id, seq, at: read, event: shown, ...rest } = state;
        expect([id, seq, read]).toEqual(['matsuri.main', 7, at]);
        const { id: eventId, state: eventState, ...more } = shown ?? {};
        expect([eventId, eventState]).toEqual(['matsuri', 'DRAFT']);
        expect(Object.values({ ...rest, ...more }).every((member) => member === null)).toBe(true);
        expect(texts).toEqual({});
      }),
    );
  });

  it('every key is there, drafts included, so that a newer state leaves nothing of an older one', () => {
    const keys = Object.keys(stateOf(rows)).toSorted();
    fc.assert(
      fc.property(someRows, (from) => {
        expect(Object.keys(stateOf(from)).toSorted()).toEqual(keys);
      }),
    );
  });

  it('the hashes that the state names are those of the files, all of them and no other', () => {
    fc.assert(
      fc.property(someRows, (from) => {
        const { state, texts } = buildLiveState(from, publishing);
        const named = [state.description, state.programme, state.session?.description, state.next?.description];
        expect(Object.keys(texts).toSorted()).toEqual([...new Set(named.filter((name) => name != null))].toSorted());
        for (const [name, file] of Object.entries(texts)) expect(hash(serialize(file))).toBe(name);
      }),
    );
  });

  it('the same rows give the same bytes, whatever order rows and keys came in', () => {
    const shuffled = (list: object[]) =>
      list.map((row) => Object.fromEntries(Object.entries(row).toReversed())).toReversed();
    fc.assert(
      fc.property(someRows, (from) => {
        const again = {
          ...from,
          stages: shuffled([...from.stages]) as unknown as Stage[],
          sessions: shuffled(
            from.sessions.map((session) => ({ ...session, title: shuffledKeys(session.title) })),
          ) as unknown as Session[],
        };
        expect(JSON.stringify(buildLiveState(again, publishing))).toBe(
          JSON.stringify(buildLiveState(from, publishing)),
        );
      }),
    );
  });

  it('rows are not touched', () => {
    fc.assert(
      fc.property(someRows, (from) => {
        const before = structuredClone(from);
        buildLiveState(from, publishing);
        expect(from).toEqual(before);
      }),
    );
  });
});

function shuffledKeys(text: Text[]): Text[] {
  return text.map(({ lang, value }) => ({ value, lang }));
}
