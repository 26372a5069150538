import { jest } from '@jest/globals';
import { screen } from '@solidjs/testing-library';
import userEvent from '@testing-library/user-event';
import type { LiveSurvey } from '#graphql/schema.generated';
import { type Kept, keptKey } from '../../spa/src/survey/kept-ballot.ts';
import { settle } from '../live/fake-time.ts';
import { forget, keepBallot, showCard } from './card-page.tsx';
import { aBallot, aSurvey, ID, inSeconds, someResults } from './card-world.tsx';

const user = userEvent.setup();

const kept = (): Kept => JSON.parse(localStorage.getItem(keptKey(ID)) ?? 'null');

async function answer(label = 'The log') {
  await user.click(screen.getByRole('radio', { name: label }));
  await user.click(screen.getByRole('button', { name: 'Send answer' }));
  await settle();
}

/** The card, with an answer given to whom `replies` says what. */
async function answered(replies: ReturnType<typeof showCard>['replies'], change: Partial<LiveSurvey> = {}) {
  const world = showCard(aSurvey({ closesAt: null, ...change }));
  world.replies.push(...replies);
  await answer();
  return world;
}

/** What another tab of this browser wrote. */
function otherTab(change: Partial<Kept>): void {
  keepBallot({ ...kept(), ...change });
  window.dispatchEvent(new StorageEvent('storage', { key: keptKey(ID) }));
}

function network(online: boolean): void {
  jest.spyOn(navigator, 'onLine', 'get').mockReturnValue(online);
  window.dispatchEvent(new Event(online ? 'online' : 'offline'));
}

beforeEach(() => {
  forget();
  jest.restoreAllMocks();
});

describe('an answer on its way', () => {
  it('is not said to have arrived before the server says so', async () => {
    await answered(['NEVER']);
    expect(screen.getAllByText('Sending')[0]).toBeVisible();
    expect(screen.queryByText(/received/)).toBeNull();
  });

  it('is sent again as the same answer, until it is taken', async () => {
    const { sent, time } = await answered(['UNREACHABLE', 'TOO_MANY_REQUESTS', 'FAULT']);
    expect(screen.getByText('Your answer waits on this device. It is not counted yet')).toBeVisible();
    await time.pass(60_000);
    expect(sent).toHaveLength(4);
    expect(new Set(sent.map(({ requestId }) => requestId)).size).toBe(1);
    expect(screen.getByText(/Answer received/)).toBeVisible();
  });

  it('backs off with full jitter', async () => {
    const { sent, time } = await answered(['UNREACHABLE', 'UNREACHABLE', 'UNREACHABLE']);
    await time.pass(499);
    expect(sent).toHaveLength(1);
    await time.pass(1);
    expect(sent).toHaveLength(2);
    await time.pass(999);
    expect(sent).toHaveLength(2);
    await time.pass(1);
    expect(sent).toHaveLength(3);
  });

  it('is sent at once when the viewer asks for it', async () => {
    const { sent } = await answered(['UNREACHABLE']);
    await user.click(screen.getByRole('button', { name: 'Send again' }));
    await settle();
    expect(sent).toHaveLength(2);
  });

  it('waits while the device is off line, and goes out when it is back', async () => {
    const world = showCard(aSurvey());
    network(false);
    world.replies.push('UNREACHABLE');
    await answer();
    expect(screen.getByText('Not sent yet. It goes out when you are back online')).toBeVisible();
    network(true);
    await settle();
    expect(world.sent).toHaveLength(2);
    expect(screen.getByText(/Answer received/)).toBeVisible();
  });

  it('is a new answer once it is changed', async () => {
    const { sent } = await answered(['UNREACHABLE']);
    await user.click(screen.getByRole('button', { name: 'Change answer' }));
    await answer('The metrics');
    expect(sent.map(({ choices }) => choices)).toEqual([['log'], ['metrics']]);
    expect(sent[0]?.requestId).not.toBe(sent[1]?.requestId);
  });

  it('goes on after a reload', async () => {
    const { unmount, sent } = await answered(['NEVER']);
    unmount();
    const later = showCard(aSurvey());
    expect(screen.getAllByText('Sending')[0]).toBeVisible();
    await later.time.pass(4_000);
    expect(later.sent[0]?.requestId).toBe(sent[0]?.requestId);
    expect(screen.getByText(/Answer received/)).toBeVisible();
  });
});

describe('an answer that waits until the site can be reached again', () => {
  const away = () => Array.from({ length: 8 }, () => 'UNREACHABLE' as const);

  it('waits across a reload, is not said to count, and is sent as the same answer', async () => {
    const { unmount, sent } = await answered(away());
    unmount();
    const later = showCard(aSurvey({ closesAt: null }));
    later.replies.push('UNREACHABLE');
    expect(screen.getByText(/not counted yet/)).toBeVisible();
    await later.time.pass(4_000);
    expect(screen.getByText(/not counted yet/)).toBeVisible();
    expect(screen.queryByText(/received/)).toBeNull();
    await later.time.pass(30_000);
    expect(later.sent.map(({ requestId }) => requestId)).toEqual([sent[0]?.requestId, sent[0]?.requestId]);
    expect(screen.getByText(/Answer received/)).toBeVisible();
  });

  it('is not judged before anybody could be asked, while others see the results', async () => {
    const { next, server, time, away: cut } = await answered(away());
    cut(true);
    await next({ state: 'CLOSED', closedAt: inSeconds(0), results: someResults({ status: 'PROVISIONAL' }) });
    await time.pass(60_000);
    expect(screen.getByText(/Whether your answer was in time is not known yet/)).toBeVisible();
    expect(screen.getByText('Closed. 200 votes, provisional')).toBeVisible();
    expect(screen.queryByText('Your answer')).toBeNull();
    expect(screen.getByText('The log', { selector: '.given *' })).toBeVisible();
    expect(screen.queryByText(/too late|was counted/)).toBeNull();
    expect(screen.queryByRole('button')).toBeNull();
    cut(false);
    server.ballot = null;
    await time.pass(60_000);
    expect(screen.getByText('Your answer came too late. It is not counted')).toBeVisible();
    expect(screen.queryByText(/not known yet/)).toBeNull();
  });
});

describe('an answer that was refused', () => {
  it.each([
    ['INVITATION_NEEDED', 'Only invited viewers can answer this survey'],
    ['CAME_TOO_LATE', 'Only those who were here before this survey opened can answer it'],
  ] as const)('asks nothing more after %s', async (code, sentence) => {
    const { sent, time } = await answered([code]);
    expect(await screen.findByText(sentence)).toBeVisible();
    await time.pass(60_000);
    expect(sent).toHaveLength(1);
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('is not lost: it can be chosen and sent again', async () => {
    await answered(['INVALID_CHOICE']);
    expect(await screen.findByText(/cannot be answered that way/)).toBeVisible();
    expect(screen.getByRole('radio', { name: 'The log' })).toBeChecked();
  });

  it('came too late where the survey is closed, and the earlier one stands', async () => {
    const { next } = await answered([]);
    await user.click(screen.getByRole('button', { name: 'Change answer' }));
    const castAt = kept().ballot?.castAt ?? '';
    localStorage.setItem(keptKey(ID), JSON.stringify({ ...kept(), refused: 'SURVEY_NOT_OPEN' }));
    window.dispatchEvent(new StorageEvent('storage', { key: keptKey(ID) }));
    await next({ state: 'CLOSED', closedAt: new Date(Date.parse(castAt) + 1).toISOString() });
    expect(screen.getByText('Your change came too late. Your earlier answer stands')).toBeVisible();
    expect(screen.getByText('Your answer was counted')).toBeVisible();
  });

  it('shows the answer that the browser had forgotten', async () => {
    const world = showCard(aSurvey({ changes: false }));
    world.server.ballot = aBallot({ choices: ['deploy'] });
    world.replies.push('ALREADY_ANSWERED');
    await answer();
    expect(screen.getByRole('listitem')).toHaveTextContent('The last deploy');
    expect(await screen.findByText(/You have answered already/)).toBeVisible();
  });
});

describe('an answer whose reply was lost', () => {
  it('is found where it arrived before the survey closed', async () => {
    const { next, sent, asked, server, time } = await answered(['UNREACHABLE']);
    server.ballot = aBallot({ choices: ['log'] });
    await next({ state: 'CLOSED', closedAt: inSeconds(0) });
    await time.pass(1_000);
    expect(asked).toEqual(['myBallot']);
    expect(sent).toHaveLength(1);
    expect(screen.getByText('Your answer was counted')).toBeVisible();
  });

  it('is told not to count where it never arrived', async () => {
    const { next, time } = await answered(['UNREACHABLE']);
    await next({ state: 'CLOSED', closedAt: inSeconds(0) });
    await time.pass(1_000);
    expect(screen.getByText('Your answer came too late. It is not counted')).toBeVisible();
    expect(screen.getByText('The log')).toBeVisible();
  });

  it('is found also where a second try is refused before the page knows of the closing', async () => {
    const { server, time } = await answered(['UNREACHABLE', 'SURVEY_NOT_OPEN']);
    server.ballot = aBallot({ choices: ['log'] });
    await time.pass(1_000);
    expect(screen.getByText(/Answer received/)).toBeVisible();
  });
});

describe('the tabs of one browser', () => {
  it('show the answer that was given in another one', async () => {
    showCard(aSurvey());
    otherTab({ ballot: aBallot({ choices: ['metrics'] }) });
    expect(screen.getByText(/Answer received/)).toBeVisible();
    expect(screen.getByRole('listitem')).toHaveTextContent('The metrics');
  });

  it('leave it to the one that has the answer to send it, and send it if that one is gone', async () => {
    const { sent, time } = showCard(aSurvey({ closesAt: null }));
    otherTab({ pending: { choices: ['log'], text: null, requestId: 'theirs', trouble: null } });
    await settle();
    expect(sent).toHaveLength(0);
    await time.pass(4_000);
    expect(sent).toMatchObject([{ requestId: 'theirs' }]);
  });
});

describe('a page that knows of no answer', () => {
  const earlier = { openedAt: '2026-01-01T00:00:00.000Z', closesAt: null };

  it('asks for it once, some time within the spread, where the survey was open before it came', async () => {
    const first = showCard(aSurvey(earlier));
    first.server.ballot = aBallot();
    await first.time.pass(14_999);
    expect(first.asked).toEqual([]);
    await first.time.pass(1);
    expect(screen.getByText(/Answer received/)).toBeVisible();
    first.unmount();
    const second = showCard(aSurvey(earlier));
    await second.time.pass(60_000);
    expect(second.asked).toEqual([]);
  });

  it('asks nobody when a survey opens before its eyes', async () => {
    const { asked, time } = showCard(aSurvey({ openedAt: inSeconds(1), closesAt: null }));
    await time.pass(60_000);
    expect(asked).toEqual([]);
  });
});

describe('results for those who have answered', () => {
  it('are asked for after the answer, spread, and again only when there is something new', async () => {
    const { asked, server, time, next } = await answered([], { policy: 'AFTER_ANSWER' });
    server.results = someResults();
    expect(screen.getByText('Results so far appear in a moment')).toBeVisible();
    await time.pass(14_999);
    expect(asked).toEqual([]);
    await time.pass(1);
    expect(asked).toEqual(['results']);
    expect(screen.getByText('So far, 200 votes')).toBeVisible();
    await time.pass(120_000);
    expect(asked).toEqual(['results']);
    await next({ results: someResults({ ballots: 201, counts: null }) });
    await time.pass(45_000);
    expect(asked).toEqual(['results', 'results']);
  });

  it('are nobody else’s', async () => {
    const { asked, time } = showCard(aSurvey({ policy: 'AFTER_ANSWER', closesAt: null }));
    await time.pass(120_000);
    expect(asked).toEqual([]);
  });
});

describe('what the browser keeps', () => {
  it('is of so many surveys and no more', () => {
    for (let i = 0; i < 60; i++) localStorage.setItem(`butai.ballot.e.a.${i}`, JSON.stringify({ at: i }));
    showCard(aSurvey());
    const left = Object.keys(localStorage).filter((key) => key.startsWith('butai.ballot.'));
    expect(left).toHaveLength(40);
    expect(left).toContain('butai.ballot.e.a.59');
    expect(left).not.toContain('butai.ballot.e.a.19');
  });
});
