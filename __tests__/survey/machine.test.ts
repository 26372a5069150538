import {
  canUndo,
  close,
  closeOnTime,
  end,
  extend,
  gateOf,
  hide,
  isOpenGate,
  isOver,
  type Outcome,
  open,
  type SurveyRow,
  show,
  undo,
  withdraw,
} from '#graphql/survey/machine';
import { makeRoom } from '#graphql/survey/make-room';
import { at, certificate, deadlineAt, draft, momentAt, NO_DEADLINE, stored } from './survey-row.ts';

const opened = stored(draft, open(draft, momentAt(0), NO_DEADLINE).step);
const timed = stored(draft, open(draft, momentAt(0), deadlineAt(90)).step);
const closed = stored(timed, close(timed, momentAt(60), true).step);
const ended = stored(closed, end(closed, momentAt(120)).step);
const withdrawn = stored(opened, withdraw(opened, momentAt(30)).step);
const surveys = { DRAFT: draft, OPEN: opened, CLOSED: closed, ENDED: ended, WITHDRAWN: withdrawn };

describe('each act', () => {
  const acts: Record<string, { act: (survey: SurveyRow) => Outcome; from: (keyof typeof surveys)[] }> = {
    open: { act: (survey) => open(survey, momentAt(200), NO_DEADLINE), from: ['DRAFT'] },
    extend: { act: (survey) => extend(survey, momentAt(200), deadlineAt(230)), from: ['OPEN'] },
    close: { act: (survey) => close(survey, momentAt(200), false), from: ['OPEN'] },
    show: { act: (survey) => show({ ...survey, resultsShown: false }, momentAt(200)), from: ['OPEN', 'CLOSED'] },
    hide: { act: (survey) => hide({ ...survey, resultsShown: true }, momentAt(200)), from: ['OPEN', 'CLOSED'] },
    end: { act: (survey) => end(survey, momentAt(200)), from: ['CLOSED'] },
    withdraw: { act: (survey) => withdraw(survey, momentAt(200)), from: ['OPEN', 'CLOSED'] },
  };
  const cases = Object.entries(acts).flatMap(([name, { act, from }]) =>
    (Object.keys(surveys) as (keyof typeof surveys)[]).map(
      (state) => [name, state, act, from.includes(state)] as const,
    ),
  );

  it.each(cases)('%s of what is %s', (_, state, act, allowed) => {
    const { step, violation } = act(surveys[state]);
    if (allowed) expect(step).not.toBeNull();
    else expect(violation).toMatchObject({ code: 'SURVEY_STATE', field: 'survey' });
  });
});

describe('opening', () => {
  it('notes when, and its deadline', () => {
    expect(timed).toMatchObject({ state: 'OPEN', openedAt: at(0), closesAt: at(90), takesUntil: at(92) });
    expect(opened.closesAt).toBeUndefined();
  });

  it('shows results at once only where the policy is ALWAYS', () => {
    const shown = (policy: SurveyRow['policy']) =>
      open({ ...draft, policy }, momentAt(0), NO_DEADLINE).step?.resultsShown;
    expect(shown('ALWAYS')).toBe(true);
    expect([shown('AFTER_ANSWER'), shown('AFTER_CLOSE'), shown('OPERATOR_ONLY')]).toEqual([false, false, false]);
  });

  it('cannot be undone', () => {
    expect(canUndo(opened, at(1))).toBe(false);
  });
});

describe('the deadline', () => {
  it('is moved', () => {
    expect(extend(timed, momentAt(91), deadlineAt(120)).step).toMatchObject(deadlineAt(120));
  });

  it('is over once ballots are no longer taken, not before', () => {
    expect(isOver(timed, at(92))).toBe(false);
    expect(isOver(timed, at(92.001))).toBe(true);
    expect(isOver(opened, at(100_000))).toBe(false);
    expect(isOver(closed, at(100_000))).toBe(false);
  });

  it('is not moved once it is over', () => {
    expect(extend(timed, momentAt(93), deadlineAt(123)).violation).toMatchObject({ code: 'SURVEY_STATE' });
  });
});

describe('closing', () => {
  it('is at the act’s time, and no later than the survey closes by itself', () => {
    expect(close(timed, momentAt(60), false).step?.closedAt).toBe(at(60));
    expect(close(timed, momentAt(92), false).step?.closedAt).toBe(at(92));
    expect(close(timed, momentAt(300), false).step?.closedAt).toBe(at(92));
    expect(close(opened, momentAt(300), false).step?.closedAt).toBe(at(300));
  });

  it('shows what is asked for, and leaves shown what was shown', () => {
    expect(close(opened, momentAt(60), true).step?.resultsShown).toBe(true);
    expect(close(opened, momentAt(60), false).step?.resultsShown).toBe(false);
    expect(close({ ...opened, resultsShown: true }, momentAt(60), false).step?.resultsShown).toBe(true);
  });

  it('by the platform is when ballots are no longer taken', () => {
    expect(closeOnTime(timed, momentAt(92))).toBeNull();
    expect(closeOnTime(timed, momentAt(95))).toMatchObject({ state: 'CLOSED', closedAt: at(92) });
    expect(closeOnTime(opened, momentAt(1000))).toBeNull();
    expect(closeOnTime(closed, momentAt(1000))).toBeNull();
  });

  it('by the platform shows what the policy says', () => {
    const shown = (policy: SurveyRow['policy']) => closeOnTime({ ...timed, policy }, momentAt(95))?.resultsShown;
    expect([shown('ALWAYS'), shown('AFTER_CLOSE')]).toEqual([true, true]);
    expect([shown('AFTER_ANSWER'), shown('OPERATOR_ONLY')]).toEqual([false, false]);
  });
});

describe('showing and hiding', () => {
  it('changes nothing but that', () => {
    expect(show(opened, momentAt(5)).step).toEqual({
      state: 'OPEN',
      resultsShown: true,
      undo: expect.objectContaining({ act: 'SHOW', until: at(15), resultsShown: false }),
    });
    expect(hide(closed, momentAt(5)).step).toMatchObject({
      state: 'CLOSED',
      resultsShown: false,
      undo: { act: 'HIDE' },
    });
  });

  it('is refused where it is so already', () => {
    expect(show(closed, momentAt(5)).violation).toMatchObject({ code: 'SURVEY_STATE' });
    expect(hide(opened, momentAt(5)).violation).toMatchObject({ code: 'SURVEY_STATE' });
  });
});

describe('withdrawing', () => {
  it('hides the results and cannot be undone', () => {
    const after = stored(closed, withdraw(closed, momentAt(61)).step);
    expect(after).toMatchObject({ state: 'WITHDRAWN', resultsShown: false, withdrawnAt: at(61) });
    expect(undo(after, momentAt(62)).violation).toMatchObject({ code: 'UNDO_OVER' });
  });

  it('is refused once the survey is certified', () => {
    expect(withdraw({ ...closed, certificate }, momentAt(200)).violation).toMatchObject({ code: 'SURVEY_STATE' });
  });
});

describe('undoing', () => {
  const undone = (survey: SurveyRow, seconds: number) => stored(survey, undo(survey, momentAt(seconds)).step);

  it('opens again what was closed', () => {
    expect(undone(closed, 70)).toEqual({ ...timed, version: closed.version + 1 });
  });

  it('is over after ten seconds', () => {
    expect(canUndo(closed, at(70))).toBe(true);
    expect(canUndo(closed, at(70.001))).toBe(false);
    expect(undo(closed, momentAt(71)).violation).toMatchObject({ code: 'UNDO_OVER', field: 'survey' });
  });

  it('is done once', () => {
    expect(undo(undone(closed, 65), momentAt(66)).violation).toMatchObject({ code: 'UNDO_OVER' });
  });

  it('closes again what was ended', () => {
    expect(undone(ended, 125)).toEqual({ ...closed, undo: undefined, version: ended.version + 1 });
  });

  it('takes back showing and hiding', () => {
    const shown = stored(timed, show(timed, momentAt(5)).step);
    expect(undone(shown, 6)).toEqual({ ...timed, version: shown.version + 1 });
    const hidden = stored(closed, hide(closed, momentAt(65)).step);
    expect(undone(hidden, 66)).toMatchObject({ state: 'CLOSED', resultsShown: true, closedAt: closed.closedAt });
  });

  it('takes back an extension', () => {
    const extended = stored(timed, extend(timed, momentAt(30), deadlineAt(120)).step);
    expect(undone(extended, 31)).toEqual({ ...timed, version: extended.version + 1 });
    const limited = stored(opened, extend(opened, momentAt(30), deadlineAt(60)).step);
    expect(undone(limited, 31)).toEqual({ ...opened, version: limited.version + 1 });
  });

  it('opens without the deadline that has passed meanwhile', () => {
    const late = stored(timed, closeOnTime(timed, momentAt(95)));
    expect(undone(late, 100)).toMatchObject({ state: 'OPEN', openedAt: at(0) });
    expect(undone(late, 100).closesAt).toBeUndefined();
    expect(undone(late, 100).takesUntil).toBeUndefined();
    expect(isOpenGate(gateOf(late, undo(late, momentAt(100)).step!), at(100))).toBe(true);
  });

  it('does not open again what is over by taking back that results were shown', () => {
    const shown = stored(timed, show(timed, momentAt(89)).step);
    const after = undone(shown, 95);
    expect(after).toMatchObject({ ...deadlineAt(90), resultsShown: false });
    expect(isOver(after, at(95))).toBe(true);
  });

  it('does not open again what was certified', () => {
    const late = stored(timed, close(timed, momentAt(300), true).step);
    expect(canUndo(late, at(301))).toBe(true);
    expect(undo({ ...late, certificate }, momentAt(301)).violation).toMatchObject({ code: 'UNDO_OVER' });
  });

  it('leaves the certificate of what was ended and comes back', () => {
    expect(undone({ ...ended, certificate }, 125)).toMatchObject({ state: 'CLOSED', certificate });
  });
});

describe('making room for another survey', () => {
  it('ends what is closed, for good', () => {
    const step = makeRoom(closed, momentAt(65)).step;
    expect(step).toMatchObject({ state: 'ENDED', endedAt: at(65), resultsShown: true, undo: null });
  });

  it('closes and ends what is over', () => {
    const step = makeRoom(timed, momentAt(95)).step;
    expect(step).toMatchObject({ state: 'ENDED', closedAt: at(92), endedAt: at(95), resultsShown: true, undo: null });
  });

  it.each([
    ['without a deadline', opened],
    ['with a deadline to come', timed],
  ])('is refused by a survey that is open %s', (_, onPage) => {
    expect(makeRoom(onPage, momentAt(60)).violation).toMatchObject({ code: 'SURVEY_OPEN', field: 'survey' });
  });
});

describe('the gate', () => {
  it('says what an answer is checked against', () => {
    const { step } = open(draft, momentAt(0), deadlineAt(90));
    expect(gateOf(draft, step!)).toEqual({
      survey: draft.id,
      version: 2,
      state: 'OPEN',
      kind: 'SINGLE',
      choices: ['rice', 'noodles'],
      minChoices: 1,
      maxChoices: 1,
      changes: true,
      electorate: 'EVERYBODY',
      openedAt: at(0),
      takesUntil: at(92),
    });
  });

  it('keeps what a step does not touch', () => {
    const gate = gateOf(timed, close(timed, momentAt(60), true).step!);
    expect(gate).toMatchObject({ state: 'CLOSED', openedAt: at(0), takesUntil: at(92), version: timed.version + 1 });
  });

  it('takes ballots until the grace is over, while it is open', () => {
    expect(isOpenGate({ state: 'OPEN', takesUntil: at(92) }, at(92))).toBe(true);
    expect(isOpenGate({ state: 'OPEN', takesUntil: at(92) }, at(92.001))).toBe(false);
    expect(isOpenGate({ state: 'OPEN', takesUntil: null }, at(100_000))).toBe(true);
    expect(isOpenGate({ state: 'CLOSED', takesUntil: null }, at(0))).toBe(false);
    expect(isOpenGate(null, at(0))).toBe(false);
  });
});
