import { jest } from '@jest/globals';
import { screen, waitFor, within } from '@solidjs/testing-library';
import userEvent from '@testing-library/user-event';
import type { Channel, StageSource } from '#graphql/schema.generated';
import { HUSH } from '../../spa/src/desk/acts.ts';
import { Refusal } from '../../spa/src/desk/refusal.ts';
import { setLanguage } from '../../spa/src/text/language.ts';
import { aStage, aState, openDesk } from '../desk/fake-desk.tsx';
import { both } from '../stage/stage-view.ts';

const PLACE = '/admin/matsuri/main';
const user = userEvent.setup({ advanceTimers: (ms) => jest.advanceTimersByTime(ms) });
const told = () => screen.getByRole('region', { name: 'Last act' });
const rest = () => jest.advanceTimersByTimeAsync(HUSH);
const form = () => screen.findByRole('form', { name: 'The sources of Main stage' });
const press = (name: string) => user.click(screen.getByRole('button', { name }));

const channels: Channel[] = ['c1', 'c2', 'c3'].map((name) => ({ name, type: 'BASIC', ingestEndpoint: 'in.example' }));
const floor: StageSource = { id: 'floor', role: 'FLOOR', label: both('会場', 'Floor'), channel: 'c1' };
const spare: StageSource = { id: 'spare', role: 'SPARE', label: both('予備', 'Spare'), channel: 'c2' };
const onAir = (sources: StageSource[] = [floor, spare]) => aStage({ curtain: 'UP', sources });
const playing = (url: string) =>
  aState(2, { curtain: 'UP', sources: [{ id: 'floor', role: 'FLOOR', label: floor.label, url }] });

beforeEach(() => {
  jest.useFakeTimers();
  setLanguage('en');
  localStorage.clear();
});
afterEach(() => jest.useRealTimers());

describe('moving a stage to its spare', () => {
  it('is one act that names the stage, is told when screens have the other picture, and can be taken back', async () => {
    const desk = openDesk(PLACE, { stages: [onAir()] });
    await screen.findByText('Picture: Floor (Channel c1)');
    desk.show({ state: playing('https://one.example/a.m3u8') });
    await press('Move Main stage to the spare (Channel c2)');
    await rest();
    expect(desk.acts[0]?.variables).toEqual({
      stage: 'matsuri.main',
      source: 'floor',
      channel: 'c2',
      url: null,
      expected: 1,
    });
    expect(desk.rows.stages[0]?.sources?.[1]).toEqual(spare);
    expect(told()).toHaveTextContent('Waiting for the screens');
    desk.show({ state: playing('https://two.example/b.m3u8') });
    await waitFor(() => expect(told()).toHaveTextContent('It is on screens'));
    await user.click(within(told()).getByRole('button', { name: /^Move Main stage back to Channel c1/ }));
    await rest();
    expect(desk.acts[1]?.variables).toMatchObject({ channel: 'c1', expected: 2 });
  });

  it('can be reversed at any time from where the stage’s own picture was last seen', async () => {
    const desk = openDesk(PLACE, { stages: [onAir()] });
    await screen.findByText('Picture: Floor (Channel c1)');
    desk.rows.stages[0] = { ...onAir([{ ...floor, channel: 'c2' }, spare]), version: 2 };
    await jest.advanceTimersByTimeAsync(16_000);
    expect(screen.getByText('Picture: Floor, from the spare (Channel c2)')).toBeVisible();
    await press('Move Main stage back to Channel c1');
    await rest();
    expect(desk.acts[0]?.variables).toMatchObject({ channel: 'c1', expected: 2 });
  });

  it('is not taken back over what somebody else chose meanwhile', async () => {
    const desk = openDesk(PLACE, { stages: [onAir()] });
    await screen.findByText('Picture: Floor (Channel c1)');
    await press('Move Main stage to the spare (Channel c2)');
    await rest();
    desk.rows.stages[0] = { ...onAir([{ ...floor, channel: 'c3' }, spare]), version: 9 };
    desk.show({ state: playing('https://three.example/c.m3u8') });
    await screen.findByText('Picture: Floor (Channel c3)');
    await user.click(within(told()).getByRole('button', { name: /^Move Main stage back to Channel c1/ }));
    await waitFor(() => expect(told()).toHaveTextContent('Somebody else changed it meanwhile'));
    expect(desk.acts).toHaveLength(1);
  });

  it('is an act of operators alone', async () => {
    openDesk(PLACE, { stages: [onAir()] }, 'moderator');
    await screen.findByText('Picture: Floor (Channel c1)');
    expect(screen.queryByRole('button', { name: /to the spare/ })).toBeNull();
  });
});

describe('a stage’s sources', () => {
  it('are told to be none, and lead to where they are made', async () => {
    openDesk(PLACE);
    expect(await screen.findByText('No picture is assigned')).toBeVisible();
    await user.click(screen.getByRole('link', { name: 'Assign a picture' }));
    expect(within(await form()).getByText('Add the first one below')).toBeVisible();
  });

  it('are added on a free channel, put in order, and saved over the version that was seen', async () => {
    const stages = [aStage({ sources: [floor] }), aStage({ id: 'matsuri.side', sources: [spare] })];
    const desk = openDesk(`${PLACE}/SOURCES`, { stages, channels });
    await form();
    await press('+ Add: Sign language');
    expect(screen.getAllByLabelText('Comes from')[1]).toHaveValue('c3');
    await press('Move source 2 up');
    await press('Save and show');
    await rest();
    expect(desk.acts[0]?.variables).toEqual({
      stage: 'matsuri.main',
      expected: 1,
      sources: [
        {
          id: 'sign',
          role: 'SIGN',
          label: [
            { lang: 'en', value: 'Sign language' },
            { lang: 'ja', value: '手話' },
          ],
          channel: 'c3',
        },
        { ...floor, label: [...floor.label].reverse() },
      ],
    });
    expect(screen.getByText('Saved')).toBeVisible();
  });

  it('come from any address that begins with https', async () => {
    const desk = openDesk(`${PLACE}/SOURCES`, { stages: [aStage({ sources: [floor] })], channels });
    await form();
    await user.selectOptions(screen.getByLabelText('Comes from'), 'Another address');
    await user.type(screen.getByLabelText('HLS address'), 'http://elsewhere.example/a.m3u8');
    expect(screen.getByText('Choose a channel, or an address that begins with https')).toBeVisible();
    await user.clear(screen.getByLabelText('HLS address'));
    await user.type(screen.getByLabelText('HLS address'), 'https://elsewhere.example/a.m3u8');
    await press('Save and show');
    await rest();
    expect(desk.rows.stages[0]?.sources).toMatchObject([{ id: 'floor', url: 'https://elsewhere.example/a.m3u8' }]);
    expect(screen.getByText('Picture: Floor (elsewhere.example)')).toBeVisible();
  });

  it('keep what was typed when somebody else saved first, and say where both changed', async () => {
    const desk = openDesk(`${PLACE}/SOURCES`, { stages: [aStage({ sources: [floor, spare] })], channels });
    await form();
    await user.selectOptions(screen.getAllByLabelText('Comes from')[0] as HTMLElement, 'Channel c3');
    desk.rows.stages[0] = aStage({ version: 2, sources: [{ ...floor, channel: 'c2' }, spare] });
    desk.refuse(new Refusal('CONFLICT', { version: 2 }));
    await press('Save and show');
    await rest();
    expect(screen.getByText('Choose in 1 place first')).toBeVisible();
    await press('Use mine');
    await press('Save and show');
    await rest();
    expect(desk.rows.stages[0]?.sources).toMatchObject([{ channel: 'c3' }, { channel: 'c2' }]);
  });

  it('are taken out, and those that remain stay as they are', async () => {
    const desk = openDesk(`${PLACE}/SOURCES`, { stages: [aStage({ sources: [floor, spare] })], channels });
    await form();
    await press('Remove source 1');
    await press('Save and show');
    await rest();
    expect(desk.rows.stages[0]?.sources).toMatchObject([{ id: 'spare', channel: 'c2' }]);
  });
});

describe('what the audience sees', () => {
  const audience = () => screen.getByRole('region', { name: 'The audience’s screens' });

  it('names the picture, and that it comes from the spare', async () => {
    const desk = openDesk(PLACE, { stages: [onAir([{ ...floor, channel: 'c2' }, spare])] });
    await screen.findByText(/from the spare \(/);
    desk.show({ state: playing('https://two.example/b.m3u8') });
    await waitFor(() => expect(audience()).toHaveTextContent('Picture: Floor'));
    expect(audience()).toHaveTextContent('from the spare');
  });

  it('is told to be nothing while the curtain is up over no picture', async () => {
    const desk = openDesk(PLACE, { stages: [aStage({ curtain: 'UP' })] });
    await screen.findByText('No picture is assigned');
    desk.show({ state: aState(2, { curtain: 'UP', sources: [] }) });
    await waitFor(() => expect(audience()).toHaveTextContent('no picture is given out'));
  });
});
