import { makeNativePlayer } from '../../spa/src/player/native-player.ts';
import type { Player, PlayerState } from '../../spa/src/player/player.ts';
import { makeServerClock } from '../../spa/src/time/server-clock.ts';
import { settle } from '../live/fake-time.ts';

const START = Date.parse('2026-11-20T09:00:00.000Z');

/** The media that jsdom does not have; what each test says of it. */
const media = HTMLMediaElement.prototype;
let allowed: (element: HTMLMediaElement) => boolean;
let tracks: EventTarget;

beforeEach(() => {
  allowed = () => true;
  tracks = new EventTarget();
  media.load = () => {};
  media.pause = () => {};
  media.play = async function play(this: HTMLMediaElement) {
    if (!allowed(this)) throw new DOMException('no gesture', 'NotAllowedError');
  };
  Object.defineProperty(media, 'textTracks', { configurable: true, get: () => tracks });
});

interface Heard {
  readonly player: Player;
  readonly phases: PlayerState['phase'][];
  readonly cues: string[];
  silenced: number;
  fire(type: string): void;
}

function open(): Heard {
  const heard: { phases: PlayerState['phase'][]; cues: string[]; silenced: number } = {
    phases: [],
    cues: [],
    silenced: 0,
  };
  const player = makeNativePlayer(
    {
      changed: ({ phase }) => phase && heard.phases.push(phase),
      silenced: () => {
        heard.silenced += 1;
      },
      cue: (text) => heard.cues.push(text),
    },
    makeServerClock(() => START + 30_000),
  );
  return Object.assign(heard, { player, fire: (type: string) => void player.element.dispatchEvent(new Event(type)) });
}

/** A track that a stream brings, whose cues become active as the test says. */
class Track extends EventTarget {
  readonly kind: string;
  mode = 'disabled';
  activeCues: object[] = [];

  constructor(kind: string) {
    super();
    this.kind = kind;
    tracks.dispatchEvent(Object.assign(new Event('addtrack'), { track: this }));
  }

  show(...cues: object[]): void {
    this.activeCues = cues;
    this.dispatchEvent(new Event('cuechange'));
  }
}

describe('HLS played by the browser', () => {
  it('stays in the page and tells how it goes', async () => {
    const { player, phases, fire } = open();
    player.load('https://ivs.test/floor.m3u8');
    for (const type of ['waiting', 'loadedmetadata', 'playing', 'waiting', 'playing', 'pause', 'ended']) fire(type);
    expect(player.element).toHaveProperty('playsInline', true);
    expect(player.element.src).toBe('https://ivs.test/floor.m3u8');
    expect(phases).toEqual(['starting', 'starting', 'playing', 'stalled', 'playing', 'paused', 'ended']);
  });

  it('goes on without sound where that is refused', async () => {
    allowed = ({ muted }) => muted;
    const heard = open();
    heard.player.load('https://ivs.test/floor.m3u8');
    await settle();
    expect(heard.player.element.muted).toBe(true);
    expect([heard.silenced, heard.phases]).toEqual([1, []]);
  });

  it('waits for the viewer where all of it is refused, as in low power mode', async () => {
    allowed = () => false;
    const { player, phases } = open();
    player.setMuted(true);
    player.load('https://ivs.test/floor.m3u8');
    await settle();
    expect(phases).toEqual(['blocked']);
  });

  it('gives back the texts of the metadata track, each once', () => {
    const { cues } = open();
    const [first, second] = ['one', 'two'].map((data) => ({ value: { key: 'TXXX', data } }));
    const track = new Track('metadata');
    expect(track.mode).toBe('hidden');
    track.show(first as object, { value: { key: 'PRIV', data: new ArrayBuffer(8) } });
    track.show(first as object, second as object);
    new Track('subtitles').show({ value: { key: 'TXXX', data: 'three' } });
    expect(cues).toEqual(['one', 'two']);
  });

  it('knows its latency by when its first frame was taken', () => {
    const { player } = open();
    expect(player.latency()).toBeNull();
    Object.assign(player.element, { getStartDate: () => new Date(START) });
    Object.defineProperty(player.element, 'currentTime', { value: 24 });
    expect(player.latency()).toBe(6);
  });

  it('says nothing after its end', () => {
    const { player, phases, fire } = open();
    player.destroy();
    fire('playing');
    expect(phases).toEqual([]);
  });
});
