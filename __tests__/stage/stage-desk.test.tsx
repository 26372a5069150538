import { screen, waitFor, within } from '@solidjs/testing-library';
import userEvent from '@testing-library/user-event';
import { setLanguage } from '../../spa/src/text/language.ts';
import { aStage, aState, openDesk } from '../desk/fake-desk.tsx';

const user = userEvent.setup();
const side = () => aStage({ id: 'matsuri.side', order: 2, name: [{ lang: 'en', value: 'Side stage' }] });

beforeEach(() => {
  setLanguage('en');
  localStorage.clear();
});

describe('the event’s stages', () => {
  it('are made behind the last one', async () => {
    const desk = openDesk('/admin/matsuri');
    await user.type(await screen.findByLabelText('Address'), 'side');
    const form = screen.getByLabelText('Address').closest('form') as HTMLElement;
    await user.type(within(form).getByRole('textbox', { name: 'English' }), 'Side stage');
    await user.click(within(form).getByRole('button', { name: 'Save and show' }));
    await waitFor(() => expect(screen.getByLabelText('Address')).toHaveValue(''));
    expect(desk.acts[0]?.variables).toMatchObject({ expected: null, input: { id: 'matsuri.side', order: 2 } });
  });

  it('change places, each with the version that was seen', async () => {
    const desk = openDesk('/admin/matsuri', { stages: [aStage(), side()] });
    await user.click(await screen.findByRole('button', { name: 'Move Side stage up' }));
    await waitFor(() => expect(desk.acts).toHaveLength(2));
    expect(desk.acts.map(({ variables }) => variables)).toMatchObject([
      { input: { id: 'matsuri.side', order: 1 }, expected: 1 },
      { input: { id: 'matsuri.main', order: 2 }, expected: 1 },
    ]);
  });

  it('are renamed', async () => {
    const desk = openDesk('/admin/matsuri');
    await user.click(await screen.findByRole('button', { name: 'Rename' }));
    const form = screen.getByDisplayValue('Main stage').closest('form') as HTMLElement;
    await user.type(within(form).getByRole('textbox', { name: 'Japanese' }), '大舞台');
    await user.click(within(form).getByRole('button', { name: 'Save and show' }));
    await waitFor(() => expect(desk.rows.stages[0]?.name).toContainEqual({ lang: 'ja', value: '大舞台' }));
  });
});

describe('a stage’s own text', () => {
  it('is saved in every language at once, and on screens when they show it', async () => {
    const desk = openDesk('/admin/matsuri/main/TEXT');
    const title = within(await screen.findByRole('group', { name: 'Title' }));
    await user.type(title.getByRole('textbox', { name: 'English' }), 'Back soon');
    await user.type(title.getByRole('textbox', { name: 'Japanese' }), 'まもなく');
    await user.click(screen.getByRole('button', { name: 'Save and show' }));
    const texts = [
      { lang: 'en', value: 'Back soon' },
      { lang: 'ja', value: 'まもなく' },
    ];
    await waitFor(() => expect(desk.rows.stages[0]?.title).toEqual(texts));
    const told = screen.getByRole('region', { name: 'Last act' });
    expect(told).toHaveTextContent('Waiting for the screens');
    desk.show({ state: aState(2, { title: texts }) });
    await waitFor(() => expect(told).toHaveTextContent('It is on screens'));
  });

  it('tells how many characters are too many', async () => {
    openDesk('/admin/matsuri/main/TEXT');
    const title = within(await screen.findByRole('group', { name: 'Title' }));
    await user.click(title.getByRole('textbox', { name: 'English' }));
    await user.paste('x'.repeat(203));
    expect(screen.getByText('3 too many')).toBeVisible();
    expect(screen.getByText('The text is too long')).toBeVisible();
  });
});
