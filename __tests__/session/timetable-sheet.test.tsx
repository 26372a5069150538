import { fireEvent, render, screen, within } from '@solidjs/testing-library';
import { daysOf, TimetableSheet } from '../../spa/src/session/timetable-sheet.tsx';
import { setLanguage } from '../../spa/src/text/language.ts';
import { setZoneChoice } from '../../spa/src/time/zone.ts';
import { both, stateOf, talk } from '../stage/stage-view.ts';

// jsdom has no modal dialogs yet (https://github.com/jsdom/jsdom/issues/3294).
HTMLDialogElement.prototype.showModal = function (this: HTMLDialogElement) {
  this.open = true;
};
HTMLDialogElement.prototype.close = function (this: HTMLDialogElement) {
  this.open = false;
};
Element.prototype.scrollIntoView = () => {};

const at = (startsAt: string, endsAt: string, id: string) => ({ ...talk, id, startsAt, endsAt, title: both(id, id) });
const sessions = [
  at('2020-11-20T09:00:00.000Z', '2020-11-20T10:00:00.000Z', 'past'),
  at('2020-11-20T14:30:00.000Z', '2020-11-20T15:30:00.000Z', 'now'),
  at('2099-11-20T15:30:00.000Z', '2099-11-20T16:00:00.000Z', 'to come'),
];

async function open() {
  const closed: true[] = [];
  const rendered = render(() => (
    <TimetableSheet
      event={stateOf().event!}
      stageName={both('大舞台', 'Main stage')}
      sessions={sessions}
      onAir="now"
      next="to come"
      onClose={() => closed.push(true)}
    />
  ));
  return { closed, ...rendered };
}

/** The browser's history answers later. */
const steppedBack = () => new Promise((resolve) => addEventListener('popstate', resolve, { once: true }));

beforeEach(() => {
  setLanguage('en');
  setZoneChoice('event');
});

describe('the timetable', () => {
  it('is a dialog with a name, and marks what is on now, what comes next and what is past', async () => {
    await open();
    const dialog = screen.getByRole('dialog', { name: 'Timetable' });
    const [past, now, next] = within(dialog).getAllByRole('listitem');
    expect(past).toHaveClass('past');
    expect(now).toHaveAttribute('aria-current', 'true');
    expect(now).toHaveTextContent('On stage');
    expect(next).toHaveTextContent('Next');
  });

  it('says times in the zone that was chosen, and remembers it', async () => {
    await open();
    expect(screen.getByText('18:00')).toBeVisible();
    fireEvent.change(screen.getByRole('combobox', { name: 'Show times in' }), { target: { value: 'device' } });
    expect(localStorage.getItem('butai.zone')).toBe('device');
  });

  it('goes by days as they fall in that zone', () => {
    const nights = [
      at('2026-11-20T14:30:00.000Z', '2026-11-20T14:50:00.000Z', 'before midnight in Tokyo'),
      at('2026-11-20T15:30:00.000Z', '2026-11-20T16:00:00.000Z', 'after it'),
    ];
    expect(daysOf(nights, 'en', 'Asia/Tokyo').map((day) => day.name)).toEqual(['Fri 20 Nov', 'Sat 21 Nov']);
    expect(daysOf(nights, 'en', 'Europe/Berlin').map((day) => day.sessions.length)).toEqual([2]);
  });

  it('closes by its button, by Esc and by going back, and leaves the history as it was', async () => {
    const { closed, unmount } = await open();
    let back = steppedBack();
    screen.getByRole('button', { name: 'Close' }).click();
    await back;
    expect(closed).toHaveLength(1);
    unmount();

    const second = await open();
    back = steppedBack();
    fireEvent(screen.getByRole('dialog'), new Event('cancel', { cancelable: true }));
    await back;
    expect(second.closed).toHaveLength(1);
    second.unmount();

    const third = await open();
    back = steppedBack();
    history.back();
    await back;
    expect(third.closed).toHaveLength(1);
  });
});
