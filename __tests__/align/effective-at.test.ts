import { effectiveAt } from '#graphql/align/effective-at';
import type { StageRows } from '#graphql/live/live-state';
import { event, keynote, rows, stage, stateOf } from '../live/stage-rows.ts';

const later = '2026-11-20T10:05:00.000Z';
const sources = [{ id: 'floor', label: [], url: 'https://example.com/floor.m3u8' }];
const aligned: StageRows = { ...rows, sources, stage: { ...stage, aligned: true } };

describe('What goes with the picture', () => {
  it('changed with the newest act on the stage, its sessions or its survey', () => {
    expect(effectiveAt(aligned)).toBe(stage.updatedAt);
    expect(effectiveAt({ ...aligned, stage: { ...aligned.stage, updatedAt: later } })).toBe(later);
    expect(effectiveAt({ ...aligned, sessions: [{ ...keynote, updatedAt: later }, ...rows.sessions] })).toBe(later);
    const survey = { survey: { updatedAt: later }, tallies: [], answers: [] } as unknown as StageRows['survey'];
    expect(effectiveAt({ ...aligned, survey })).toBe(later);
  });

  it('does not change with the event, nor with what is counted', () => {
    const before = effectiveAt(aligned);
    expect(effectiveAt({ ...aligned, event: { ...event, updatedAt: later } })).toBe(before);
    expect(effectiveAt({ ...aligned, streams: [{ checkedAt: later }] })).toBe(before);
  });

  it.each<[string, StageRows]>([
    ['where the operator has not asked for it', { ...rows, sources }],
    ['behind a curtain', { ...aligned, stage: { ...aligned.stage, curtain: 'DOWN' } }],
    ['without a source', { ...aligned, sources: [] }],
  ])('waits for nothing %s', (_case, from) => {
    expect(stateOf(from).effectiveAt).toBeNull();
  });

  it('is told in the state of a stage where pages wait', () => {
    expect(stateOf(aligned).effectiveAt).toBe(stage.updatedAt);
  });
});
