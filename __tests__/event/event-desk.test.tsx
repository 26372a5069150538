import { screen, waitFor, within } from '@solidjs/testing-library';
import userEvent from '@testing-library/user-event';
import { setLanguage } from '../../spa/src/text/language.ts';
import { anEvent, openDesk } from '../desk/fake-desk.tsx';

const user = userEvent.setup();

beforeEach(() => {
  setLanguage('en');
  localStorage.clear();
});

const inGroup = async (group: string, label: string) =>
  within(await screen.findByRole('group', { name: group })).getByRole('textbox', { name: label });
const saveEvent = () => screen.getAllByRole('button', { name: /^Save/ })[0] as HTMLElement;

describe('the list of events', () => {
  it('leads to the first event where there is none', async () => {
    openDesk('/admin', { events: [] });
    await user.click(await screen.findByRole('link', { name: 'Create the first event' }));
    expect(await screen.findByRole('heading', { name: 'New event' })).toBeVisible();
  });

  it('names each event with its state', async () => {
    openDesk('/admin', { events: [anEvent({ state: 'CANCELLED' })] });
    expect(await screen.findByRole('link', { name: /Matsuri.*Cancelled/ })).toHaveAttribute('href', '/admin/matsuri');
  });
});

describe('the event’s editor', () => {
  it('creates an event, and goes on to its stages', async () => {
    const desk = openDesk('/admin/+', { events: [], stages: [] });
    await user.type(await screen.findByLabelText('Address'), 'spring');
    await user.type(await inGroup('Title', 'English'), 'Spring');
    const zone = screen.getByLabelText('Time zone');
    await user.clear(zone);
    await user.type(zone, 'Asia/Tokyo');
    await user.type(screen.getByLabelText('Starts'), '2027-04-01T10:00');
    await user.type(screen.getByLabelText('Ends'), '2027-04-01T18:00');
    await user.click(saveEvent());
    expect(await screen.findByText('No stages yet')).toBeVisible();
    expect(desk.acts[0]).toMatchObject({
      name: 'PutEvent',
      variables: { expected: null, input: { id: 'spring', startsAt: '2027-04-01T01:00:00.000Z', state: 'DRAFT' } },
    });
  });

  it('takes no address that another event has', async () => {
    openDesk('/admin/+');
    await user.type(await screen.findByLabelText('Address'), 'matsuri');
    expect(screen.getByText('There is an event with this address already')).toBeVisible();
  });

  it('says what every page will show before it cancels the event', async () => {
    const desk = openDesk('/admin/matsuri');
    await user.click(await screen.findByRole('radio', { name: 'Cancelled' }));
    await user.type(await inGroup('Notice', 'English'), 'A typhoon is coming.');
    await user.click(saveEvent());
    const confirm = screen.getByRole('region', { name: 'What the audience will see' });
    expect(confirm).toHaveTextContent('Every page says “This event is cancelled”');
    expect(confirm).toHaveTextContent('A typhoon is coming.');
    expect(desk.acts).toHaveLength(0);
    await user.click(within(confirm).getByRole('button', { name: 'Set to “Cancelled”' }));
    await waitFor(() => expect(desk.rows.events[0]?.state).toBe('CANCELLED'));
  });

  it('leaves the state as it is when the operator goes back', async () => {
    const desk = openDesk('/admin/matsuri');
    await user.click(await screen.findByRole('radio', { name: 'Over' }));
    await user.click(saveEvent());
    await user.click(screen.getByRole('button', { name: 'Go back' }));
    expect(screen.getByRole('radio', { name: 'Over' })).toBeChecked();
    expect(desk.acts).toHaveLength(0);
  });
});
