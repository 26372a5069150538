import { screen } from '@solidjs/testing-library';
import userEvent from '@testing-library/user-event';
import { said, say } from '../../spa/src/page/say.ts';
import { setLanguage } from '../../spa/src/text/language.ts';
import { settle } from '../live/fake-time.ts';
import { forget, keepBallot, showCard } from './card-page.tsx';
import { aBallot, aSurvey, inSeconds, someResults } from './card-world.tsx';

const user = userEvent.setup();

beforeEach(() => {
  forget();
  say('');
});

describe('what is said to those who do not see the card', () => {
  it('is once for an opening what is asked and how long there is', async () => {
    const survey = aSurvey();
    const { next, unmount } = showCard(survey);
    expect(said()).toMatch(
      /^A survey has opened. Production breaks. What do you look at first\? 4[1-3] seconds left.$/,
    );
    say('');
    await next({ question: [{ lang: 'en', value: 'Corrected?' }] });
    unmount();
    showCard(survey);
    expect(said()).toBe('');
  });

  it('is in the language of the page', () => {
    setLanguage('ja');
    showCard(aSurvey());
    expect(said()).toMatch(/^アンケートが始まりました。本番で障害が起きたとき、最初に見るのは\? あと 4[1-3]秒。$/);
  });

  it('is no survey that is over when the page comes', () => {
    showCard(aSurvey({ state: 'CLOSED', closedAt: inSeconds(-1), results: someResults() }));
    expect(said()).toBe('');
  });

  it('is when 30 seconds are left to who has not answered', async () => {
    const { next } = showCard(aSurvey());
    await next({ closesAt: inSeconds(28.5) });
    expect(said()).toBe('The survey closes in 30 seconds.');
    await next({ closesAt: inSeconds(8.5) });
    expect(said()).toBe('The survey closes in 10 seconds.');
  });

  it('is nothing of the time that is left to who has answered', async () => {
    keepBallot({ ballot: aBallot() });
    const { next } = showCard(aSurvey());
    say('');
    await next({ closesAt: inSeconds(8.5) });
    expect(said()).toBe('');
  });

  it('is that it closed, what became of the answer, and the results in full', async () => {
    keepBallot({ ballot: aBallot() });
    const { next } = showCard(aSurvey());
    await next({ state: 'CLOSED', closedAt: inSeconds(0) });
    expect(said()).toBe(
      'The survey has closed. Production breaks. What do you look at first? Your answer was counted.',
    );
    await next({ results: someResults({ status: 'PROVISIONAL' }) });
    expect(said()).toBe(
      'Survey results. Production breaks. What do you look at first? ' +
        'The metrics 34%, 67 votes. The log 33%, 67 votes. The last deploy 33%, 66 votes, your answer.',
    );
  });

  it('is nothing of a count that changes', async () => {
    const { next } = showCard(aSurvey({ policy: 'ALWAYS', results: someResults() }));
    say('');
    await next({ results: someResults({ ballots: 201 }) });
    expect(said()).toBe('');
  });

  it('is that it was withdrawn', async () => {
    const { next } = showCard(aSurvey());
    await next({ state: 'WITHDRAWN', withdrawnAt: inSeconds(0) });
    expect(said()).toBe('The survey was withdrawn. Production breaks. What do you look at first?');
  });

  it('waits while somebody types, for five seconds at most', async () => {
    const { next, time } = showCard(aSurvey({ kind: 'TEXT', options: [] }));
    say('');
    await user.click(screen.getByRole('textbox'));
    await next({ state: 'OPEN', closesAt: inSeconds(28.5) });
    expect(said()).toBe('');
    await time.pass(5_000);
    expect(said()).toBe('The survey closes in 30 seconds.');
  });

  it('waits no longer than the typing', async () => {
    const { next } = showCard(aSurvey({ kind: 'TEXT', options: [] }));
    say('');
    await user.click(screen.getByRole('textbox'));
    await next({ closesAt: inSeconds(28.5) });
    (document.activeElement as HTMLElement).blur();
    expect(said()).toBe('The survey closes in 30 seconds.');
  });
});

describe('the focus', () => {
  it('stays where it is when a survey opens', () => {
    const field = document.body.appendChild(document.createElement('input'));
    field.focus();
    showCard(aSurvey());
    expect(field).toHaveFocus();
    field.remove();
  });

  it('goes to the card’s heading when what had it goes away', async () => {
    const { next } = showCard(aSurvey());
    await user.click(screen.getByRole('radio', { name: 'The log' }));
    await next({ state: 'CLOSED', closedAt: inSeconds(0) });
    expect(screen.getByRole('heading', { name: /Production breaks/ })).toHaveFocus();
  });

  it('goes there when an answer is sent from the keyboard', async () => {
    showCard(aSurvey());
    await user.click(screen.getByRole('radio', { name: 'The log' }));
    await user.keyboard('{Enter}');
    await settle();
    expect(screen.getByText(/Answer received/)).toBeVisible();
    expect(screen.getByRole('heading', { name: /Production breaks/ })).toHaveFocus();
  });

  it('is not taken from elsewhere on the page', async () => {
    const { next } = showCard(aSurvey());
    await next({ state: 'CLOSED', closedAt: inSeconds(0) });
    expect(document.body).toHaveFocus();
  });
});
