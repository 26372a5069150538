/** The sender pauses so long after each PutMetadata; the account takes 155 a second, a channel 5. */
export const PAUSE_MS = 250;
/** A state is repeated whole at least so often. */
export const ROUND_MS = 10_000;
/** A segment of the video: what one lost request takes with it. */
const SEGMENT_MS = 2_000;

/** A cue in the video, so long after the first one. */
export interface Cue {
  readonly at: number;
  readonly text: string;
}

/** What a channel has to tell, each message as its cues in order. */
export interface Programme {
  readonly state: readonly string[];
  readonly texts: readonly (readonly string[])[];
}

/** How the time between the repeats is used: not at all, or for more repeats. */
export type Pacing = 'rests' | 'never rests';

/**
 * All that a channel sends until that time: the state whole, then the texts in turns; a state that is due goes first, and a text that it interrupts
 * goes on behind it. Which rests, sends each text once in a round. Which never rests, sends the state before each text.
 */
export function send({ state, texts }: Programme, pacing: Pacing, until: number): Cue[] {
  const cues: Cue[] = [];
  let at = 0;
  let due = 0;
  const put = (text: string) => {
    cues.push({ at, text });
    at += PAUSE_MS;
  };
  const putState = () => {
    due = at + ROUND_MS;
    state.forEach(put);
  };
  while (at < until) {
    putState();
    for (const [turn, text] of texts.entries()) {
      if (pacing === 'never rests' && turn > 0) putState();
      for (const cue of text) {
        if (at >= due) putState();
        put(cue);
      }
    }
    if (pacing === 'rests') at = Math.max(at, due);
  }
  return cues;
}

export interface Loss {
  /** From 0 to 1. */
  readonly share: number;
  readonly by: 'frame' | 'segment';
}

/** The cues that reach one viewer. A segment's are lost together; where segments begin is chance. */
export function* receive(cues: readonly Cue[], { share, by }: Loss, random: () => number): Generator<Cue> {
  const offset = random() * SEGMENT_MS;
  let segment = -1;
  let isLost = false;
  for (const cue of cues) {
    const here = by === 'frame' ? segment + 1 : Math.floor((cue.at + offset) / SEGMENT_MS);
    if (here !== segment) isLost = random() < share;
    segment = here;
    if (!isLost) yield cue;
  }
}
