import { jest } from '@jest/globals';
import { fireEvent, screen, waitFor, within } from '@solidjs/testing-library';
import userEvent from '@testing-library/user-event';
import type { Broadcast, Channel, StageSource, StageStream } from '#graphql/schema.generated';
import { HUSH } from '../../spa/src/desk/acts.ts';
import { Refusal } from '../../spa/src/desk/refusal.ts';
import { setLanguage } from '../../spa/src/text/language.ts';
import { aStage, aState, openDesk, type Rows, THE_KEY } from '../desk/fake-desk.tsx';
import { both } from '../stage/stage-view.ts';
import { FULL_HD } from '../stream/memory-stream.ts';

const PLACE = '/admin/matsuri/main/SOURCES';
const user = userEvent.setup({ advanceTimers: (ms) => jest.advanceTimersByTime(ms) });
const rest = () => jest.advanceTimersByTimeAsync(HUSH);
const told = () => screen.getByRole('region', { name: 'Last act' });
const press = (name: string) => user.click(screen.getByRole('button', { name }));

const channels: Channel[] = ['c1', 'c2', 'c3'].map((name) => ({
  name,
  type: 'STANDARD',
  ingestEndpoint: 'in.example',
}));
const floor: StageSource = { id: 'floor', role: 'FLOOR', label: both('会場', 'Floor'), channel: 'c1' };
const stream: StageStream = {
  channel: 'c1',
  live: true,
  startedAt: '2026-11-20T09:00:00.000Z',
  health: 'HEALTHY',
  starvingSince: null,
  ingest: FULL_HD,
  checkedAt: '2026-11-20T09:10:00.000Z',
};
const broadcast: Broadcast = {
  channel: 'c1',
  type: 'STANDARD',
  server: 'rtmps://in.example:443/app/',
  keyEnds: '4f2a',
  copied: { at: '2026-11-20T09:05:00.000Z', by: 'kim@example.test' },
  replaced: null,
  signal: { since: '2026-11-20T09:00:00.000Z', health: 'HEALTHY', starvingSince: null, ingest: FULL_HD },
};

/** jsdom tells that details were opened by a timer of its own, which stands still here. */
async function open(part: HTMLElement) {
  const summary = within(part).getByText('Channel c1');
  await user.click(summary);
  fireEvent(summary.closest('details') as HTMLElement, new Event('toggle'));
}

/** The Sources page with the card of channel c1 open. */
async function openCard(rows: Partial<Rows> = {}) {
  const stages = [aStage({ curtain: 'UP', sources: [floor] })];
  const desk = openDesk(PLACE, { stages, channels, streams: [stream], broadcast, ...rows });
  const part = await screen.findByRole('region', { name: 'Broadcast' });
  await open(part);
  await within(part).findByText('Incoming signal');
  return { ...desk, part };
}

let copied: string[];
let clipboard: (text: string) => Promise<void>;

beforeEach(() => {
  jest.useFakeTimers();
  setLanguage('en');
  localStorage.clear();
  copied = [];
  clipboard = async (text) => void copied.push(text);
  Object.defineProperty(navigator, 'clipboard', {
    configurable: true,
    value: { writeText: (text: string) => clipboard(text) },
  });
});
afterEach(() => jest.useRealTimers());

describe('a source of a stage', () => {
  it('says what comes in on its channel, and goes on saying it', async () => {
    const desk = openDesk(PLACE, { stages: [aStage({ sources: [floor] })], channels, streams: [stream] });
    const form = within(await screen.findByRole('form', { name: 'The sources of Main stage' }));
    expect(await form.findByText('Signal')).toBeVisible();
    expect(form.getByText('1080p60, 6 Mbps target')).toBeVisible();
    desk.rows.streams[0] = { ...stream, health: 'STARVING', starvingSince: '2026-11-20T09:20:07.000Z' };
    await jest.advanceTimersByTimeAsync(16_000);
    expect(form.getByText('Too little comes in since 18:20:07')).toBeVisible();
    desk.rows.streams[0] = { ...stream, live: false, health: 'UNKNOWN', ingest: null };
    await jest.advanceTimersByTimeAsync(16_000);
    expect(form.getByText('No signal')).toBeVisible();
  });

  it('says so where nobody can tell, and where there never was an encoder', async () => {
    const spare: StageSource = { ...floor, id: 'spare', role: 'SPARE', channel: 'c2' };
    const streams: StageStream[] = [{ ...stream, health: 'UNKNOWN' }];
    openDesk(PLACE, { stages: [aStage({ sources: [floor, spare] })], channels, streams });
    const form = within(await screen.findByRole('form', { name: 'The sources of Main stage' }));
    expect(await form.findByText('Whether a signal comes in cannot be told')).toBeVisible();
    expect(form.getAllByText('No signal')).toHaveLength(1);
  });
});

describe('a channel of the pool', () => {
  it('says whose it is, and nothing of what comes in for others', async () => {
    const spare: StageSource = { ...floor, id: 'spare', role: 'SPARE', channel: 'c2' };
    openDesk(PLACE, { stages: [aStage({ sources: [floor, spare] })], channels, streams: [stream] });
    const summary = async (name: string) =>
      (await screen.findAllByText(name)).map((each) => each.closest('summary')).find((each) => each !== null);
    expect(await summary('Channel c1')).toHaveTextContent('used by Main stage');
    expect(await summary('Channel c2')).toHaveTextContent('spare of Main stage');
    expect(await summary('Channel c3')).toHaveTextContent(/^Channel c3used by no stage$/);
  });
});

describe('the broadcast card of a channel', () => {
  it('tells the server, four characters of the key, the settings, and what comes in', async () => {
    const { part } = await openCard();
    expect(part).toHaveTextContent('rtmps://in.example:443/app/');
    expect(part).toHaveTextContent('••••4f2a');
    expect(part).toHaveTextContent('Last copied: Fri 20 Nov 18:05:00, kim@example.test');
    expect(part).toHaveTextContent('1920×1080, avc1.4D402A');
    expect(part).toHaveTextContent('mp4a.40.2, 160 kbps, 48 kHz, stereo');
    expect(part).toHaveTextContent('6000 kbps');
    expect(part).toHaveTextContent('Keyframe interval2 s');
    expect(part).not.toHaveTextContent('sk_');
  });

  it('speaks Japanese', async () => {
    const { part } = await openCard();
    setLanguage('ja');
    expect(part).toHaveTextContent('届いている信号');
    expect(part).toHaveTextContent('キーフレーム間隔2 秒');
  });

  it('has lower settings for a channel that hands on what is sent', async () => {
    const { part } = await openCard({ broadcast: { ...broadcast, type: 'BASIC' } });
    expect(part).toHaveTextContent('2500 kbps');
    expect(part).toHaveTextContent('This channel hands on what is sent');
  });

  it('asks again while it is open', async () => {
    const { part, rows } = await openCard();
    rows.broadcast = { ...broadcast, signal: null };
    await jest.advanceTimersByTimeAsync(16_000);
    expect(within(part).getByText('No signal')).toBeVisible();
  });

  it('says why where it cannot be read', async () => {
    const desk = openDesk(PLACE, { stages: [aStage({ sources: [floor] })], channels, broadcast: null });
    await open(await screen.findByRole('region', { name: 'Broadcast' }));
    expect(await screen.findByText('There is no such channel')).toBeVisible();
    desk.rows.broadcast = broadcast;
    await press('Read again');
    expect(await screen.findByText('Incoming signal')).toBeVisible();
  });

  it('is for operators alone', async () => {
    openDesk(PLACE, { stages: [aStage({ sources: [floor] })], channels, streams: [stream] }, 'moderator');
    expect(await screen.findByText('1080p60, 6 Mbps target')).toBeVisible();
    expect(screen.queryByRole('region', { name: 'Broadcast' })).toBeNull();
  });
});

describe('copying a key', () => {
  it('puts it on the clipboard, shows it nowhere, and says that it was recorded', async () => {
    const { part, acts, rows } = await openCard();
    rows.broadcast = { ...broadcast, copied: { at: '2026-11-20T10:00:00.000Z', by: 'murai@example.test' } };
    await press('Copy key');
    await waitFor(() => expect(copied).toEqual([THE_KEY]));
    expect(acts).toEqual([{ name: 'CopyStreamKey', variables: { channel: 'c1' } }]);
    expect(told()).toHaveTextContent('The key of channel c1 is copied. It was recorded');
    await waitFor(() => expect(part).toHaveTextContent('Last copied: Fri 20 Nov 19:00:00, murai@example.test'));
    expect(part).not.toHaveTextContent('sk_');
    expect(screen.queryByDisplayValue(THE_KEY)).toBeNull();
  });

  it('shows it to be copied by hand where the browser refuses, until it is hidden', async () => {
    clipboard = async () => {
      throw new DOMException('not now', 'NotAllowedError');
    };
    await openCard();
    await press('Copy key');
    expect(await screen.findByDisplayValue(THE_KEY)).toBeVisible();
    expect(told()).toHaveTextContent('The key of channel c1 is shown. It was recorded');
    await press('Hide');
    expect(screen.queryByDisplayValue(THE_KEY)).toBeNull();
  });

  it('says why where there is none', async () => {
    const desk = await openCard();
    desk.refuse(new Refusal('STREAM_KEY_MISSING'));
    await press('Copy key');
    await waitFor(() => expect(told()).toHaveTextContent('replacing it was cut short'));
    expect(copied).toEqual([]);
  });
});

describe('replacing a key', () => {
  it('asks with all that follows, and does nothing when left', async () => {
    const { acts } = await openCard();
    await press('Replace key…');
    const asked = screen.getByRole('region', { name: 'Replace the key of channel c1?' });
    expect(screen.getByRole('heading', { name: 'Replace the key of channel c1?' })).toHaveFocus();
    expect(asked).toHaveTextContent('The curtain of Main stage comes down');
    expect(asked).toHaveTextContent('cannot come back with the old key');
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.getByRole('button', { name: 'Replace key…' })).toHaveFocus());
    expect(acts).toEqual([]);
  });

  it('shows that it is under way, then what was done, and that the curtain is down on screens', async () => {
    const { acts, hold, rows, show, part } = await openCard();
    const go = hold();
    await press('Replace key…');
    await press('Replace it and cut off');
    expect(screen.getByRole('button', { name: 'Lowering the curtain, cutting off, making a new key' })).toBeVisible();
    go();
    await waitFor(() => expect(told()).toHaveTextContent('The key of channel c1 is replaced'));
    expect(acts).toEqual([{ name: 'ReplaceStreamKey', variables: { channel: 'c1' } }]);
    expect(part).toHaveTextContent('The curtain of Main stage is down');
    expect(part).toHaveTextContent('Whoever was broadcasting is cut off');
    expect(part).toHaveTextContent('The new key ends in 9c01');
    expect(rows.stages[0]?.curtain).toBe('DOWN');
    show({ state: aState(2, { curtain: 'DOWN', at: new Date(Date.now()).toISOString() }) });
    await waitFor(() => expect(told()).toHaveTextContent('It is on screens'));
    await rest();
  });

  it('stays asked where it failed, and says why', async () => {
    const desk = await openCard();
    desk.refuse(new Refusal('FAULT'));
    await press('Replace key…');
    await press('Replace it and cut off');
    await waitFor(() => expect(told()).toHaveTextContent('It was not done'));
    await rest();
    expect(screen.getByRole('region', { name: 'Replace the key of channel c1?' })).toBeVisible();
  });
});
