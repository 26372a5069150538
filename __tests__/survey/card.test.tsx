import { screen, within } from '@solidjs/testing-library';
import userEvent from '@testing-library/user-event';
import { setLanguage } from '../../spa/src/text/language.ts';
import { settle } from '../live/fake-time.ts';
import { both } from '../stage/stage-view.ts';
import { forget, keepBallot, keepDraft, showCard } from './card-page.tsx';
import { aBallot, aSurvey, inSeconds, someResults } from './card-world.tsx';

const user = userEvent.setup();
const card = () => screen.getByRole('region', { name: 'Production breaks. What do you look at first?' });

beforeEach(forget);

describe('an open survey', () => {
  it('asks for one choice, and sends nothing until it is told to', async () => {
    const { sent } = showCard(aSurvey());
    const group = screen.getByRole('group', { name: 'Production breaks. What do you look at first?' });
    expect(within(group).getAllByRole('radio')).toHaveLength(3);
    await user.click(screen.getByRole('radio', { name: 'The log' }));
    expect(sent).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Send answer' }));
    expect(sent).toMatchObject([{ survey: 'e.a.q', choices: ['log'], text: null }]);
  });

  it('says how long there is, and that an answer can be changed', () => {
    showCard(aSurvey());
    expect(card()).toHaveTextContent(/Closes in0:4[1-3]/);
    expect(card()).toHaveTextContent('200 answers · You can change it until it closes');
  });

  it('says whose answers it takes', () => {
    showCard(aSurvey({ electorate: 'INVITED', changes: false }));
    expect(card()).toHaveTextContent('For invited viewers only');
    expect(card()).toHaveTextContent('It cannot be changed once sent');
  });

  it('says what is missing instead of sending nothing', async () => {
    const { sent } = showCard(aSurvey());
    await user.click(screen.getByRole('button', { name: 'Send answer' }));
    expect(screen.getByText('Choose first, then send')).toBeVisible();
    expect(sent).toEqual([]);
  });

  it('takes several choices, as many as it asks for', async () => {
    const { sent } = showCard(aSurvey({ kind: 'MULTIPLE', minChoices: 2, maxChoices: 2 }));
    expect(screen.getAllByText('Choose 2')[0]).toBeVisible();
    await user.click(screen.getByRole('checkbox', { name: 'The log' }));
    await user.click(screen.getByRole('button', { name: 'Send 1 answer' }));
    expect(sent).toEqual([]);
    await user.click(screen.getByRole('checkbox', { name: 'The metrics' }));
    await user.click(screen.getByRole('button', { name: 'Send 2 answers' }));
    expect(sent[0]?.choices).toEqual(['log', 'metrics']);
  });

  it('takes a step of five, with the words of its ends', async () => {
    const options = [{ id: '5', label: both('とてもよかった', 'Excellent') }];
    const { sent } = showCard(aSurvey({ kind: 'RATING', options }));
    await user.click(screen.getByRole('radio', { name: '5 Excellent' }));
    await user.click(screen.getByRole('button', { name: 'Send 5' }));
    expect(sent[0]?.choices).toEqual(['5']);
  });

  it('takes words, counts them, and says that no name is shown', async () => {
    const { sent } = showCard(aSurvey({ kind: 'TEXT', options: [] }));
    await user.type(screen.getByRole('textbox', { name: /Production breaks/ }), 'Costs');
    expect(screen.getByText('5 / 140')).toBeVisible();
    expect(screen.getByText('Your name is not shown')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Send answer' }));
    expect(sent).toMatchObject([{ choices: [], text: 'Costs' }]);
  });

  it('keeps what is chosen and not sent over a reload and in another language', async () => {
    const { unmount } = showCard(aSurvey());
    await user.click(screen.getByRole('radio', { name: 'The log' }));
    setLanguage('ja');
    expect(screen.getByRole('radio', { name: 'ログ' })).toBeChecked();
    unmount();
    showCard(aSurvey());
    expect(screen.getByRole('radio', { name: 'ログ' })).toBeChecked();
  });

  it('shows the count so far under the question where everybody may see it', () => {
    showCard(aSurvey({ policy: 'ALWAYS', results: someResults() }));
    expect(screen.getByText('So far, 200 votes')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Send answer' })).toBeVisible();
  });

  it('asks no more when time is up, and says that the count goes on', () => {
    showCard(aSurvey({ closesAt: inSeconds(-3) }));
    expect(card()).toHaveTextContent('0:00');
    expect(screen.getByText('Time is up. Counting the answers that came.')).toBeVisible();
    expect(screen.queryByRole('button')).toBeNull();
  });
});

describe('an answer that the server has', () => {
  it('is received, and nothing more, until the survey closes', () => {
    keepBallot({ ballot: aBallot({ castAt: '2026-11-20T09:45:09.000Z' }) });
    showCard(aSurvey());
    expect(screen.getByText('Answer received 18:45:09')).toBeVisible();
    expect(card()).not.toHaveTextContent('counted');
    expect(screen.getByText('Results appear after it closes')).toBeVisible();
  });

  it('can be changed where the survey lets it', async () => {
    keepBallot({ ballot: aBallot() });
    const { sent } = showCard(aSurvey());
    await user.click(screen.getByRole('button', { name: 'Change answer' }));
    expect(screen.getByRole('radio', { name: 'The last deploy' })).toBeChecked();
    await user.click(screen.getByRole('radio', { name: 'The log' }));
    await user.click(screen.getByRole('button', { name: 'Send answer' }));
    expect(sent).toMatchObject([{ choices: ['log'] }]);
    await settle();
    expect(screen.getByText(/Answer received/)).toBeVisible();
    expect(screen.getByRole('listitem')).toHaveTextContent('The log');
  });

  it('stays as it is where the survey takes no changes', () => {
    keepBallot({ ballot: aBallot() });
    showCard(aSurvey({ changes: false }));
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('is marked in the count so far', () => {
    keepBallot({ ballot: aBallot() });
    showCard(aSurvey({ policy: 'ALWAYS', results: someResults() }));
    const bars = screen.getAllByRole('listitem');
    expect(bars.map((bar) => bar.textContent)).toEqual([
      'The metrics34%67 votes',
      'The log33%67 votes',
      'The last deployYour answer33%66 votes',
    ]);
    expect(bars[0]).toHaveClass('top');
    expect(bars[2]).not.toHaveClass('top');
  });
});

describe('a closed survey', () => {
  const closed = (seconds: number) => aSurvey({ state: 'CLOSED', closedAt: inSeconds(seconds) });
  const provisional = someResults({ status: 'PROVISIONAL' });

  it('says that an answer in time was counted', () => {
    keepBallot({ ballot: aBallot() });
    showCard(closed(-1));
    expect(screen.getByText('Your answer was counted')).toBeVisible();
    expect(screen.getByText('Counting. Results appear here once they are shown.')).toBeVisible();
  });

  it('says that an answer came too late', () => {
    keepBallot({ ballot: aBallot() });
    showCard(closed(-9));
    expect(screen.getByText('Your answer came too late. It is not counted')).toBeVisible();
  });

  it('says that a change came too late, and marks what was counted instead', () => {
    keepBallot({ ballot: aBallot({ prev: { choices: ['log'] }, prevAt: inSeconds(-20) }) });
    showCard({ ...closed(-9), results: provisional });
    expect(screen.getByText('Your change came too late. Your answer was counted as it was before')).toBeVisible();
    expect(screen.getByText('Your answer').closest('li')).toHaveTextContent('The log');
  });

  it('tells provisional results from final ones', async () => {
    const { next } = showCard({ ...closed(-1), results: provisional });
    expect(screen.getByText('Closed. 200 votes, provisional')).toBeVisible();
    await next({ results: someResults({ status: 'FINAL' }) });
    expect(screen.getByText('Closed. 200 votes, final')).toBeVisible();
  });

  it('gives a text back that was not sent', () => {
    keepDraft({ choices: [], text: 'Half a thought' });
    showCard({ ...closed(-1), kind: 'TEXT', options: [] });
    expect(screen.getByText('It was not sent before closing')).toBeVisible();
    expect(screen.getByText('Half a thought')).toBeVisible();
  });

  it('shows the average and the spread of a rating', () => {
    const counts = ['1', '2', '3', '4', '5'].map((option, i) => ({ option, count: i * 10 }));
    showCard({ ...closed(-1), kind: 'RATING', options: [], results: { ...provisional, ballots: 100, counts } });
    expect(card()).toHaveTextContent('Average 4.0 of 5 Spread ±1.0');
  });

  it('shows the answers of a free text, the more frequent the larger', () => {
    const answers = [
      { id: '1', text: 'Costs', count: 40 },
      { id: '2', text: 'Testing', count: 1 },
    ];
    const survey = { ...closed(-1), kind: 'TEXT' as const, options: [], answers: 'h' };
    showCard({ ...survey, results: { ...provisional, counts: [] } }, { answers });
    const shown = screen.getAllByRole('listitem');
    expect(shown.map((item) => item.textContent)).toEqual(['Costs 40 times', 'Testing 1 time']);
    expect(shown[0]).toHaveClass('z4');
    expect(shown[1]).toHaveClass('z0');
  });

  it('takes its answers again when the closing is undone', async () => {
    keepBallot({ ballot: aBallot() });
    const { next } = showCard(closed(-1));
    await next({ state: 'OPEN', closedAt: null });
    expect(screen.getByText(/Answer received/)).toBeVisible();
    expect(screen.getByRole('button', { name: 'Change answer' })).toBeVisible();
  });
});

describe('the card', () => {
  it('says that the survey was withdrawn, and nothing of its results', async () => {
    keepBallot({ ballot: aBallot() });
    const { next } = showCard(aSurvey({ policy: 'ALWAYS', results: someResults() }));
    await next({ state: 'WITHDRAWN', withdrawnAt: inSeconds(0), results: null });
    expect(screen.getByText('This survey was withdrawn. Its answers are not counted.')).toBeVisible();
    expect(screen.queryByRole('listitem')).toBeNull();
  });

  it('is a chip with the time that is left, where it was made small', async () => {
    let folded = true;
    showCard(aSurvey(), { folding: { folded: () => folded, fold: (next) => (folded = next) } });
    expect(screen.queryByRole('region')).toBeNull();
    const chip = screen.getByRole('button', { name: /Survey open 0:4[1-3]/, expanded: false });
    await user.click(chip);
    expect(folded).toBe(false);
  });
});
