import { jest } from '@jest/globals';
import { render, screen } from '@solidjs/testing-library';
import { createSignal } from 'solid-js';
import type { LiveSurvey } from '#graphql/schema.generated';
import type { StageView } from '../../spa/src/live/stage-feed.ts';
import { Overlay } from '../../spa/src/overlay/overlay.tsx';
import { settingsOf } from '../../spa/src/overlay/settings.ts';
import { inMinutes, stateOf, viewOf } from '../stage/stage-view.ts';
import { closed, rating, soFar, survey, text } from './surveys.ts';

const of = (shown: LiveSurvey | null, change: Partial<StageView> = {}): StageView =>
  viewOf(stateOf({ survey: shown }), change);

/** Shows an overlay with these settings; the answer shows a later view in it. */
function show(first: StageView, search = '?lang=en') {
  const [view, setView] = createSignal(first);
  const settings = settingsOf('/overlay/e.a', search);
  const { container } = render(() => <Overlay settings={settings} view={view()} />);
  return { container, setView };
}

const STALE: Partial<StageView> = { status: { kind: 'stale', since: null } };

describe('an overlay with nothing to show', () => {
  it.each([
    ['before anything is known', { ...of(null), state: null, found: 'unknown' }],
    ['on a stage that does not exist', { ...of(null), state: null, found: 'no' }],
    ['when nobody can be reached', { ...of(null), ...STALE, state: null }],
    ['without a survey', of(null)],
    ['when the survey was withdrawn', of({ ...survey, state: 'WITHDRAWN', results: null })],
    ['when it is closed and its results are hidden', of({ ...closed, results: survey.results })],
    ['when moderation showed no answer yet', of({ ...text, state: 'CLOSED', answers: null })],
    ['of a draft', viewOf({ stage: 'e.a', seq: 3, event: { id: 'e', state: 'DRAFT' } })],
  ] as [string, StageView][])('is empty %s', (_case, view) => {
    expect(show(view).container).toBeEmptyDOMElement();
  });
});

describe('an open survey', () => {
  it('is its question, what can be chosen, how many answered, and where to', () => {
    const { container } = show(of(survey));
    expect(screen.getByText('Survey open')).toBeVisible();
    expect(screen.getByRole('heading')).toHaveTextContent('Production breaks. What do you look at first?');
    expect(screen.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
      'AThe metrics',
      'BThe log',
      'CThe last deploy',
    ]);
    expect(screen.getByText('1,204 votes')).toBeVisible();
    expect(container).toHaveTextContent('localhost/e/a');
    expect(container.querySelectorAll('svg.qr')).toHaveLength(1);
  });

  it('says how many may be chosen where it is not one', () => {
    const { setView } = show(of({ ...survey, kind: 'MULTIPLE', maxChoices: 2 }));
    expect(screen.getByText('Choose up to 2')).toBeVisible();
    setView(of({ ...survey, kind: 'MULTIPLE', minChoices: 2, maxChoices: 2 }));
    expect(screen.getByText('Choose 2')).toBeVisible();
    setView(of({ ...survey, kind: 'MULTIPLE', minChoices: 2, maxChoices: 3 }));
    expect(screen.getByText('Choose 2 to 3')).toBeVisible();
  });

  it('has the steps of a rating in a row, with the words of those that have some', () => {
    show(of({ ...rating, state: 'OPEN', results: survey.results }));
    expect(screen.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
      ...['1', '2', '3', '4', '5'],
      '5Excellent',
    ]);
  });

  it('says that it closes soon, and never counts the seconds', () => {
    const { container, setView } = show(of({ ...survey, closesAt: inMinutes(5) }));
    expect(screen.queryByText('Closing soon')).toBeNull();
    setView(of({ ...survey, closesAt: inMinutes(0.1) }));
    expect(screen.getByText('Closing soon')).toBeVisible();
    expect(container.textContent).not.toMatch(/\d:\d\d|\d+ s/);
  });

  it('changes its number alone when ballots come in', () => {
    const { setView } = show(of(survey));
    const heading = screen.getByRole('heading');
    setView(of({ ...survey, results: { survey: 'e.a.s', status: 'SO_FAR', ballots: 1_300 } }));
    expect(screen.getByText('1,300 votes')).toBeVisible();
    expect(screen.getByRole('heading')).toBe(heading);
  });

  it('has bars in the place of its options once results may be seen', () => {
    show(of(soFar));
    expect(screen.getByText('Survey open')).toBeVisible();
    expect(screen.getAllByRole('listitem')[0]).toHaveTextContent('The metrics42%500 votes');
    expect(screen.getByText('1,200 votes')).toBeVisible();
  });

  it('is not shown where only results are wanted', () => {
    const { container } = show(of(survey), '?widgets=results&lang=en');
    expect(container).toBeEmptyDOMElement();
  });
});

describe('results', () => {
  const shares = () => screen.getAllByText(/^\d+$/, { selector: '.p' }).map(({ textContent }) => textContent);

  it('are whole percentages that add up to 100, the leader solid and bold', () => {
    show(of(closed));
    expect(shares()).toEqual(['42%', '25%', '33%']);
    const [first, ...others] = screen.getAllByRole('listitem');
    expect(first).toHaveClass('top');
    for (const other of others) expect(other).not.toHaveClass('top');
    expect(first?.querySelector<HTMLElement>('i')?.style.getPropertyValue('--v')).toBe('42');
    expect(screen.getByText('1,200 votes')).toBeVisible();
  });

  it.each([
    ['SO_FAR', 'Results so far', '途中経過'],
    ['PROVISIONAL', 'Provisional results', '結果速報'],
    ['FINAL', 'Final results', '確定結果'],
  ] as const)('say that they are %s', (status, english, japanese) => {
    const results = { survey: 'e.a.s', ballots: 3, counts: closed.results?.counts ?? [], status };
    const { setView } = show(of({ ...closed, results }), '?widgets=results&lang=en');
    expect(screen.getByText(english)).toBeVisible();
    setView(of(null));
    show(of({ ...closed, results }), '?widgets=results&lang=ja');
    expect(screen.getByText(japanese)).toBeVisible();
  });

  it('say of several choices that there are several', () => {
    show(of({ ...closed, kind: 'MULTIPLE', maxChoices: 3, results: { ...soFar.results!, ballots: 600 } }));
    expect(shares()).toEqual(['83%', '50%', '67%']);
    expect(screen.getByText('Several answers each')).toBeVisible();
  });

  it('have a rating’s average and spread', () => {
    const { container } = show(of(rating));
    expect(container).toHaveTextContent(/Average\s*4\.5\s*of 5\s*Spread ±0\.5/);
    expect(shares()).toEqual(['0%', '0%', '0%', '50%', '50%']);
  });

  it('of free text are the answers that moderation showed, the most frequent first', () => {
    const answers = [
      { id: '1', text: 'Sleep', count: 2 },
      { id: '2', text: 'Idempotency', count: 30 },
    ];
    show(of({ ...text, state: 'CLOSED' }, { answers }));
    expect(screen.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
      'Idempotency 30 times',
      'Sleep 2 times',
    ]);
  });

  it('are not shown where only surveys are wanted', () => {
    const { container } = show(of(closed), '?widgets=survey&lang=en');
    expect(container).toBeEmptyDOMElement();
  });

  it('go when the survey ends', () => {
    const { container, setView } = show(of(closed));
    setView(of(null));
    expect(container).toBeEmptyDOMElement();
  });
});

describe('the language', () => {
  it('is the event’s first, and forgotten with the page', () => {
    localStorage.clear();
    const state = stateOf({ survey });
    show(viewOf({ ...state, event: { ...state.event!, languages: ['fr', 'ja', 'en'] } }), '');
    expect(screen.getByText('アンケート受付中')).toBeVisible();
    expect(document.documentElement.lang).toBe('ja');
    expect(localStorage).toHaveLength(0);
  });

  it('is the address’s where it names one', () => {
    show(of(survey), '?lang=en');
    expect(screen.getByRole('heading')).toHaveTextContent('Production breaks.');
  });
});

describe('while nothing comes', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('the last state stays for ten seconds, then goes, and comes back with the first sign of life', () => {
    const { container, setView } = show(of(survey));
    setView(of(survey, STALE));
    jest.advanceTimersByTime(9_900);
    expect(screen.getByRole('heading')).toBeVisible();
    jest.advanceTimersByTime(200);
    expect(container).toBeEmptyDOMElement();
    setView(of(survey, { status: { kind: 'fallback', by: 'snapshot' } }));
    expect(screen.getByRole('heading')).toBeVisible();
    jest.advanceTimersByTime(60_000);
    expect(screen.getByRole('heading')).toBeVisible();
  });

  it('a short break leaves no trace', () => {
    const { setView } = show(of(survey));
    setView(of(survey, STALE));
    jest.advanceTimersByTime(5_000);
    setView(of(survey));
    jest.advanceTimersByTime(60_000);
    expect(screen.getByRole('heading')).toBeVisible();
  });
});

describe('for hours', () => {
  it('an overlay has nothing to click, to focus or to read as an error', () => {
    const { container } = show(of(soFar));
    expect(container.querySelectorAll('a, button, input, [tabindex], [role=alert], [role=status]')).toHaveLength(0);
  });

  it('it holds no more after a thousand surveys than after the first', () => {
    const add = jest.spyOn(window, 'addEventListener');
    const remove = jest.spyOn(window, 'removeEventListener');
    const { container, setView } = show(of(survey));
    const nodes = () => container.querySelectorAll('*').length;
    const first = nodes();
    for (let round = 0; round < 1_000; round += 1) {
      const id = `e.a.s${round}`;
      setView(of({ ...closed, id }));
      setView(of({ ...survey, id }));
    }
    expect(nodes()).toBe(first);
    expect(add.mock.calls.length - remove.mock.calls.length).toBe(1);
    jest.restoreAllMocks();
  });
});
