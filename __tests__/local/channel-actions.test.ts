import { channelActions } from '../../local/control/channel-actions.ts';
import { CONTROL_HEADER, type Control, startControl } from '../../local/control/control.ts';
import { choosePorts } from '../../local/ports.ts';
import { type Bed, startChannels } from './ivs/channels-bed.ts';

let bed: Bed;
let control: Control;

beforeEach(async () => {
  bed = await startChannels();
  control = await startControl((await choosePorts(['control'], 0)).control, channelActions(bed.ivs));
});
afterEach(async () => {
  await control.stop();
  await bed.ivs.stop();
});

async function ask(path: string, body?: object) {
  const response = await fetch(`${control.url}${path}`, {
    method: body ? 'POST' : 'GET',
    headers: { [CONTROL_HEADER]: '1' },
    body: body && JSON.stringify(body),
  });
  return { status: response.status, answer: await response.json() };
}
const act = async (name: string, more: object = {}) =>
  (await ask(`/channels/${name}`, { channel: 'c1', ...more })).answer;

describe('the control address', () => {
  it('starts, starves, feeds and stops what a channel broadcasts, by the last part of its name', async () => {
    expect(await act('start')).toMatchObject({
      name: 'butai-dev-c1',
      state: 'LIVE',
      health: 'HEALTHY',
      viewerCount: 0,
    });
    expect(await act('starve')).toMatchObject({ state: 'LIVE', health: 'STARVING' });
    expect(await act('feed')).toMatchObject({ health: 'HEALTHY' });
    expect(await act('stop')).toMatchObject({ state: 'OFFLINE' });
    const { answer } = await ask('/channels');
    expect(answer).toMatchObject([{ name: 'butai-dev-c1' }, { name: 'butai-dev-c2', state: 'OFFLINE' }]);
  });

  it('sets what Amazon IVS counts, and takes it back', async () => {
    await act('start');
    expect(await act('viewers', { count: 4_012 })).toMatchObject({ viewerCount: 4_012 });
    expect(await act('viewers', { count: -1 })).toMatchObject({ viewerCount: -1 });
    expect(await act('viewers', { count: null })).toMatchObject({ viewerCount: 0 });
  });

  it('keeps the pictures from players for a while, at the same address', async () => {
    await act('start');
    await ask('/channels/cut', {});
    await expect(fetch(bed.playbackUrl)).rejects.toThrow('fetch failed');
    await ask('/channels/restore', {});
    expect((await fetch(bed.playbackUrl)).status).toBe(200);
  });

  it('says what it cannot do', async () => {
    expect(await act('start', { channel: 'c9' })).toEqual({
      error: 'there is no channel c9: butai-dev-c1, butai-dev-c2',
    });
    expect(await act('starve')).toEqual({ error: expect.stringContaining('is not currently online') });
    expect(await act('start', { key: 'guessed' })).toEqual({ error: 'butai-dev-c1 has no such stream key' });
    expect(await act('viewers', { count: -2 })).toEqual({ error: 'count is a whole number from -1, not -2' });
    expect(await act('events', { delayMs: 'soon' })).toEqual({ error: expect.stringContaining('delayMs') });
  });

  it('has a page for it, to be opened as it is and put into no other', async () => {
    const page = await fetch(`${control.url}/channels.html`);
    expect(page.status).toBe(200);
    expect(page.headers.get('x-frame-options')).toBe('DENY');
    expect((await fetch(`${control.url}/channels`)).status).toBe(403);
  });
});
