import { jest } from '@jest/globals';
import { screen, waitFor, within } from '@solidjs/testing-library';
import userEvent from '@testing-library/user-event';
import { HUSH } from '../../spa/src/desk/acts.ts';
import { SETTLE } from '../../spa/src/survey/survey-desk.tsx';
import { setLanguage } from '../../spa/src/text/language.ts';
import { anEvent, aStage, aState, openDesk } from '../desk/fake-desk.tsx';
import { aSurvey, aTally } from './fake-surveys.ts';

const PLACE = '/admin/matsuri/main';
const user = userEvent.setup({ advanceTimers: (ms) => jest.advanceTimersByTime(ms) });
const told = () => screen.getByRole('region', { name: 'Last act' });
const surveys = () => screen.getByRole('region', { name: 'Surveys' });
const big = (name: string | RegExp) => within(surveys()).getByRole('button', { name });
const names = (desk: ReturnType<typeof openDesk>) => desk.acts.map(({ name }) => name);
const settle = () => jest.advanceTimersByTimeAsync(SETTLE);
const rest = () => jest.advanceTimersByTimeAsync(HUSH);
const open = (state: Parameters<typeof aSurvey>[1] = {}) => aSurvey('one', { state: 'OPEN', version: 3, ...state });

async function desk(rows: Parameters<typeof openDesk>[1], role?: Parameters<typeof openDesk>[2]) {
  const opened = openDesk(PLACE, rows, role);
  await screen.findByRole('list', { name: 'Prepared surveys' });
  await settle();
  return opened;
}

beforeEach(() => {
  jest.useFakeTimers();
  setLanguage('en');
  localStorage.clear();
});
afterEach(() => jest.useRealTimers());

describe('the one big button', () => {
  it('walks from open over close to end, and names its stage and what it does', async () => {
    const opened = await desk({ surveys: [aSurvey('one')] });
    await user.click(big(/^Open on Main stage/));
    await rest();
    await user.click(big(/^Close and show results/));
    await rest();
    await user.click(big(/^End/));
    await rest();
    expect(big('Copy to a new draft Main stage')).toBeVisible();
    expect(opened.acts.map(({ name, variables }) => [name, variables.show, variables.expected])).toEqual([
      ['OpenSurvey', undefined, 1],
      ['CloseSurvey', true, 2],
      ['EndSurvey', undefined, 3],
    ]);
  });

  it('takes no press in the first two seconds after its stage came under the hand', async () => {
    const opened = openDesk(PLACE, { surveys: [aSurvey('one')] });
    await screen.findByRole('list', { name: 'Prepared surveys' });
    await jest.advanceTimersByTimeAsync(SETTLE - 500);
    expect(big(/^Open on/)).toHaveAttribute('aria-disabled', 'true');
    await user.click(big(/^Open on/));
    expect(names(opened)).toEqual([]);
    await jest.advanceTimersByTimeAsync(600);
    await user.click(big(/^Open on/));
    expect(names(opened)).toEqual(['OpenSurvey']);
  });

  it('takes no press in the first two seconds after another survey was chosen', async () => {
    const opened = await desk({ surveys: [aSurvey('one'), aSurvey('two', { order: 2 })] });
    await user.click(within(surveys()).getByRole('button', { name: /^Question two/ }));
    await user.click(big(/^Open on/));
    expect(names(opened)).toEqual([]);
    await settle();
    await user.click(big(/^Open on/));
    expect(opened.acts[0]?.variables.survey).toBe('matsuri.main.two');
  });

  it('cannot open and close by a double press', async () => {
    const opened = await desk({ surveys: [aSurvey('one')] });
    await user.click(big(/^Open on/));
    await user.click(big(/^Close and show/));
    await jest.advanceTimersByTimeAsync(HUSH - 100);
    await user.click(big(/^Close and show/));
    expect(names(opened)).toEqual(['OpenSurvey']);
  });

  it('does not move on to the next survey when one has ended', async () => {
    await desk({ surveys: [open({ state: 'CLOSED', resultsShown: true }), aSurvey('two', { order: 2 })] });
    await user.click(big(/^End/));
    await settle();
    expect(screen.getByRole('heading', { name: 'Question one' })).toBeVisible();
  });

  it('opens nothing while another survey is open, and says which', async () => {
    const opened = await desk({ surveys: [open(), aSurvey('two', { order: 2 })] });
    await user.click(within(surveys()).getByRole('button', { name: /^Question two/ }));
    await settle();
    expect(within(surveys()).getByText('“Question one” is open. Close it first')).toBeVisible();
    await user.click(big(/^Open on/));
    expect(names(opened)).toEqual([]);
  });

  it('is pressed by S while keys are on', async () => {
    const opened = await desk({ surveys: [aSurvey('one')] });
    await user.keyboard('s');
    expect(names(opened)).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Keys off' }));
    await user.keyboard('s');
    expect(names(opened)).toEqual(['OpenSurvey']);
  });

  it('shows results that closing only had hidden', async () => {
    const opened = await desk({ surveys: [open()] });
    await user.click(big('Close only'));
    await rest();
    expect(surveys()).toHaveTextContent('Results are hidden. The number of votes shows');
    await user.click(big(/^Show results/));
    expect(names(opened)).toEqual(['CloseSurvey', 'ShowResults']);
    expect(surveys()).toHaveTextContent('Everybody sees the provisional results');
  });

  it('is not there for who may only read', async () => {
    await desk({ surveys: [open()] }, 'moderator');
    expect(within(surveys()).queryByRole('button', { name: /Close|Withdraw|Add 30/ })).toBeNull();
    expect(surveys()).toHaveTextContent('Results are hidden');
  });
});

describe('side doors', () => {
  it('adds thirty seconds, by E too', async () => {
    const opened = await desk({ surveys: [open()] });
    await user.click(screen.getByRole('button', { name: 'Keys off' }));
    await user.keyboard('e');
    await rest();
    await user.click(big(/^Add 30 s/));
    expect(opened.acts.map(({ name, variables }) => [name, variables.seconds])).toEqual([
      ['ExtendSurvey', 30],
      ['ExtendSurvey', 30],
    ]);
  });

  it('shows so far and hides again', async () => {
    const opened = await desk({ surveys: [open()] });
    await user.click(big('Show so far'));
    await rest();
    expect(surveys()).toHaveTextContent('Everybody sees the results so far');
    await user.click(big('Hide results'));
    expect(names(opened)).toEqual(['ShowResults', 'HideResults']);
  });

  it('asks in place before it withdraws, with the number of answers that would not count', async () => {
    const opened = await desk({ surveys: [open()], counted: { tally: aTally('matsuri.main.one', 1600, 1004) } });
    await user.click(big('Withdraw'));
    const asked = screen.getByRole('region', { name: 'Withdraw? 2,604 answers will not count' });
    expect(names(opened)).toEqual([]);
    await user.click(within(asked).getByRole('button', { name: 'Yes, withdraw' }));
    expect(names(opened)).toEqual(['WithdrawSurvey']);
    expect(surveys()).toHaveTextContent('They are told that it was withdrawn');
  });

  it('asks a withdrawn question again on another stage', async () => {
    const opened = await desk({
      stages: [aStage(), aStage({ id: 'matsuri.side', order: 2, name: [{ lang: 'en', value: 'Side' }] })],
      surveys: [open({ state: 'WITHDRAWN' })],
    });
    await user.selectOptions(screen.getByLabelText('Stage'), 'matsuri.side');
    await user.click(big('Ask again on Side'));
    expect(opened.acts).toMatchObject([
      { name: 'CopySurvey', variables: { survey: 'matsuri.main.one', copy: 'matsuri.side.one' } },
      { name: 'OpenSurvey', variables: { survey: 'matsuri.side.one' } },
    ]);
  });

  it('says that the draft is there when asking again could only copy', async () => {
    const opened = await desk({
      surveys: [open({ state: 'WITHDRAWN' }), aSurvey('two', { order: 2, state: 'OPEN' })],
    });
    await user.click(within(surveys()).getByRole('button', { name: /^Question one/ }));
    await settle();
    await user.click(big('Ask again on Main stage'));
    expect(told()).toHaveTextContent('The draft is there, but it is not open');
    expect(opened.rows.surveys.find(({ id }) => id === 'matsuri.main.one-2')?.state).toBe('DRAFT');
  });

  it('resets only after the survey’s address was typed', async () => {
    const opened = await desk({ surveys: [open()] });
    await user.click(big('Reset'));
    await user.click(big('Start anew'));
    expect(names(opened)).toEqual([]);
    await user.type(screen.getByLabelText('Typed confirmation'), 'one');
    await user.click(big('Start anew'));
    expect(opened.acts[0]).toMatchObject({
      name: 'ResetSurvey',
      variables: { copy: 'matsuri.main.one-2', expected: 3 },
    });
    expect(big(/^Open on/)).toBeVisible();
  });

  it('removes a draft after asking, and brings it back', async () => {
    const opened = await desk({ surveys: [aSurvey('one'), aSurvey('two', { order: 2 })] });
    await user.click(big('Remove draft'));
    await user.click(big('Yes, remove'));
    expect(screen.queryByText('Question one')).toBeNull();
    await user.click(within(told()).getByRole('button', { name: /^Undo: bring the draft back/ }));
    await waitFor(() => expect(names(opened)).toEqual(['RemoveSurvey', 'PutSurvey']));
    expect(within(surveys()).getAllByText('Question one')).not.toHaveLength(0);
  });
});

describe('undo', () => {
  it('is named by what it restores, and sends the version that the act left', async () => {
    const opened = await desk({ surveys: [open()], counted: { tally: aTally('matsuri.main.one', 1600, 1004) } });
    await user.click(big(/^Close and show/));
    await rest();
    await user.click(within(told()).getByRole('button', { name: /^Undo: open again, 2,604 answers kept/ }));
    expect(opened.acts[1]).toEqual({ name: 'UndoSurvey', variables: { survey: 'matsuri.main.one', expected: 4 } });
    expect(big(/^Close and show/)).toBeVisible();
  });

  it('is offered for what another desk or the deadline did', async () => {
    const opened = await desk({ surveys: [open()] });
    const until = new Date(Date.now() + 9_000).toISOString();
    const closed = (change: object) =>
      open({ state: 'CLOSED', resultsShown: true, undo: { act: 'CLOSE', until }, ...change });
    opened.rows.surveys[0] = closed({ version: 4, updatedBy: 'platform' });
    opened.show({ state: aState(2, { survey: { id: 'matsuri.main.one', version: 4 } }) });
    await waitFor(() => expect(told()).toHaveTextContent('Time was up. Closed, and the results are shown'));
    opened.rows.surveys[0] = closed({ version: 5, updatedBy: 'kim@example.test' });
    opened.show({ state: aState(3, { survey: { id: 'matsuri.main.one', version: 5 } }) });
    await waitFor(() => expect(told()).toHaveTextContent('kim@example.test: Closed'));
    expect(within(told()).getByRole('button', { name: /^Undo: open again/ })).toBeVisible();
  });

  it('is not offered for opening, whose way back is to withdraw', async () => {
    await desk({ surveys: [aSurvey('one')] });
    await user.click(big(/^Open on/));
    expect(told()).toHaveTextContent('“Question one” is open');
    expect(within(told()).queryByRole('button', { name: /^Undo/ })).toBeNull();
  });
});

describe('an act that somebody else was faster with', () => {
  it('says who did what, shows what holds now, and does nothing', async () => {
    const opened = await desk({ surveys: [open()] });
    opened.rows.surveys[0] = open({ state: 'CLOSED', resultsShown: true, version: 4 });
    await user.click(big(/^Close and show/));
    expect(told()).toHaveTextContent('Not done kim@example.test was faster. It is “Closed” now');
    expect(big(/^End/)).toBeVisible();
    expect(opened.rows.surveys[0].version).toBe(4);
  });

  it('is done all the same where only a word was corrected meanwhile', async () => {
    const opened = await desk({ surveys: [open()] });
    opened.rows.surveys[0] = open({ question: [{ lang: 'en', value: 'Corrected' }], version: 4 });
    await user.click(big(/^Close and show/));
    expect(opened.acts.map(({ variables }) => variables.expected)).toEqual([3, 4]);
    expect(opened.rows.surveys[0]?.state).toBe('CLOSED');
  });

  it('names the survey that is open on the stage', async () => {
    const opened = await desk({ surveys: [aSurvey('one')] });
    opened.rows.surveys.push(aSurvey('two', { state: 'OPEN', order: 2 }));
    await user.click(big(/^Open on/));
    expect(told()).toHaveTextContent('“Question two” is open. Close it first');
  });
});

describe('what the audience sees', () => {
  const live = (version: number) => ({
    id: 'matsuri.main.one',
    version,
    state: 'OPEN' as const,
    kind: 'SINGLE' as const,
    question: [{ lang: 'en', value: 'Question one' }],
    options: aSurvey('one').options,
    policy: 'AFTER_CLOSE' as const,
    results: { survey: 'matsuri.main.one', status: 'SO_FAR' as const, ballots: 12, counts: null },
  });

  it('is told as late until its screens have the version', async () => {
    const opened = await desk({ surveys: [open()] });
    opened.show({ state: aState(2, { survey: live(2) }) });
    expect(surveys()).toHaveTextContent('Not on the screens yet');
    opened.show({ state: aState(3, { survey: live(3) }) });
    expect(surveys()).not.toHaveTextContent('Not on the screens yet');
  });

  it('is shown beside the desk as the page has it', async () => {
    const opened = await desk({ surveys: [open()] });
    opened.show({ state: aState(2, { survey: live(3) }) });
    const audience = screen.getByRole('region', { name: 'The audience’s screens' });
    const card = within(audience).getByRole('region', { name: 'Survey on the page' });
    expect(card).toHaveTextContent('Question one');
    expect(card).toHaveTextContent('Results are hidden. The number of votes shows');
    expect(within(card).queryByText('%')).toBeNull();
  });
});

describe('the count', () => {
  it('is the desk’s own at any time, with what does not count and what is recounted', async () => {
    const tally = aTally('matsuri.main.one', 30, 70, { degraded: true, late: 3, foreign: 2 });
    await desk({ surveys: [open()], counted: { tally } });
    const count = within(surveys()).getByRole('region', { name: 'Count' });
    expect(count).toHaveTextContent('100 votes');
    expect(count).toHaveTextContent('3 after closing');
    expect(count).toHaveTextContent('2 for unknown options');
    expect(count).toHaveTextContent('Some answers are being recounted');
    expect(within(count).getByText('70')).toBeVisible();
  });

  it('says plainly where ballots come from', async () => {
    const tally = aTally('matsuri.main.one', 30, 70, { clusters: [{ id: '1', ballots: 31, newTokens: 29 }] });
    await desk({ surveys: [open()], counted: { tally } });
    expect(
      screen.getByText('31 % (31) from one network, 94 % of them with tokens younger than the question'),
    ).toBeVisible();
  });

  it('is final with its certificate', async () => {
    const certificate = {
      ballots: 90,
      counts: [
        { option: 'a', count: 20 },
        { option: 'b', count: 70 },
      ],
      closedAt: '2026-11-20T09:00:00.000Z',
      countedAt: '2026-11-20T09:01:00.000Z',
      late: 0,
      foreign: 0,
      tokens: [],
      clusters: [],
      digest: 'c0ffee',
    };
    await desk({ surveys: [open({ state: 'CLOSED', certificate })], counted: { tally: aTally('x', 1, 1) } });
    expect(surveys()).toHaveTextContent('90 votes');
    expect(surveys()).toHaveTextContent('Final at 18:01:00');
    expect(surveys()).toHaveTextContent('c0ffee');
  });
});

describe('keys for stages', () => {
  it('lead to the event’s stages in their order', async () => {
    await desk({
      events: [anEvent()],
      stages: [aStage(), aStage({ id: 'matsuri.side', order: 2, name: [{ lang: 'en', value: 'Side' }] })],
      surveys: [aSurvey('one')],
    });
    await user.click(screen.getByRole('button', { name: 'Keys off' }));
    await user.keyboard('2');
    expect(await screen.findByRole('heading', { name: 'Side' })).toBeVisible();
  });
});
