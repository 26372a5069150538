import fc from 'fast-check';
import {
  afterSave,
  allValues,
  type EditState,
  fieldValue,
  isDirty,
  openConflicts,
  rebase,
  type Seen,
  startEdit,
  takeMine,
  takeTheirs,
  type,
} from '../../spa/src/desk/edit-state.ts';

const row = (version: number | null, fields: Record<string, string>): Seen => ({ version, fields });
const before = row(1, { 'title.en': 'Old', 'title.ja': '旧' });
const typing = (name: string, value: string): EditState => type(startEdit(before), name, value);

describe('an edit', () => {
  it('follows the row in what nobody typed here', () => {
    const next = rebase(typing('title.en', 'Mine'), row(2, { 'title.en': 'Old', 'title.ja': '新' }));
    expect(allValues(next)).toEqual({ 'title.en': 'Mine', 'title.ja': '新' });
    expect(openConflicts(next)).toEqual([]);
  });

  it('keeps both words where both changed a field, and mine in the field', () => {
    const next = rebase(typing('title.en', 'Mine'), row(2, { 'title.en': 'Theirs', 'title.ja': '旧' }));
    expect(fieldValue(next, 'title.en')).toBe('Mine');
    expect(next.conflicts['title.en']).toEqual({ mine: 'Mine', theirs: 'Theirs', settled: false });
    expect(next.seen.version).toBe(2);
  });

  it('has no conflict where both typed the same', () => {
    const next = rebase(typing('title.en', 'Same'), row(2, { 'title.en': 'Same', 'title.ja': '旧' }));
    expect(isDirty(next)).toBe(false);
    expect(openConflicts(next)).toEqual([]);
  });

  it('lets me change my mind between mine and theirs until it is saved', () => {
    const conflict = rebase(typing('title.en', 'Mine'), row(2, { 'title.en': 'Theirs', 'title.ja': '旧' }));
    const theirs = takeTheirs(conflict, 'title.en');
    expect(fieldValue(theirs, 'title.en')).toBe('Theirs');
    expect(openConflicts(theirs)).toEqual([]);
    expect(fieldValue(takeMine(theirs, 'title.en'), 'title.en')).toBe('Mine');
  });

  it('opens a settled conflict again when they change the field once more', () => {
    const settled = takeMine(rebase(typing('title.en', 'Mine'), row(2, { 'title.en': 'Theirs' })), 'title.en');
    const again = rebase(settled, row(3, { 'title.en': 'Theirs again' }));
    expect(openConflicts(again)).toEqual(['title.en']);
    expect(again.conflicts['title.en']?.theirs).toBe('Theirs again');
  });

  it('would make a row anew that was removed under it, with all of its fields', () => {
    const gone = rebase(typing('title.en', 'Mine'), row(null, {}));
    expect(gone).toMatchObject({ gone: true, seen: { version: null } });
    expect(allValues(gone)).toEqual({ 'title.en': 'Mine', 'title.ja': '旧' });
  });

  it('keeps what was typed while it was being saved', () => {
    const sent = allValues(typing('title.en', 'Mine'));
    const meanwhile = type(typing('title.en', 'Mine'), 'title.ja', '途中');
    const saved = afterSave(meanwhile, sent, row(2, sent));
    expect(saved.typed).toEqual({ 'title.ja': '途中' });
    expect(saved.seen.version).toBe(2);
  });

  it('is no edit any more when the old words are typed back', () => {
    expect(isDirty(type(typing('title.en', 'Mine'), 'title.en', 'Old'))).toBe(false);
  });
});

describe('whatever others save meanwhile', () => {
  const name = fc.constantFrom('a', 'b', 'c');
  const value = fc.constantFrom('', 'x', 'y', 'z');
  const fields = fc.dictionary(name, value);

  it('what I typed is in the field or was typed by them too', () => {
    fc.assert(
      fc.property(fields, fc.array(fc.tuple(name, value)), fc.array(fields), (first, keys, saves) => {
        let state = startEdit(row(1, first));
        for (const [field, typed] of keys) state = type(state, field, typed);
        const mine = state.typed;
        saves.forEach((save, i) => {
          state = rebase(state, row(i + 2, save));
        });
        const seen = Object.entries(mine).filter(([field, typed]) => fieldValue(state, field) !== typed);
        // Only where they had typed the same at some time does the field follow them further.
        for (const [field, typed] of seen) expect(saves.some((save) => (save[field] ?? '') === typed)).toBe(true);
      }),
    );
  });

  it('theirs is never saved over unseen', () => {
    fc.assert(
      fc.property(fields, name, value, fields, (first, field, typed, theirs) => {
        const state = rebase(type(startEdit(row(1, first)), field, typed), row(2, theirs));
        const overwritten = Object.keys({ ...first, ...theirs, [field]: '' }).filter(
          (each) => (theirs[each] ?? '') !== (first[each] ?? '') && fieldValue(state, each) !== (theirs[each] ?? ''),
        );
        expect(openConflicts(state)).toEqual(expect.arrayContaining(overwritten));
      }),
    );
  });
});
