import { screen, waitFor, within } from '@solidjs/testing-library';
import userEvent from '@testing-library/user-event';
import type { ReviewedAnswer } from '#graphql/schema.generated';
import { setLanguage } from '../../spa/src/text/language.ts';
import { openDesk } from '../desk/fake-desk.tsx';
import { aSurvey } from './fake-surveys.ts';

const user = userEvent.setup();
const answer = (id: string, count: number): ReviewedAnswer => ({
  id,
  text: `Answer ${id}`,
  count,
  firstAt: '2026-11-20T09:00:00.000Z',
  review: 'NEW',
});
const asked = (change: Parameters<typeof aSurvey>[1] = {}) =>
  aSurvey('one', { kind: 'TEXT', options: [], state: 'OPEN', version: 3, ...change });
const open = (survey = asked()) =>
  openDesk('/admin/matsuri/main', {
    surveys: [survey],
    counted: { answers: [answer('rare', 1), answer('often', 9), answer('bad', 4)] },
  });
const review = () => screen.findByRole('region', { name: 'Answers to review' });
const texts = async () =>
  within(await review())
    .getAllByText(/^Answer /)
    .map((each) => each.textContent);
const list = async () => within(await review()).getAllByRole('listitem');

beforeEach(() => {
  setLanguage('en');
  localStorage.clear();
});

describe('moderation of a free text', () => {
  it('puts what most people said first', async () => {
    open();
    await screen.findByText('Answer often');
    expect(await texts()).toEqual(['Answer often', 'Answer bad', 'Answer rare']);
  });

  it('shows an answer, and takes that back', async () => {
    const desk = open();
    await user.click(await screen.findByRole('button', { name: 'Show: Answer often' }));
    await waitFor(() => expect(screen.getByRole('button', { name: 'Shown 1' })).toBeVisible());
    expect(desk.acts[0]?.variables).toEqual({
      survey: 'matsuri.main.one',
      answer: 'often',
      review: 'SHOWN',
      expected: 3,
    });
    await user.click(screen.getByRole('button', { name: /^Undo: take it back/ }));
    await waitFor(() => expect(screen.getByRole('button', { name: 'Shown 0' })).toBeVisible());
    expect(desk.acts[1]?.variables).toMatchObject({ answer: 'often', review: 'NEW', expected: 4 });
  });

  it('is done by keys: J and K move, A shows, X rejects', async () => {
    const desk = open();
    await screen.findByText('Answer often');
    await user.click(screen.getByRole('button', { name: 'Keys off' }));
    await user.keyboard('jjk');
    expect((await list())[1]).toHaveAttribute('aria-current', 'true');
    await user.keyboard('x');
    await waitFor(() => expect(desk.acts).toHaveLength(1));
    await waitFor(() => expect(screen.queryByText('Answer bad')).toBeNull());
    await user.keyboard('a');
    await waitFor(() => expect(desk.acts).toHaveLength(2));
    expect(desk.acts.map(({ variables }) => [variables.answer, variables.review])).toEqual([
      ['bad', 'REJECTED'],
      ['rare', 'SHOWN'],
    ]);
  });

  it('goes on quietly where somebody else has moderated another answer meanwhile', async () => {
    const desk = open();
    const show = await screen.findByRole('button', { name: 'Show: Answer often' });
    desk.rows.surveys[0] = asked({ answersRejected: ['bad'], version: 4 });
    await user.click(show);
    await waitFor(() => expect(desk.rows.surveys[0]?.answersShown).toEqual(['often']));
    expect(desk.rows.surveys[0]?.answersRejected).toEqual(['bad']);
  });

  it('does not overrule somebody who has just rejected the same answer', async () => {
    const desk = open();
    const show = await screen.findByRole('button', { name: 'Show: Answer often' });
    desk.rows.surveys[0] = asked({ answersRejected: ['often'], version: 4 });
    await user.click(show);
    await waitFor(() => expect(screen.getByRole('region', { name: 'Last act' })).toHaveTextContent('Not done'));
    expect(desk.rows.surveys[0]?.answersShown ?? []).toEqual([]);
  });

  it('offers moderators no act', async () => {
    openDesk('/admin/matsuri/main', { surveys: [asked()], counted: { answers: [answer('often', 9)] } }, 'moderator');
    await screen.findByText('Answer often');
    expect(screen.queryByRole('button', { name: /^(Show|Reject):/ })).toBeNull();
  });
});
