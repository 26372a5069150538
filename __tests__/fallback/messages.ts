import fc from 'fast-check';
import { makeAssembler } from '#graphql/fallback/assemble';
import type { Message } from '#graphql/fallback/message';
import { type Shape, VALUE } from '#graphql/fallback/positions';
import { FILES, STATE } from '#graphql/fallback/shapes';
import type { TextFile } from '#graphql/live/snapshot';
import type { LiveState } from '#graphql/schema.generated';

/** What the cues tell one after another, in the order in which messages become whole. */
export async function assembled(cues: readonly string[], assembler = makeAssembler()): Promise<Message[]> {
  const messages: Message[] = [];
  for (const cue of cues) {
    const message = await assembler.take(cue);
    if (message) messages.push(message);
  }
  return messages;
}

const someString = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.string({ unit: fc.constantFrom('あ', '漢', '字', '、', '"', '\\', '\n', '🎭', '\ud800'), maxLength: 200 }),
);
const someValue = fc.oneof(someString, fc.integer(), fc.boolean());

/** Anything that has this shape, with nulls where a field may be null. Whatever the SDL comes to have is among it. */
export function anyOf(shape: Shape): fc.Arbitrary<unknown> {
  if (shape === VALUE) return someValue;
  if (isList(shape)) return fc.array(anyOf(shape[0]), { maxLength: 3 });
  const fields = Object.entries(shape).map(([name, inner]) => [name, fc.option(anyOf(inner), { nil: null })] as const);
  return fc.record(Object.fromEntries(fields));
}

const isList = (shape: Shape): shape is readonly [Shape] => Array.isArray(shape);

const someId = fc.stringMatching(/^[a-z0-9]{1,20}\.[a-z0-9-]{1,20}$/);
const someState = fc
  .tuple(anyOf(STATE), someId, fc.nat())
  .map(([state, stage, seq]) => ({ ...(state as LiveState), stage, seq }));
const someFile = fc.oneof(...Object.values(FILES).map(anyOf)).map((file) => withLists(file as TextFile));

/** A file's one list is never null. */
const withLists = (file: TextFile): TextFile =>
  'sessions' in file ? { sessions: file.sessions ?? [] } : 'answers' in file ? { answers: file.answers ?? [] } : file;

export const someMessage: fc.Arbitrary<Message> = fc.oneof(
  someState.map((state) => ({ kind: 'state' as const, state })),
  fc.record({
    kind: fc.constant('text' as const),
    stage: someId,
    hash: fc.stringMatching(/^[0-9a-f]{32}$/),
    file: someFile,
  }),
);
