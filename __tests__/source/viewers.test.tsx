import { jest } from '@jest/globals';
import { render, screen, waitFor, within } from '@solidjs/testing-library';
import type { LiveState, LiveViewers } from '#graphql/schema.generated';
import { Stage } from '../../spa/src/stage/stage.tsx';
import { ViewerCount } from '../../spa/src/stream/viewer-count.tsx';
import { watching } from '../../spa/src/stream/viewers.ts';
import { setLanguage } from '../../spa/src/text/language.ts';
import { aStage, aState, openDesk } from '../desk/fake-desk.tsx';
import { both, stateOf, viewOf } from '../stage/stage-view.ts';
import { aSurvey, aTally } from '../survey/fake-surveys.ts';

// Its styles come by way of Vite alone.
jest.unstable_mockModule('../../spa/src/stream/styled-viewer-count.ts', () => ({ ViewerCount }));

const ago = (seconds: number) => new Date(Date.now() - seconds * 1000).toISOString();
const viewers = (change: Partial<LiveViewers> = {}): LiveViewers => ({
  count: 4012,
  countedAt: ago(5),
  trend: [3700, 3800, 3900, 4000, 4012],
  ...change,
});
const house = {} as Parameters<typeof Stage>[0]['house'];
const page = (state: LiveState) =>
  render(() => (
    <Stage view={viewOf(state)} state={state} name={both('大舞台', 'Main stage')} zone="Asia/Tokyo" house={house} />
  ));

beforeEach(() => {
  setLanguage('en');
  localStorage.clear();
});

describe('how many watch', () => {
  it('is on the stage’s page, in the viewer’s language', async () => {
    page(stateOf({ viewers: viewers() }));
    expect(await screen.findByText('4,012')).toBeVisible();
    expect(screen.getByRole('banner')).toHaveTextContent('4,012 watching');
    setLanguage('ja');
    expect(screen.getByRole('banner')).toHaveTextContent('4,012 人が視聴中');
  });

  it.each([
    null,
    undefined,
    viewers({ countedAt: null }),
  ])('is nothing where nobody knows, and never zero: %j', (none) => {
    const { container } = render(() => <ViewerCount viewers={none} />);
    expect(container).toBeEmptyDOMElement();
  });

  it('is never told to a viewer as zero: whoever reads it watches', async () => {
    page(stateOf({ viewers: viewers({ count: 0, trend: [0] }) }));
    expect(screen.getByRole('banner')).not.toHaveTextContent('watching');
  });

  it('is said at the desk when nobody watches a stream that is counted', () => {
    const { container } = render(() => <ViewerCount viewers={viewers({ count: 0, trend: [0] })} />);
    expect(container).toHaveTextContent('0 watching');
  });

  it('says its age when that is more than a minute, and then tells of no rise', () => {
    const { container } = render(() => <ViewerCount viewers={viewers({ countedAt: ago(72) })} />);
    expect(container).toHaveTextContent(/as of 7[123] s ago$/);
    expect(watching(viewers({ countedAt: ago(58) }), Date.now())).toEqual({ count: 4012, age: null, rise: 312 });
  });

  it('says by how many a crowd grew, only over five counts of which the oldest is lower', () => {
    const { container } = render(() => <ViewerCount viewers={viewers()} />);
    expect(container).toHaveTextContent('4,012 watching');
    expect(container).toHaveTextContent('Heating up, +312');
    const rise = (trend: number[]) => watching(viewers({ trend }), Date.now())?.rise;
    expect([
      rise([4012]),
      rise([3700, 4000, 4001, 4012]),
      rise([4012, 1, 1, 1, 4012]),
      rise([5000, 1, 1, 1, 4012]),
      rise([3990, 4000, 4000, 4000, 4012]),
    ]).toEqual([null, null, null, null, null]);
    const first = watching(viewers({ count: 1, trend: [0, 0, 0, 0, 1] }), Date.now());
    expect(first).toMatchObject({ count: 1, rise: null });
  });

  it('changes without a word to those who only hear the page', () => {
    const { container } = render(() => <ViewerCount viewers={viewers()} />);
    expect(container.querySelector('[aria-live], [role=status], [role=alert]')).toBeNull();
  });
});

describe('the desk', () => {
  it('has the count of every stage beside its name', async () => {
    const side = aStage({ id: 'matsuri.side', order: 2, name: both('花道', 'Side stage') });
    const elsewhere = { 'matsuri.side': aState(1, { viewers: viewers({ count: 1126, countedAt: ago(70) }) }) };
    const desk = openDesk('/admin/matsuri/main', { stages: [aStage(), side], elsewhere });
    await screen.findByRole('link', { name: /Side stage/ });
    desk.show({ state: aState(2, { viewers: viewers() }) });
    const nav = within(screen.getByRole('navigation', { name: 'Stages' }));
    await waitFor(() => expect(nav.getByRole('link', { name: /Main stage/ })).toHaveTextContent('4,012 watching'));
    expect(nav.getByRole('link', { name: /Side stage/ })).toHaveTextContent(/1,126 watching.*as of 7\d s ago/);
  });

  it.each([
    [3009, '75 % of 4,012 watching'],
    [4013, null],
  ])('says which share of those who watch %i ballots are', async (ballots, share) => {
    const survey = aSurvey('one', { state: 'OPEN', version: 3 });
    const counted = { tally: aTally(survey.id, ballots, 0) };
    const desk = openDesk('/admin/matsuri/main', { surveys: [survey], counted });
    const tally = await screen.findByRole('region', { name: 'Count' });
    desk.show({ state: aState(2, { viewers: viewers() }) });
    await waitFor(() => expect(tally).toHaveTextContent(`${ballots.toLocaleString('en')} votes`));
    if (share) expect(tally).toHaveTextContent(share);
    else expect(tally).not.toHaveTextContent('watching');
  });
});
