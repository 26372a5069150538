import type { Message } from '#graphql/fallback/message';

/**
 * Reads the texts that come with a picture, and hands on what they tell of the stage: a picture may be given out by others too, and carries what is
 * said of those. The code that reads them comes with the first one.
 */
export function makeCueReader(stage: string, hear: (message: Message) => void): (cue: string) => void {
  let assembler: Promise<{ take(cue: string): Promise<Message | null> }> | undefined;
  const load = () =>
    import('#graphql/fallback/assemble').then(
      ({ makeAssembler }) => makeAssembler(),
      (cause) => {
        // The network was away, perhaps: the next cue asks again.
        assembler = undefined;
        throw cause;
      },
    );
  return (cue) => {
    assembler ??= load();
    void assembler.then(async ({ take }) => {
      const message = await take(cue);
      if (message && stageOf(message) === stage) hear(message);
    });
  };
}

const stageOf = (message: Message): string => (message.kind === 'state' ? message.state.stage : message.stage);
