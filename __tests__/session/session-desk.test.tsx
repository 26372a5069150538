import { screen, waitFor, within } from '@solidjs/testing-library';
import userEvent from '@testing-library/user-event';
import { setLanguage } from '../../spa/src/text/language.ts';
import { aSession, aState, openDesk } from '../desk/fake-desk.tsx';

const user = userEvent.setup();
const PLACE = '/admin/matsuri/main/one';
const title = async () =>
  within(await screen.findByRole('group', { name: 'Title' })).getByRole('textbox', { name: 'English' });
const save = () => screen.getByRole('button', { name: 'Save and show' });
const open = () => openDesk(PLACE, { sessions: [aSession('one')] });

/** Somebody else saved the session, and this desk hears of it as every page does. */
function changedElsewhere(desk: ReturnType<typeof open>, value: string) {
  const [session] = desk.rows.sessions;
  desk.rows.sessions[0] = aSession('one', {
    title: [{ lang: 'en', value }],
    version: (session?.version ?? 0) + 1,
    updatedBy: 'kim@example.test',
  });
  desk.show({ state: aState(2, { programme: value }) });
}

beforeEach(() => {
  setLanguage('en');
  localStorage.clear();
});

describe('the session’s editor', () => {
  it('saves over the version that it saw', async () => {
    const desk = open();
    await user.clear(await title());
    await user.type(await title(), 'New title');
    await user.click(save());
    await waitFor(() => expect(screen.getByText('Saved')).toBeVisible());
    expect(desk.acts[0]).toMatchObject({
      name: 'PutSession',
      variables: { expected: 1, input: { id: 'matsuri.main.one', title: [{ lang: 'en', value: 'New title' }] } },
    });
  });

  it('shows what the audience will read while it is typed', async () => {
    open();
    await user.type(await title(), ' and more');
    const audience = screen.getByRole('region', { name: 'The audience’s screens' });
    expect(within(audience).getByText('Talk one and more')).toBeVisible();
  });

  it('shows theirs beside mine, and saves neither before somebody chose', async () => {
    const desk = open();
    await user.type(await title(), ' by me');
    changedElsewhere(desk, 'Talk one by Kim');
    const conflict = await screen.findByRole('group', { name: /kim@example.test changed this too/ });
    expect(conflict).toHaveTextContent('Talk one by Kim');
    expect(conflict).toHaveTextContent('Talk one by me');
    expect(await title()).toHaveValue('Talk one by me');
    await user.click(save());
    expect(desk.acts).toHaveLength(0);
    await user.click(within(conflict).getByRole('button', { name: 'Use mine' }));
    await user.click(save());
    await waitFor(() => expect(desk.rows.sessions[0]?.title[0]?.value).toBe('Talk one by me'));
    expect(desk.acts[0]?.variables.expected).toBe(2);
  });

  it('takes theirs when somebody chooses so', async () => {
    const desk = open();
    await user.type(await title(), ' by me');
    changedElsewhere(desk, 'Talk one by Kim');
    await user.click(await screen.findByRole('button', { name: 'Use theirs' }));
    expect(await title()).toHaveValue('Talk one by Kim');
  });

  it('finds a conflict also when it only hears of it by saving', async () => {
    const desk = open();
    await user.type(await title(), ' by me');
    desk.rows.sessions[0] = aSession('one', { title: [{ lang: 'en', value: 'Talk one by Kim' }], version: 2 });
    await user.click(save());
    expect(await screen.findByRole('button', { name: 'Use theirs' })).toBeVisible();
    expect(await title()).toHaveValue('Talk one by me');
  });

  it('has what was typed after a reload, and says from when', async () => {
    const before = open();
    await user.type(await title(), ' unsaved');
    before.unmount();
    open();
    expect(await title()).toHaveValue('Talk one unsaved');
    expect(screen.getByText(/Brought back what was typed at/)).toBeVisible();
  });

  it('forgets what was typed only when told to', async () => {
    const before = open();
    await user.type(await title(), ' unsaved');
    await user.click(screen.getByRole('button', { name: 'Discard what I typed' }));
    expect(await title()).toHaveValue('Talk one');
    before.unmount();
    open();
    expect(await title()).toHaveValue('Talk one');
  });

  it('says what is wrong before anything is sent', async () => {
    const desk = open();
    await user.clear(await title());
    expect(screen.getByText('A text is needed, in one language at least')).toBeVisible();
    await user.click(save());
    expect(desk.acts).toHaveLength(0);
  });

  it('asks before it removes a session, and brings it back', async () => {
    const desk = open();
    await user.click(await screen.findByRole('button', { name: 'Remove from the timetable' }));
    expect(desk.acts).toHaveLength(0);
    await user.click(screen.getByRole('button', { name: 'Remove' }));
    expect(await screen.findByText('No sessions yet')).toBeVisible();
    await user.click(screen.getByRole('button', { name: /^Undo/ }));
    expect(await screen.findByRole('button', { name: 'Put on air: Talk one' })).toBeVisible();
  });
});
