import { encode } from '#graphql/fallback/encode';
import type { Message } from '#graphql/fallback/message';
import { makeCueReader } from '../../spa/src/fallback/read-cues.ts';

const state = (stage: string): Message => ({ kind: 'state', state: { stage, seq: 7 } });
const text = (stage: string): Message => ({ kind: 'text', stage, hash: 'h1', file: [{ lang: 'ja', value: '幕' }] });

describe('what comes with a picture', () => {
  it('is heard where it tells of the page’s own stage, whoever else gives the picture out', async () => {
    const heard: Message[] = [];
    const last = Promise.withResolvers<void>();
    const read = makeCueReader('fest.main', (message) => {
      heard.push(message);
      if (message.kind === 'text') last.resolve();
    });
    for (const message of [state('fest.other'), text('fest.other'), state('fest.main'), text('fest.main')])
      for (const frame of await encode(message)) read(frame);
    await last.promise;
    expect(heard).toMatchObject([state('fest.main'), text('fest.main')]);
  });
});
