import { screen, waitFor, within } from '@solidjs/testing-library';
import userEvent from '@testing-library/user-event';
import { setLanguage } from '../../spa/src/text/language.ts';
import { aState, openDesk } from '../desk/fake-desk.tsx';
import { aSurvey } from './fake-surveys.ts';

const user = userEvent.setup();
const NEW = '/admin/matsuri/main/SURVEY/+';
const ONE = '/admin/matsuri/main/SURVEY/one';
const field = async (group: string, language = 'English') =>
  within(await screen.findByRole('group', { name: group })).getByRole('textbox', { name: language });
const save = () => screen.getByRole('button', { name: /^Save/ });
const form = () => within(screen.getByRole('form', { name: 'Edit the survey' }));

beforeEach(() => {
  setLanguage('en');
  localStorage.clear();
});

describe('the survey’s editor', () => {
  it('prepares a survey in the event’s languages, and makes ids by itself', async () => {
    const desk = openDesk(NEW, { surveys: [aSurvey('q1', { order: 4 })] });
    await user.type(await field('Question'), 'What first?');
    await user.type(await field('Question', 'Japanese'), '最初は?');
    await user.type(await field('Option 1'), 'Logs');
    await user.type(await field('Option 2'), 'Metrics');
    await user.click(form().getByRole('button', { name: /Add an option/ }));
    await user.keyboard('Traces');
    await user.click(save());
    await waitFor(() => expect(desk.acts).toHaveLength(1));
    expect(desk.acts[0]).toMatchObject({
      name: 'PutSurvey',
      variables: {
        expected: null,
        input: {
          id: 'matsuri.main.q2',
          order: 5,
          kind: 'SINGLE',
          question: [
            { lang: 'en', value: 'What first?' },
            { lang: 'ja', value: '最初は?' },
          ],
          options: [
            { id: 'a', label: [{ lang: 'en', value: 'Logs' }] },
            { id: 'b', label: [{ lang: 'en', value: 'Metrics' }] },
            { id: 'c', label: [{ lang: 'en', value: 'Traces' }] },
          ],
          policy: 'AFTER_CLOSE',
          changes: true,
          electorate: 'EVERYBODY',
          seconds: null,
        },
      },
    });
  });

  it('moves and removes options by keyboard, and each keeps its id and the focus', async () => {
    const desk = openDesk(ONE, { surveys: [aSurvey('one')] });
    (await screen.findByRole('button', { name: 'Move option 2 up' })).focus();
    await user.keyboard('{Enter}');
    await waitFor(() => expect(screen.getByRole('button', { name: 'Move option 1 up' })).toHaveFocus());
    await user.click(save());
    await waitFor(() => expect(desk.rows.surveys[0]?.options.map(({ id }) => id)).toEqual(['b', 'a']));
    await user.click(screen.getByRole('button', { name: 'Remove option 2' }));
    await user.click(form().getByRole('button', { name: /Add an option/ }));
    await user.keyboard('New');
    await user.click(save());
    // The id of what was removed is not given to something else.
    await waitFor(() => expect(desk.rows.surveys[0]?.options.map(({ id }) => id)).toEqual(['b', 'c']));
  });

  it('shows the question as the audience will read it, in each language', async () => {
    openDesk(NEW);
    await user.type(await field('Question'), 'What first?');
    await user.type(await field('Question', 'Japanese'), '最初は?');
    const audience = within(screen.getByRole('region', { name: 'The audience’s screens' }));
    expect(audience.getByText('What first?')).toBeVisible();
    await user.click(audience.getByRole('button', { name: '日本語' }));
    expect(audience.getByText('最初は?')).toBeVisible();
  });

  it('says what is wrong in its place, and sends nothing', async () => {
    const desk = openDesk(NEW);
    await user.type(await field('Option 1'), 'Logs');
    expect(await field('Question')).toBeInvalid();
    await user.type(await field('Question'), 'What first?');
    expect(await field('Option 2')).toBeInvalid();
    await user.type(await field('Option 2'), 'Metrics');
    await user.type(form().getByLabelText('Time limit in seconds'), '3');
    expect(form().getByLabelText('Time limit in seconds')).toBeInvalid();
    await user.click(save());
    expect(desk.acts).toHaveLength(0);
  });

  it('asks for bounds of several choices, and for no options of a free text', async () => {
    const desk = openDesk(ONE, { surveys: [aSurvey('one')] });
    await user.click(await screen.findByRole('radio', { name: 'Choose several' }));
    await user.type(form().getByLabelText('Most choices'), '2');
    await user.click(save());
    await waitFor(() => expect(desk.acts[0]?.variables.input).toMatchObject({ kind: 'MULTIPLE', maxChoices: 2 }));
    await user.click(screen.getByRole('radio', { name: 'Free text' }));
    expect(screen.queryByRole('group', { name: 'Options' })).toBeNull();
    await user.click(save());
    await waitFor(() => expect(desk.acts[1]?.variables.input).toMatchObject({ kind: 'TEXT', options: [] }));
  });

  it('has what was typed after a reload', async () => {
    const before = openDesk(NEW);
    await user.type(await field('Question'), 'Unsaved');
    before.unmount();
    openDesk(NEW);
    expect(await field('Question')).toHaveValue('Unsaved');
  });

  it('shows theirs beside mine, also where it is a choice', async () => {
    const desk = openDesk(ONE, { surveys: [aSurvey('one')] });
    await user.click(await screen.findByRole('radio', { name: 'To all, always' }));
    desk.rows.surveys[0] = aSurvey('one', { policy: 'OPERATOR_ONLY', version: 2 });
    await user.click(save());
    const conflict = await screen.findByRole('group', { name: /kim@example.test changed this too/ });
    expect(conflict).toHaveTextContent('Hidden until shown');
    expect(conflict).toHaveTextContent('To all, always');
    await user.click(within(conflict).getByRole('button', { name: 'Use mine' }));
    await user.click(save());
    await waitFor(() => expect(desk.rows.surveys[0]?.policy).toBe('ALWAYS'));
  });

  it('corrects words alone once it was opened', async () => {
    const desk = openDesk(ONE, { surveys: [aSurvey('one', { state: 'OPEN', version: 3 })] });
    expect(await screen.findByRole('heading', { name: 'Correct spelling' })).toBeVisible();
    expect(screen.queryByRole('radio', { name: 'Choose several' })).toBeNull();
    expect(screen.queryByRole('button', { name: /Remove option/ })).toBeNull();
    await user.type(await field('Option 1'), '!');
    await user.click(save());
    await waitFor(() => expect(desk.acts).toHaveLength(1));
    expect(desk.acts[0]).toEqual({
      name: 'CorrectSurvey',
      variables: {
        survey: 'matsuri.main.one',
        question: [{ lang: 'en', value: 'Question one' }],
        options: [
          { id: 'a', label: [{ lang: 'en', value: 'Logs!' }] },
          { id: 'b', label: [{ lang: 'en', value: 'Metrics' }] },
        ],
        expected: 3,
      },
    });
  });

  it('leaves the big button of the open survey where it is', async () => {
    openDesk(NEW, { surveys: [aSurvey('one', { state: 'OPEN' })] });
    await screen.findByRole('form', { name: 'Edit the survey' });
    expect(screen.getByRole('button', { name: /^Close and show results/ })).toBeVisible();
  });

  it('follows a survey that another desk has opened', async () => {
    const desk = openDesk(ONE, { surveys: [aSurvey('one')] });
    await screen.findByRole('radio', { name: 'Choose several' });
    desk.rows.surveys[0] = aSurvey('one', { state: 'OPEN', version: 2 });
    desk.show({ state: aState(2, { survey: { id: 'matsuri.main.one', version: 2 } }) });
    expect(await screen.findByRole('heading', { name: 'Correct spelling' })).toBeVisible();
  });
});
