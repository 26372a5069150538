import { screen, waitFor, within } from '@solidjs/testing-library';
import userEvent from '@testing-library/user-event';
import { setLanguage } from '../../spa/src/text/language.ts';
import { aStage, openDesk } from '../desk/fake-desk.tsx';

const user = userEvent.setup();
const section = async () => within(await screen.findByRole('region', { name: 'In step with the picture' }));

beforeEach(() => {
  setLanguage('en');
  localStorage.clear();
});

describe('whether a stage’s pages wait for their pictures', () => {
  it('is said and changed among the stage’s sources; they do not until somebody asks for it', async () => {
    const desk = openDesk('/admin/matsuri/main/SOURCES');
    const here = await section();
    expect(here.getByText('Pages show changes at once')).toBeVisible();
    await user.click(here.getByRole('button', { name: 'Wait for the picture' }));
    await waitFor(() => expect(here.getByText('Pages wait for their picture')).toBeVisible());
    expect(desk.acts).toEqual([
      { name: 'SetAligned', variables: { stage: 'matsuri.main', aligned: true, expected: 1 } },
    ]);
    expect(screen.getByRole('region', { name: 'Last act' })).toHaveTextContent(
      'From the next change on, Main stage waits for the picture',
    );
    await user.click(here.getByRole('button', { name: 'Show at once' }));
    await waitFor(() => expect(desk.rows.stages[0]).toMatchObject({ aligned: false, version: 3 }));
  });

  it('is not for moderators to change', async () => {
    openDesk('/admin/matsuri/main/SOURCES', { stages: [aStage({ aligned: true })] }, 'moderator');
    const here = await section();
    expect(here.getByText('Pages wait for their picture')).toBeVisible();
    expect(here.queryByRole('button')).toBeNull();
  });
});
