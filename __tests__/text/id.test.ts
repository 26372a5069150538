import { checkId, isSlug } from '#graphql/id';
import { inOrder } from '#graphql/in-order';
import { eventOf, sessionKey, stageKey, stageOf } from '#graphql/keys';

describe('a slug', () => {
  it.each(['a', 'main', '2026', 'a-b', '-', 'x'.repeat(20)])('%s is one', (slug) => {
    expect(isSlug(slug)).toBe(true);
  });

  it.each(['', 'x'.repeat(21), 'Main', 'main stage', 'a.b', 'a#b', '舞台', 'a_b', 'é'])('%j is none', (slug) => {
    expect(isSlug(slug)).toBe(false);
  });
});

describe('an id', () => {
  it('has one part for an event, two for a stage, three for a session', () => {
    expect(checkId('id', 'matsuri', 1)).toBeNull();
    expect(checkId('id', 'matsuri.main', 2)).toBeNull();
    expect(checkId('id', 'matsuri.main.opening', 3)).toBeNull();
    expect(checkId('id', 'matsuri.main', 3)).toMatchObject({ code: 'INVALID_ID', field: 'id' });
    expect(checkId('id', 'matsuri.main.opening', 2)).toMatchObject({ code: 'INVALID_ID' });
    expect(checkId('id', 'matsuri.', 2)).toMatchObject({ code: 'INVALID_ID' });
  });

  it('carries the partition of its row', () => {
    expect(stageOf('matsuri.main.opening')).toBe('matsuri.main');
    expect(eventOf('matsuri.main.opening')).toBe('matsuri');
    expect(sessionKey('matsuri.main.opening').pk).toBe(stageKey('matsuri.main').pk);
  });
});

describe('inOrder', () => {
  it('sorts rows by the keys that stand for them, by code unit and not by locale', () => {
    expect(inOrder(['b', 'Z', 'ä', 'a'], ['b', 'Z', 'ä', 'a'])).toEqual(['Z', 'a', 'b', 'ä']);
  });

  it('keeps rows whose keys look like numbers in the order of text', () => {
    expect(inOrder([1, 2, 3], ['9', '10', '1'])).toEqual([3, 2, 1]);
  });
});
