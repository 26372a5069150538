import { render, screen } from '@solidjs/testing-library';
import { createSignal } from 'solid-js';
import type { EventState, LiveState } from '#graphql/schema.generated';
import type { StageView } from '../../spa/src/live/stage-feed.ts';
import type { House } from '../../spa/src/page/house.ts';
import { Stage } from '../../spa/src/stage/stage.tsx';
import { setLanguage } from '../../spa/src/text/language.ts';
import { both, inMinutes, nextTalk, stateOf, talk, viewOf } from './stage-view.ts';

const opened: boolean[] = [];
const house: House = {
  event: () => null,
  stages: () => [],
  stateOf: () => undefined,
  learn: () => {},
  timetableOpen: () => false,
  setTimetableOpen: (open) => opened.push(open),
};

/** Shows the stage; the answer shows a later view of it. */
function show(first: StageView) {
  const [view, setView] = createSignal(first);
  render(() => (
    <Stage
      view={view()}
      state={view().state as LiveState}
      name={both('大舞台', 'Main stage')}
      zone="Asia/Tokyo"
      house={house}
    />
  ));
  return setView;
}

const ofEvent = (state: EventState, notice = both('', '')): LiveState['event'] => ({
  ...stateOf().event,
  id: 'e',
  state,
  notice,
});

beforeEach(() => setLanguage('en'));

describe('a stage on which somebody speaks', () => {
  it('says who speaks about what, and what comes next in how long', () => {
    show(
      viewOf(stateOf({ session: talk, next: nextTalk }), {
        description: both('あらすじです', 'One minute after the curtain.\nAnd then?'),
      }),
    );
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('Meeting a million viewers in your sleep');
    expect(screen.getByText('Minori Sato')).toBeVisible();
    expect(screen.getByText(/Streaming Platform/)).toBeVisible();
    expect(screen.getByText('One minute after the curtain.')).toBeVisible();
    const next = screen.getByRole('region', { name: 'Up next' });
    expect(next).toHaveTextContent('Scene changes with EventBridge');
    expect(next).toHaveTextContent(/in 34:\d\d/);
  });

  it('marks what is in another language than the page', () => {
    show(viewOf(stateOf({ session: talk })));
    expect(screen.getByText('João Lima')).toHaveAttribute('lang', 'pt-br');
    expect(screen.getByText('Minori Sato')).not.toHaveAttribute('lang');
  });

  it('changes language where it stands', () => {
    show(viewOf(stateOf({ session: talk })));
    setLanguage('ja');
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('百万人の同時視聴を、眠ったまま迎える');
    expect(document.documentElement.lang).toBe('ja');
  });

  it('follows a corrected title without touching the rest', () => {
    const setView = show(viewOf(stateOf({ session: talk, next: nextTalk })));
    const button = screen.getByRole('button', { name: /timetable/i });
    setView(viewOf(stateOf({ seq: 2, session: { ...talk, title: both('直した題', 'Corrected') }, next: nextTalk })));
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('Corrected');
    expect(screen.getByRole('button', { name: /timetable/i })).toBe(button);
  });

  it('opens the timetable', () => {
    show(viewOf(stateOf({ session: talk, next: nextTalk })));
    screen.getByRole('button', { name: /Open the timetable/ }).click();
    expect(opened).toEqual([true]);
  });

  it('shows the stage’s own text when nobody is on', () => {
    show(viewOf(stateOf({ title: both('まもなく', 'Doors are open') })));
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('Doors are open');
  });
});

describe('a stage where there is no picture to show', () => {
  it('says that the curtain is down, with the session under it', () => {
    show(viewOf(stateOf({ session: talk, curtain: 'DOWN' })));
    expect(screen.getByText('The curtain is down')).toBeVisible();
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('Meeting a million viewers');
  });

  it('says in a break when it is over', () => {
    const pause = { ...talk, kind: 'BREAK' as const, title: both('休憩', 'Intermission') };
    show(viewOf(stateOf({ session: pause, next: { ...nextTalk, startsAt: '2099-11-20T10:20:00.000Z' } })));
    expect(screen.getByText('Back at 19:20')).toBeVisible();
  });

  it('counts down to a session that has not begun', () => {
    show(viewOf(stateOf({ curtain: 'DOWN', next: nextTalk })));
    expect(screen.getByText('Not started yet')).toBeVisible();
    expect(screen.getByText(/^34:\d\d$/)).toBeVisible();
  });

  it.each([
    [0.5, 'Any moment now'],
    [-5, 'Still getting ready'],
  ])('never calls a session begun by the clock alone (%d min)', (minutes, text) => {
    show(viewOf(stateOf({ curtain: 'DOWN', next: { ...nextTalk, startsAt: inMinutes(minutes) } })));
    expect(screen.getByText('Not started yet')).toBeVisible();
    expect(screen.getByText(text)).toBeVisible();
  });

  it.each([
    ['CANCELLED', 'This event is cancelled'],
    ['POSTPONED', 'This event is postponed'],
  ] as const)('says that the event is %s, and why', (state, title) => {
    show(viewOf(stateOf({ session: talk, event: ofEvent(state, both('台風のため', 'A typhoon is coming.')) })));
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent(title);
    expect(screen.getByText('A typhoon is coming.')).toBeVisible();
    expect(screen.getByRole('link', { name: 'To the event’s page' })).toHaveAttribute('href', '/e');
  });

  it('says that the show is over', () => {
    show(viewOf(stateOf({ event: ofEvent('OVER') })));
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('The show is over');
  });

  it('shows nothing of a draft', () => {
    show(viewOf({ stage: 'e.a', seq: 3, event: { id: 'e', state: 'DRAFT' } }));
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('This event is not public yet');
  });
});

describe('an event’s notice', () => {
  it('stands on every page of the event', () => {
    show(viewOf(stateOf({ session: talk, event: ofEvent('LIVE', both('開場が遅れます', 'Doors open late.')) })));
    expect(screen.getByRole('complementary', { name: 'Notice' })).toHaveTextContent('Doors open late.');
  });
});

describe('the status of the connection', () => {
  const down = { up: false, attempt: 3, retryAt: Date.now() + 4_000, reason: 'closed' };

  it.each([
    ['is a quiet word while it is live', {}, 'Connected'],
    [
      'is that it connects, before anything failed',
      { status: { kind: 'fallback', by: 'snapshot' }, link: { ...down, attempt: 0 } },
      'Connecting',
    ],
    [
      'is polling when the connection is down',
      { status: { kind: 'fallback', by: 'snapshot' }, link: down },
      'Updating every few seconds',
    ],
    [
      'is since when nothing came',
      { status: { kind: 'stale', since: Date.parse('2026-11-20T09:44:10Z') }, link: down },
      'No updates since 18:44:10',
    ],
  ] as [string, Partial<StageView>, string][])('%s', (_case, change, text) => {
    show(viewOf(stateOf({ session: talk }), change));
    expect(screen.getByText(text)).toBeVisible();
  });

  it('comes with a note on what holds, once a third try is needed', async () => {
    const setView = show(
      viewOf(stateOf({ session: talk }), {
        status: { kind: 'fallback', by: 'snapshot' },
        link: { ...down, attempt: 2 },
      }),
    );
    expect(screen.queryByRole('complementary', { name: 'Connection' })).toBeNull();
    setView(viewOf(stateOf({ session: talk }), { status: { kind: 'fallback', by: 'snapshot' }, link: down }));
    expect(await screen.findByRole('complementary', { name: 'Connection' })).toHaveTextContent(
      /Reconnecting \(try 3, in \d s\)/,
    );
  });
});
