import { makeAssembler } from '#graphql/fallback/assemble';
import type { Message } from '#graphql/fallback/message';
import type { TextFile } from '#graphql/live/snapshot';
import type { LiveState } from '#graphql/schema.generated';
import type { FramesMessage } from '../../lambdas/fallback/frames-message.ts';
import { PAUSE_MS, type Sending, sendMessage } from '../../lambdas/fallback/send-message.ts';

const STAGE = 'matsuri.main';
const CHANNEL = 'arn:aws:ivs:eu-west-1:123456789012:channel/AbCdEf123456';
const state = (seq: number, more: Partial<LiveState> = {}): LiveState => ({
  stage: STAGE,
  seq,
  at: '2026-11-20T09:00:00.000Z',
  title: [{ lang: 'ja', value: `第${seq}幕` }],
  ...more,
});
/** Deflate makes little of it: a text of many frames. */
const long = (length: number): TextFile => [
  { lang: 'ja', value: Array.from({ length }, (_, i) => String.fromCharCode(0x4e00 + ((i * 7919) % 20000))).join('') },
];

/** Everything in memory; what was put into the picture is read as a page reads it. */
function setUp(more: Partial<Sending> = {}, texts: Record<string, TextFile> = {}) {
  const frames: string[] = [];
  const repeats: FramesMessage[] = [];
  const noticed: string[] = [];
  const pauses: number[] = [];
  const sending: Sending = {
    readSeq: async () => 0,
    usesChannel: async () => true,
    readText: async (_stage, name) => texts[name] ?? null,
    putFrame: async (_channel, frame) => frames.push(frame) > 0,
    repeat: async (message) => void repeats.push(message),
    pause: async (ms) => void pauses.push(ms),
    random: () => 0,
    notice: (what) => void noticed.push(what),
    ...more,
  };
  const heard = async (): Promise<Message[]> => {
    const page = makeAssembler();
    const messages = await Promise.all(frames.map((frame) => page.take(frame)));
    return messages.filter((message) => message !== null);
  };
  return { sending, frames, repeats, noticed, pauses, heard };
}

const first = (seq: number, texts: string[] = []): FramesMessage => ({
  stage: STAGE,
  channel: CHANNEL,
  state: state(seq),
  texts,
});

describe('a state on its way into the picture', () => {
  it('is what a page reads there, with the texts that pages cannot have', async () => {
    const file: TextFile = [{ lang: 'ja', value: 'あらすじ。' }];
    const { sending, heard, repeats, noticed } = setUp({}, { h1: file });
    await sendMessage(first(7, ['h1', 'gone']), sending);
    expect(await heard()).toEqual([
      { kind: 'state', state: expect.objectContaining({ stage: STAGE, seq: 7 }) },
      { kind: 'text', stage: STAGE, hash: 'h1', file },
    ]);
    expect(noticed).toEqual(['Sent']);
    expect(repeats).toMatchObject([{ stage: STAGE, channel: CHANNEL, state: { seq: 7 }, repeat: 1 }]);
  });

  it('sends no frame twice, though a new text is one of all texts too', async () => {
    const { sending, frames } = setUp({}, { h1: long(500) });
    await sendMessage({ ...first(7, ['h1']), state: state(7, { description: 'h1' }) }, sending);
    expect(new Set(frames).size).toBe(frames.length);
  });

  it('is left out when a newer one is on its way', async () => {
    const { sending, frames, repeats, noticed } = setUp({ readSeq: async () => 8 });
    await sendMessage(first(7), sending);
    expect([frames, repeats, noticed]).toEqual([[], [], ['Outdated']]);
  });

  it('is dropped, and not repeated, where nobody can see it', async () => {
    const { sending, repeats, noticed } = setUp({ putFrame: async () => false });
    await sendMessage(first(7), sending);
    expect([repeats, noticed]).toEqual([[], ['NotBroadcasting']]);
  });

  it('is dropped where the stage has left the channel', async () => {
    const { sending, frames, repeats, noticed } = setUp({ usesChannel: async () => false });
    await sendMessage(first(7), sending);
    expect([frames, repeats, noticed]).toEqual([[], [], ['Moved']]);
  });

  it('comes again where Amazon IVS took none', async () => {
    const failing = async () => {
      throw new Error('ThrottlingException');
    };
    await expect(sendMessage(first(7), setUp({ putFrame: failing }).sending)).rejects.toThrow('ThrottlingException');
  });

  it('keeps the pace that Amazon IVS allows: a pause after every frame', async () => {
    const { sending, frames, pauses } = setUp({}, { h1: long(1_500) });
    await sendMessage(first(7, ['h1']), sending);
    expect(frames.length).toBeGreaterThan(3);
    expect(pauses).toEqual(frames.map(() => PAUSE_MS));
  });
});

describe('a repeat', () => {
  const texts = { h1: long(1_000), h2: long(8_000), h3: long(500) };
  const named = state(9, { description: 'h1', programme: 'h2', survey: { id: 's', answers: 'h3' } });
  const repeated: FramesMessage = { stage: STAGE, channel: CHANNEL, state: named, repeat: 1 };

  it('sends the state again, and asks for the next one', async () => {
    const { sending, heard, repeats } = setUp({ readSeq: async () => 9 });
    await sendMessage(repeated, sending);
    expect(await heard()).toMatchObject([{ kind: 'state', state: { seq: 9 } }]);
    expect(repeats).toMatchObject([{ state: { seq: 9 }, repeat: 2 }]);
  });

  it('ends where a newer state was published: that one has repeats of its own', async () => {
    const { sending, frames, repeats, noticed } = setUp({ readSeq: async () => 10 });
    await sendMessage(repeated, sending);
    expect([frames, repeats, noticed]).toEqual([[], [], ['Outdated']]);
  });

  it('goes on with all texts in turn, so that a page that joins has them after a few', async () => {
    const { sending, frames, repeats, heard } = setUp({}, texts);
    const longest: number[] = [];
    for (let turns = 0; turns < 4; turns++) {
      const before = frames.length;
      await sendMessage(repeats.at(-1) ?? repeated, sending);
      longest.push((frames.length - before) * PAUSE_MS);
    }
    const told = (await heard()).flatMap((message) => (message.kind === 'text' ? message.hash : []));
    expect(new Set(told)).toEqual(new Set(['h1', 'h2', 'h3']));
    // The state is in each of them: it is repeated within ten seconds, the pause between two included.
    expect(Math.max(...longest)).toBeLessThan(9_000);
  });

  it('is not needed for the texts: where a state follows each second, its first sendings bring them too', async () => {
    const { sending, heard } = setUp({ random: Math.random }, texts);
    for (let seq = 9; seq < 60; seq++) {
      await sendMessage({ stage: STAGE, channel: CHANNEL, state: { ...named, seq } }, sending);
    }
    const told = (await heard()).flatMap((message) => (message.kind === 'text' ? message.hash : []));
    expect(new Set(told)).toEqual(new Set(['h1', 'h2', 'h3']));
  });

  it('never sends a frame twice in one turn', async () => {
    const { sending, frames } = setUp({}, { h1: long(500) });
    await sendMessage({ ...repeated, state: state(9, { description: 'h1' }), cursor: 1 }, sending);
    expect(new Set(frames).size).toBe(frames.length);
  });
});
