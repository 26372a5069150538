import { screen, waitFor, within } from '@solidjs/testing-library';
import userEvent from '@testing-library/user-event';
import { setLanguage } from '../../spa/src/text/language.ts';
import { aSession, aStage, aState, openDesk } from '../desk/fake-desk.tsx';

const sessions = () => [
  aSession('one', { startsAt: '2099-11-20T09:00:00.000Z' }),
  aSession('two', { startsAt: '2099-11-20T10:00:00.000Z' }),
];
const user = userEvent.setup();
const told = () => screen.getByRole('region', { name: 'Last act' });

beforeEach(() => {
  setLanguage('en');
  localStorage.clear();
});

describe('the run of show', () => {
  it('puts any row on air with one act', async () => {
    const desk = openDesk('/admin/matsuri/main', { sessions: sessions() });
    await user.click(await screen.findByRole('button', { name: 'Put on air: Talk two' }));
    await waitFor(() => expect(told()).toHaveTextContent('“Talk two” is put on air'));
    expect(desk.acts).toEqual([
      { name: 'StartSession', variables: { stage: 'matsuri.main', session: 'matsuri.main.two', expected: 1 } },
    ]);
    expect(within(screen.getByRole('region', { name: 'On air' })).getByText('Talk two')).toBeVisible();
  });

  it('says that an act is on screens only when they show it', async () => {
    const desk = openDesk('/admin/matsuri/main', { sessions: sessions() });
    await user.click(await screen.findByRole('button', { name: /Put next on air/ }));
    await waitFor(() => expect(told()).toHaveTextContent('Waiting for the screens'));
    desk.show({ state: aState(2, { session: { id: 'matsuri.main.one' } }) });
    await waitFor(() => expect(told()).toHaveTextContent('It is on screens'));
  });

  it('ignores a second press', async () => {
    const desk = openDesk('/admin/matsuri/main', { sessions: sessions() });
    const put = await screen.findByRole('button', { name: /Put next on air/ });
    const release = desk.hold();
    await user.click(put);
    await user.click(await screen.findByRole('button', { name: 'Putting on air' }));
    release();
    await waitFor(() => expect(told()).toHaveTextContent('“Talk one” is put on air'));
    await user.click(screen.getByRole('button', { name: /Put next on air/ }));
    expect(desk.acts).toHaveLength(1);
  });

  it('says in words why an act was refused, and shows what holds', async () => {
    const desk = openDesk('/admin/matsuri/main', { sessions: sessions() });
    await screen.findByRole('button', { name: /Put next on air/ });
    desk.rows.stages[0] = aStage({ session: 'matsuri.main.two', version: 2 });
    await user.click(screen.getByRole('button', { name: /Put next on air/ }));
    await waitFor(() => expect(told()).toHaveTextContent('Not done Somebody else changed it meanwhile'));
    expect(await within(screen.getByRole('region', { name: 'On air' })).findByText('Talk two')).toBeVisible();
  });

  it('takes the last act back', async () => {
    const desk = openDesk('/admin/matsuri/main', {
      sessions: sessions(),
      stages: [aStage({ session: 'matsuri.main.one' })],
    });
    await user.click(await screen.findByRole('button', { name: 'End session' }));
    await waitFor(() => expect(told()).toHaveTextContent('The session is ended'));
    // A press so soon after a change would be ignored.
    await new Promise((done) => setTimeout(done, 850));
    await user.click(screen.getByRole('button', { name: /^Undo/ }));
    await waitFor(() => expect(told()).toHaveTextContent('“Talk one” is put on air'));
    expect(desk.acts.map(({ name }) => name)).toEqual(['EndSession', 'StartSession']);
  });

  it('raises and lowers the curtain', async () => {
    const desk = openDesk('/admin/matsuri/main');
    await user.click(await screen.findByRole('button', { name: 'Raise the curtain' }));
    expect(await screen.findByRole('button', { name: 'Lower the curtain' })).toBeVisible();
    expect(desk.acts[0]).toMatchObject({ name: 'SetCurtain', variables: { curtain: 'UP', expected: 1 } });
  });

  it('says what to do where there is no session yet', async () => {
    openDesk('/admin/matsuri/main');
    expect(await screen.findByText('No sessions yet')).toBeVisible();
    expect(screen.getByRole('link', { name: /Add a session/ })).toBeVisible();
  });

  it('lets moderators and interpreters read, and offers them no act', async () => {
    openDesk('/admin/matsuri/main', { sessions: sessions() }, 'moderator');
    expect(await screen.findAllByText('Talk two')).not.toHaveLength(0);
    expect(screen.getByText(/Read only/)).toBeVisible();
    expect(screen.queryByRole('button', { name: /air|curtain|End/i })).toBeNull();
  });

  it('names no part of the machinery', async () => {
    openDesk('/admin/matsuri/main', { sessions: sessions() });
    await screen.findByRole('button', { name: /Put next on air/ });
    expect(document.body.textContent).not.toMatch(/AppSync|GraphQL|queue|CDN|Cognito|DynamoDB/i);
  });
});

describe('single keys', () => {
  it('act only while they are switched on', async () => {
    const desk = openDesk('/admin/matsuri/main', { sessions: sessions() });
    await screen.findByRole('button', { name: /Put next on air/ });
    await user.keyboard('n');
    expect(desk.acts).toHaveLength(0);
    await user.click(screen.getByRole('button', { name: 'Keys off' }));
    await user.keyboard('n');
    await waitFor(() => expect(told()).toHaveTextContent('“Talk one” is put on air'));
  });

  it('never act while somebody types', async () => {
    const desk = openDesk('/admin/matsuri/main/TEXT', { sessions: sessions() });
    await user.click(await screen.findByRole('button', { name: 'Keys off' }));
    const [field] = await screen.findAllByRole('textbox', { name: 'English' });
    await user.type(field as HTMLElement, 'nnn');
    expect(field).toHaveValue('nnn');
    expect(desk.acts).toHaveLength(0);
  });

  it('are listed by a question mark', async () => {
    openDesk('/admin/matsuri/main', { sessions: sessions() });
    await user.click(await screen.findByRole('button', { name: 'Keys off' }));
    await user.keyboard('?');
    expect(await screen.findByRole('region', { name: 'List of keys' })).toHaveTextContent('Put next on air');
  });
});
