import { daysUntilOn, shiftDays } from '#graphql/programme/event-programme';
import { type CurrentRows, planImport } from '#graphql/programme/plan-import';
import { aProgramme, aSession, aSurvey, NOTHING, rowsAfter, withSurveys } from './programme.ts';

const opening = aSession('opening');
const closing = aSession('closing', { startsAt: '2026-11-20T11:00:00.000Z', endsAt: '2026-11-20T12:00:00.000Z' });
const programme = aProgramme(closing, opening);
const plan = (now: CurrentRows, wanted = programme) => planImport(wanted, now, 'ANNOUNCED');
const retitled = (session = opening) => ({ ...session, title: [{ lang: 'en', value: 'Another title' }] });
/** The site after the import, with its opening session changed since. */
const withOpening = (more: object): CurrentRows => {
  const now = rowsAfter(programme);
  return { ...now, sessions: now.sessions.map((row) => (row.id === opening.id ? { ...row, ...more } : row)) };
};

describe('an import', () => {
  it('creates everything on an empty site: the event, its stages, its sessions in order of time', () => {
    const { acts, left } = plan(NOTHING);
    expect(acts.map(({ id, creates }) => [id, creates])).toEqual([
      ['matsuri', true],
      ['matsuri.main', true],
      [opening.id, true],
      [closing.id, true],
    ]);
    expect(acts.some(({ variables }) => 'expected' in variables)).toBe(false);
    expect(left).toEqual([]);
  });

  it('creates an event in the state that it is told, and sessions as imported', () => {
    const { acts } = plan(NOTHING);
    expect(acts[0]?.variables.input).toMatchObject({ state: 'ANNOUNCED' });
    expect(acts[2]?.variables).toMatchObject({ origin: 'IMPORT' });
    expect(acts[2]?.variables.input).not.toHaveProperty('stage');
  });

  it('does nothing the second time', () => {
    const { acts, left } = plan(rowsAfter(programme));
    expect(acts).toEqual([]);
    expect(new Set(left.map(({ reason }) => reason))).toEqual(new Set(['UNCHANGED']));
    expect(left).toHaveLength(4);
  });

  it('updates what differs, naming the version that it saw', () => {
    const { acts } = plan(rowsAfter(programme), aProgramme(retitled(), closing));
    expect(acts).toMatchObject([{ id: opening.id, creates: false, variables: { expected: 3 } }]);
  });

  it("keeps an event's notice, access and state", () => {
    const longer = { ...programme, event: { ...programme.event, endsAt: '2026-11-22T09:00:00.000Z' } };
    const { acts } = plan(rowsAfter(programme), longer);
    expect(acts).toMatchObject([
      { mutation: 'putEvent', variables: { input: { state: 'LIVE', access: 'OPEN', notice: [{ lang: 'en' }] } } },
    ]);
  });

  it.each([
    ['title', { title: [{ lang: 'en', value: 'x' }] }],
    ['zone', { zone: 'UTC' }],
    ['languages', { languages: ['en', 'ja'] }],
    ['start', { startsAt: '2026-11-20T08:00:00.000Z' }],
  ])('updates an event whose %s changed', (_, more) => {
    const { acts } = plan(rowsAfter(programme), { ...programme, event: { ...programme.event, ...more } });
    expect(acts.map(({ id }) => id)).toEqual(['matsuri']);
  });

  it('updates a stage that was renamed or moved', () => {
    const [stage] = programme.stages;
    for (const more of [{ order: 2 }, { name: [{ lang: 'en', value: 'Other' }] }]) {
      const { acts } = plan(rowsAfter(programme), { ...programme, stages: [{ ...stage!, ...more }] });
      expect(acts.map(({ id }) => id)).toEqual(['matsuri.main']);
    }
  });

  it('leaves a session alone that has been on air, and says what would change', () => {
    const { acts, left } = plan(withOpening({ startedAt: 'x' }), aProgramme(retitled(), closing));
    expect(acts).toEqual([]);
    expect(left).toContainEqual({ id: opening.id, reason: 'SESSION_STARTED', fields: ['title'] });
  });

  it('leaves a session alone that differs in a field edited at the desk', () => {
    const { acts, left } = plan(withOpening({ edited: ['title'] }), aProgramme(retitled(), closing));
    expect(acts).toEqual([]);
    expect(left).toContainEqual({ id: opening.id, reason: 'FIELD_EDITED', fields: ['title'] });
  });

  it('updates a session that differs only in fields that were not edited', () => {
    const { acts } = plan(withOpening({ edited: ['description'] }), aProgramme(retitled(), closing));
    expect(acts.map(({ id }) => id)).toEqual([opening.id]);
  });

  it('removes nothing: what only the site has is left', () => {
    const { acts, left } = plan(rowsAfter(programme), { ...aProgramme(opening), stages: [] });
    expect(acts).toEqual([]);
    expect(left.filter(({ reason }) => reason === 'ONLY_ON_SITE').map(({ id }) => id)).toEqual([
      'matsuri.main',
      closing.id,
    ]);
  });
});

describe('an import of prepared surveys', () => {
  const first = aSurvey('first');
  const second = aSurvey('second', { order: 2 });
  const prepared = withSurveys(programme, first, second);
  const reworded = { ...first, question: [{ lang: 'en', value: 'Another question' }] };
  /** The site after the import, with its first survey changed since. */
  const withFirst = (more: object): CurrentRows => {
    const now = rowsAfter(prepared);
    return { ...now, surveys: now.surveys.map((row) => (row.id === first.id ? { ...row, ...more } : row)) };
  };

  it('creates them after the stages that they are for, as imported', () => {
    const { acts } = plan(NOTHING, prepared);
    const { stage: _, ...input } = first;
    expect(acts.map(({ id }) => id).slice(-2)).toEqual([first.id, second.id]);
    expect(acts.at(-2)).toEqual({
      id: first.id,
      creates: true,
      mutation: 'putSurvey',
      variables: { input, origin: 'IMPORT' },
    });
  });

  it('does nothing the second time', () => {
    const { acts, left } = plan(rowsAfter(prepared), prepared);
    expect(acts).toEqual([]);
    expect(left).toContainEqual({ id: second.id, reason: 'UNCHANGED', fields: [] });
  });

  it('updates a draft that differs, naming the version that it saw', () => {
    const { acts } = plan(rowsAfter(prepared), withSurveys(programme, reworded, second));
    expect(acts).toMatchObject([{ id: first.id, creates: false, mutation: 'putSurvey', variables: { expected: 3 } }]);
  });

  it.each([
    'OPEN',
    'CLOSED',
    'ENDED',
    'WITHDRAWN',
  ])('leaves one alone that is %s, and says what would change', (state) => {
    const { acts, left } = plan(withFirst({ state }), withSurveys(programme, reworded, second));
    expect(acts).toEqual([]);
    expect(left).toContainEqual({ id: first.id, reason: 'SURVEY_OPENED', fields: ['question'] });
  });

  it('leaves one alone that differs in a field edited at the desk, and no other', () => {
    const wanted = withSurveys(programme, reworded, second);
    const { acts, left } = plan(withFirst({ edited: ['question'] }), wanted);
    expect(acts).toEqual([]);
    expect(left).toContainEqual({ id: first.id, reason: 'FIELD_EDITED', fields: ['question'] });
    expect(plan(withFirst({ edited: ['options'] }), wanted).acts.map(({ id }) => id)).toEqual([first.id]);
  });

  it('removes none', () => {
    const { acts, left } = plan(rowsAfter(prepared), withSurveys(programme, first));
    expect(acts).toEqual([]);
    expect(left).toContainEqual({ id: second.id, reason: 'ONLY_ON_SITE', fields: [] });
  });
});

describe('shifting a programme', () => {
  it('moves all its times by whole days and nothing else', () => {
    const shifted = shiftDays(programme, 3);
    expect(shifted.event).toEqual({
      ...programme.event,
      startsAt: '2026-11-23T09:00:00.000Z',
      endsAt: '2026-11-24T09:00:00.000Z',
    });
    expect(shifted.sessions[1]).toEqual({
      ...opening,
      startsAt: '2026-11-23T09:00:00.000Z',
      endsAt: '2026-11-23T10:00:00.000Z',
    });
    expect(shiftDays(shifted, -3)).toEqual(programme);
  });

  it.each([
    '2026-11-20T09:00:00.000Z',
    '2027-01-01T08:59:59.000Z',
    '2026-01-01T09:00:00.000Z',
  ])('finds the days after which it is on at %s', (now) => {
    const { event } = shiftDays(programme, daysUntilOn(programme, new Date(now)));
    expect(event.startsAt <= now && now < event.endsAt).toBe(true);
  });
});
