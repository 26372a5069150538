import type { Message } from '#graphql/fallback/message';
import type { Picture } from '../live/create-stage.ts';

export interface PictureChannel {
  /** A text that came with the picture. */
  cue(text: string): void;
  /** Where the stage hears what the cues say. */
  readonly picture: Picture;
}

/** What is in a picture's cues, for the stage that it is the picture of. The code that reads them comes with the first one. */
export function makePictureChannel(): PictureChannel {
  let hear: ((message: Message) => void) | undefined;
  const assembler = later(async () => (await import('#graphql/fallback/assemble')).makeAssembler());
  return {
    picture: (listener) => {
      hear = listener;
    },
    cue: (text) =>
      void assembler().then(async ({ take }) => {
        const message = await take(text);
        if (message) hear?.(message);
      }),
  };
}

/** Loads it once; what did not come is asked for again with the next cue. */
function later<T>(load: () => Promise<T>): () => Promise<T> {
  let loading: Promise<T> | undefined;
  return () => {
    loading ??= load().catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
    return loading;
  };
}
