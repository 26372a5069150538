import { jest } from '@jest/globals';
import { createRoot, createSignal } from 'solid-js';
import { createNeighbours } from '../../spa/src/live/create-neighbours.ts';

const asked: string[] = [];
const fetched = globalThis.fetch;

beforeEach(() => {
  jest.useFakeTimers();
  asked.length = 0;
  globalThis.fetch = async (path) => {
    asked.push(String(path));
    const state = { stage: String(path).slice('/live/'.length, -'.json'.length), seq: 1 };
    return { ok: true, status: 200, headers: new Headers(), json: async () => ({ state, texts: {} }) } as Response;
  };
});

afterEach(() => {
  jest.useRealTimers();
  globalThis.fetch = fetched;
});

describe('the other stages', () => {
  it('are asked for at once when they become known, and a new one when it has had time to be published', async () => {
    const [stages, setStages] = createSignal<readonly string[]>([]);
    const { neighbour, leave } = createRoot((dispose) => ({ neighbour: createNeighbours(stages), leave: dispose }));
    setStages(['e.b']);
    await jest.advanceTimersByTimeAsync(1);
    expect(asked).toEqual(['/live/e.b.json']);
    expect(neighbour('e.b')).toEqual({ stage: 'e.b', seq: 1 });
    setStages(['e.b', 'e.c']);
    await jest.advanceTimersByTimeAsync(2_900);
    expect(asked).toHaveLength(1);
    await jest.advanceTimersByTimeAsync(200);
    expect(asked).toEqual(['/live/e.b.json', '/live/e.b.json', '/live/e.c.json']);
    leave();
    await jest.advanceTimersByTimeAsync(120_000);
    expect(asked).toHaveLength(3);
  });
});
