import fc from 'fast-check';
import { keep } from '../../spa/src/live/keep.ts';

/** What a message can bring: JSON has no -0. */
const json = fc.jsonValue().map((value): unknown => JSON.parse(JSON.stringify(value)));

describe('keep', () => {
  it('says what the next value says, always', () => {
    fc.assert(
      fc.property(json, json, (before, next) => {
        expect(keep(before, next)).toEqual(next);
      }),
    );
  });

  it('answers the value from before where nothing changed', () => {
    fc.assert(
      fc.property(json, (value) => {
        const copy = JSON.parse(JSON.stringify(value));
        expect(keep(value, copy)).toBe(value);
      }),
    );
  });

  it('replaces only what changed', () => {
    const before = { seq: 1, event: { id: 'e' }, stages: [{ id: 'a' }, { id: 'b' }] };
    const next = keep(before, { seq: 2, event: { id: 'e' }, stages: [{ id: 'a' }, { id: 'c' }] });
    expect(next.event).toBe(before.event);
    expect(next.stages[0]).toBe(before.stages[0]);
    expect(next.stages).not.toBe(before.stages);
  });
});
