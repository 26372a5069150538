import fc from 'fast-check';
import { isOnPage, isOver, type SurveyRow, seesResults } from '#graphql/survey/machine';
import { ACTS, type Act, certify, closeInTime, perform, type World } from './machine-world.ts';
import { at, draft } from './survey-row.ts';

const IDS = ['a', 'b', 'c'].map((slug) => `matsuri.main.${slug}`);

/**
 * Who does what to which survey, after how many seconds. `looks`: whether an operator sees the present before acting, or acts on an older view.
 * `aims`: whether it is for the survey that is on the page, where there is one.
 */
interface Event {
  who: 'hana' | 'taro' | 'closer' | 'counter';
  id: string;
  act: Act;
  after: number;
  looks: boolean;
  aims: boolean;
}

const events = fc.array(
  fc.record<Event>({
    who: fc.constantFrom('hana', 'hana', 'taro', 'closer', 'counter'),
    id: fc.constantFrom(...IDS),
    act: fc.constantFrom(...ACTS, ...ACTS.filter((act) => act !== 'withdraw'), 'undo'),
    after: fc.constantFrom(0, 1, 1, 2, 3, 9, 11, 70),
    looks: fc.constantFrom(true, true, true, true, false),
    aims: fc.constantFrom(true, true, true, false),
  }),
  { minLength: 1, maxLength: 60, size: 'max' },
);
const prepared = fc.tuple(
  ...IDS.map((id) =>
    fc.record({
      id: fc.constant(id),
      policy: fc.constantFrom(
        'ALWAYS' as const,
        'AFTER_ANSWER' as const,
        'AFTER_CLOSE' as const,
        'OPERATOR_ONLY' as const,
      ),
      seconds: fc.constantFrom(null, 5, 30),
    }),
  ),
);

interface Moment {
  event: Event;
  before: World;
  after: World;
  accepted: boolean;
}

/** Lets it all happen. Each operator acts on the versions of their last look. */
function live(surveys: Pick<SurveyRow, 'id' | 'policy' | 'seconds'>[], happening: Event[]): Moment[] {
  let world: World = {
    clock: 0,
    onPage: null,
    surveys: Object.fromEntries(surveys.map((survey) => [survey.id, { ...draft, ...survey }])),
  };
  const views = { hana: world.surveys, taro: world.surveys };
  return happening.map((planned) => {
    const event = planned.aims && planned.act !== 'open' ? { ...planned, id: world.onPage ?? planned.id } : planned;
    const before = { ...world, clock: world.clock + event.after };
    const after = happen(before, event, views);
    world = after ?? before;
    return { event, before, after: world, accepted: after !== null };
  });
}

function happen(world: World, { who, id, act, looks }: Event, views: Record<'hana' | 'taro', World['surveys']>) {
  if (who === 'closer') return closeInTime(world, id);
  if (who === 'counter') return certify(world, id);
  if (looks) views[who] = world.surveys;
  return perform(world, id, act, views[who][id]?.version ?? 0);
}

function always(holds: (moment: Moment, past: Moment[]) => void): void {
  fc.assert(
    fc.property(prepared, events, (surveys, happening) => {
      const life = live(surveys, happening);
      for (const [i, moment] of life.entries()) holds(moment, life.slice(0, i));
    }),
    { numRuns: 200 },
  );
}

const each = (world: World) => Object.values(world.surveys);
const rowOf = (world: World, id: string) => world.surveys[id] as SurveyRow;
const byOperator = ({ who }: Event) => who === 'hana' || who === 'taro';

describe('whatever two operators and the platform do', () => {
  it('each act is accepted at times and refused at times', () => {
    const lives = fc
      .sample(fc.tuple(prepared, events), 300)
      .flatMap(([surveys, happening]) => live(surveys, happening));
    const C: Record<string, number> = {};
    for (const m of lives) {
      const k = `${byOperator(m.event) ? m.event.act : m.event.who} ${m.accepted}`;
      C[k] = (C[k] ?? 0) + 1;
    }
    for (const accepted of [true, false]) {
      const happened = lives.filter((moment) => moment.accepted === accepted).map(({ event }) => event);
      const names = happened.map((event) => (byOperator(event) ? event.act : event.who));
      expect(new Set(names)).toEqual(new Set([...ACTS, 'closer', 'counter']));
    }
  });

  it('no two surveys are on a stage’s page, and what is on it the stage points at', () => {
    always(({ after }) => {
      const shown = each(after).filter(isOnPage);
      expect(shown.length).toBeLessThanOrEqual(1);
      if (shown[0] !== undefined) expect(after.onPage).toBe(shown[0].id);
    });
  });

  it('a version rises by one with each act that is accepted, and with no other', () => {
    always(({ event, before, after, accepted }) => {
      for (const { id, version } of each(after)) {
        const rise = version - rowOf(before, id).version;
        const makesRoom = event.act === 'open' && byOperator(event) && before.onPage === id;
        if (id === event.id) expect(rise).toBe(accepted ? 1 : 0);
        else expect(rise).toBe(accepted && makesRoom && isOnPage(rowOf(before, id)) ? 1 : 0);
      }
    });
  });

  it('an act on an older view is refused and changes nothing', () => {
    always(({ event, before, after, accepted }, past) => {
      if (!byOperator(event) || event.looks) return;
      const looked = past.findLast(({ event: { who, looks } }) => who === event.who && looks);
      const seen = looked === undefined ? 1 : rowOf(looked.before, event.id).version;
      if (seen === rowOf(before, event.id).version) return;
      expect(accepted).toBe(false);
      expect(after).toEqual(before);
    });
  });

  it('nothing is closed later than ballots are taken, nor without having been opened', () => {
    always(({ after }) => {
      for (const { closedAt, takesUntil, openedAt, state } of each(after)) {
        if (closedAt && takesUntil) expect(closedAt <= takesUntil).toBe(true);
        if (closedAt) expect(openedAt && openedAt <= closedAt).toBe(true);
        expect(Boolean(closedAt)).toBe(
          state === 'CLOSED' || state === 'ENDED' || (state === 'WITHDRAWN' && !!closedAt),
        );
      }
    });
  });

  it('undoing restores the survey exactly, but for a deadline that has passed', () => {
    always(({ event, before, after, accepted }, past) => {
      if (!accepted || event.act !== 'undo' || !byOperator(event)) return;
      const undone = past.findLast((then) => then.accepted && changed(then, event.id) && then.event.who !== 'counter');
      const { undo: _, version: __, certificate: ___, closesAt, takesUntil, ...was } = rowOf(undone!.before, event.id);
      const { version, certificate, ...is } = rowOf(after, event.id);
      const reopens = rowOf(before, event.id).undo?.act === 'CLOSE' || rowOf(before, event.id).undo?.act === 'EXTEND';
      const over = reopens && !!closesAt && closesAt <= at(before.clock);
      expect(is).toEqual(over || !closesAt ? was : { ...was, closesAt, takesUntil });
      expect(version).toBe(rowOf(before, event.id).version + 1);
      expect(certificate).toEqual(rowOf(before, event.id).certificate);
    });
  });

  it('what is withdrawn stays as it is', () => {
    always(({ before, after }) => {
      for (const survey of each(before)) {
        if (survey.state === 'WITHDRAWN') expect(rowOf(after, survey.id)).toEqual(survey);
      }
    });
  });

  it('a certificate is never together with withdrawn, open or prepared, and never goes', () => {
    always(({ before, after }) => {
      for (const { id, certificate, state } of each(after)) {
        if (certificate) expect(['CLOSED', 'ENDED']).toContain(state);
        expect(certificate).toEqual(rowOf(before, id).certificate ?? certificate);
      }
    });
  });

  it('results come into sight by an operator’s act or as the policy says, by nothing else', () => {
    always(({ event, before, after }) => {
      for (const survey of each(after)) {
        if (seesResults(rowOf(before, survey.id), 'ANYBODY') || !seesResults(survey, 'ANYBODY')) continue;
        const policy = survey.policy;
        const platform = event.who === 'closer' || (event.act === 'open' && survey.id !== event.id);
        if (platform) expect(['ALWAYS', 'AFTER_CLOSE']).toContain(policy);
        else if (event.act === 'open') expect(policy).toBe('ALWAYS');
        else expect(['show', 'closeAndShow', 'undo']).toContain(event.act);
      }
    });
  });

  it('what is over comes back to taking ballots only by undoing its close or an extension', () => {
    always(({ event, before, after }) => {
      for (const survey of each(before)) {
        const now = rowOf(after, survey.id);
        if (!isOver(survey, at(before.clock)) || now.state !== 'OPEN') continue;
        if (isOver(now, at(before.clock))) continue;
        expect([event.act, survey.undo?.act]).toEqual(['undo', 'EXTEND']);
      }
    });
  });
});

function changed({ before, after }: Moment, id: string): boolean {
  return rowOf(before, id) !== rowOf(after, id);
}
