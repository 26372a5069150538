import type { SessionInput } from '#graphql/schema.generated';
import {
  changedFields,
  checkImport,
  checkSession,
  editedFields,
  type SessionFields,
  sessionFields,
  sessionsInOrder,
} from '#graphql/session/session';

const ja = (value: string) => [{ lang: 'ja', value }];
const input: SessionInput = {
  id: 'matsuri.main.opening',
  title: ja('開会'),
  speakers: [{ name: ja('さくら'), affiliation: ja('雲社') }],
  startsAt: '2026-11-20T18:00:00+09:00',
  endsAt: '2026-11-20T18:30:00+09:00',
};
const fields = sessionFields(input, '2026-11-20T09:00:00.000Z', '2026-11-20T09:30:00.000Z');

describe('a session', () => {
  it('passes as it should be', () => {
    expect(checkSession(input, 1, 2)).toBeNull();
  });

  it('ends after it starts', () => {
    expect(checkSession(input, 2, 1)).toMatchObject({ code: 'INVALID_TIMES' });
  });

  it.each([
    ['id', { id: 'matsuri.main' }, 'INVALID_ID'],
    ['title', { title: [] }, 'INVALID_TEXT'],
    ['description', { description: ja('文'.repeat(4001)) }, 'TEXT_TOO_LONG'],
    ['speakers', { speakers: Array.from({ length: 11 }, () => ({ name: ja('さくら') })) }, 'TOO_MANY'],
    ['speakers.1.name', { speakers: [{ name: ja('さくら') }, { name: ja('x'.repeat(101)) }] }, 'TEXT_TOO_LONG'],
    ['speakers.0.affiliation', { speakers: [{ name: ja('さくら'), affiliation: ja(' ') }] }, 'INVALID_TEXT'],
  ])('is refused for its %s', (field, more, code) => {
    expect(checkSession({ ...input, ...more }, 1, 2)).toMatchObject({ field, code });
  });

  it('is a talk without description or speakers where nothing else is said', () => {
    const { kind, description, speakers } = sessionFields({ ...input, speakers: null }, '', '');
    expect({ kind, description, speakers }).toEqual({ kind: 'TALK', description: [], speakers: [] });
  });
});

describe('what changed', () => {
  const changes: [keyof SessionFields, Partial<SessionFields>][] = [
    ['kind', { kind: 'BREAK' }],
    ['title', { title: ja('開会式') }],
    ['description', { description: ja('新しい') }],
    ['speakers', { speakers: [] }],
    ['speakers', { speakers: [{ name: ja('さくら'), affiliation: [] }] }],
    ['speakers', { speakers: [{ name: ja('かえで'), affiliation: ja('雲社') }] }],
    ['startsAt', { startsAt: '2026-11-20T08:00:00.000Z' }],
    ['endsAt', { endsAt: '2026-11-20T10:00:00.000Z' }],
  ];

  it.each(changes)('is the %s: %j', (field, change) => {
    expect(changedFields(fields, { ...fields, ...change })).toEqual([field]);
  });

  it('is nothing where only the order of keys differs', () => {
    const reread = { ...fields, speakers: [{ affiliation: ja('雲社'), name: [{ value: 'さくら', lang: 'ja' }] }] };
    expect(changedFields(fields, reread)).toEqual([]);
  });

  it('adds to what was edited before, once', () => {
    expect(editedFields(['title'], ['title', 'endsAt'])).toEqual(['title', 'endsAt']);
  });
});

describe('an import', () => {
  it('leaves a session alone that has been on air', () => {
    expect(checkImport({ startedAt: '2026-11-20T09:00:00.000Z', edited: [] }, [])).toMatchObject({
      code: 'SESSION_STARTED',
    });
  });

  it('leaves a field alone that was edited at the desk', () => {
    expect(checkImport({ edited: ['title'] }, ['endsAt', 'title'])).toMatchObject({
      code: 'FIELD_EDITED',
      field: 'title',
    });
  });

  it('may change the other fields, and repeat what the desk wrote', () => {
    expect(checkImport({ edited: ['title'] }, ['endsAt'])).toBeNull();
  });
});

it('sessions come by planned start, then by id', () => {
  const sessions = [
    { id: 'e.s.b', startsAt: '2026-11-20T10:00:00.000Z' },
    { id: 'e.s.c', startsAt: '2026-11-20T09:00:00.000Z' },
    { id: 'e.s.a', startsAt: '2026-11-20T10:00:00.000Z' },
  ];
  expect(sessionsInOrder(sessions).map(({ id }) => id)).toEqual(['e.s.c', 'e.s.a', 'e.s.b']);
});
