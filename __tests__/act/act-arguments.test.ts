import { buildSchema } from 'graphql';
import { Misspelt, usage, variablesOf } from '../../local/act/act-arguments.ts';
import type { Mutation } from '../../local/act/desk-api.ts';

const schema = buildSchema(`
  type Query { q: Int }
  enum Curtain { UP DOWN }
  input TextInput { lang: String! value: String! }
  input StageInput { id: ID! }
  type Mutation {
    close(survey: ID!, show: Boolean!, expected: Int!): Int
    setCurtain(stage: ID!, curtain: Curtain!): Int
    putText(title: [TextInput!]!, note: String): Int
    putStage(input: StageInput!): Int
  }
`);
const act = (name: string) => schema.getMutationType()?.getFields()[name] as Mutation;

describe('What is typed after an act', () => {
  it('is read by the types that the schema has', () => {
    const typed = ['--survey', 'fest.main.first', '--show', 'true', '--expected', '3'];
    expect(variablesOf(act('close'), typed)).toEqual({ survey: 'fest.main.first', show: true, expected: 3 });
  });

  it('may be one JSON object', () => {
    expect(variablesOf(act('setCurtain'), ['{"stage": "fest.main", "curtain": "DOWN"}'])).toEqual({
      stage: 'fest.main',
      curtain: 'DOWN',
    });
  });

  it('has a text once per language, whatever signs are in it', () => {
    expect(variablesOf(act('putText'), ['--title', 'ja=1 + 1 = 2', '--title', 'zh-TW=二'])).toEqual({
      title: [
        { lang: 'ja', value: '1 + 1 = 2' },
        { lang: 'zh-TW', value: '二' },
      ],
    });
  });

  it('has an input as JSON', () => {
    expect(variablesOf(act('putStage'), ['--input', '{"id": "a.b"}'])).toEqual({ input: { id: 'a.b' } });
  });

  it.each([
    ['close', ['--survey', 'a', '--show', 'true'], /--expected is missing/],
    ['close', ['--survey', 'a', '--show', 'maybe', '--expected', '1'], /true or false/],
    ['close', ['--survey', 'a', '--show', 'true', '--expected', '1.5'], /whole number/],
    ['close', ['--survey', 'a', '--force', 'true'], /not understood/],
    ['close', ['--survey'], /not understood/],
    ['close', ['fest.main.first'], /not understood/],
    ['close', ['{"survey": "a", "show": true, "expected": 1, "by": "me"}'], /takes no by/],
    ['close', ['{"survey"'], /no JSON/],
    ['putText', ['--title', 'no language'], /a language and a text/],
    ['putStage', ['--input', 'a.b'], /takes JSON/],
  ])('is refused with what would fit: %s %j', (name, typed, words) => {
    expect(() => variablesOf(act(name), typed)).toThrow(Misspelt);
    expect(() => variablesOf(act(name), typed)).toThrow(words);
  });

  it('is explained by what the schema says', () => {
    expect(usage(act('close'))).toBe('close --survey ID --show true|false --expected NUMBER');
    expect(usage(act('setCurtain'))).toBe('setCurtain --stage ID --curtain UP|DOWN');
    expect(usage(act('putText'))).toBe("putText --title LANG='…' (once per language) [--note String]");
    expect(usage(act('putStage'))).toBe('putStage --input JSON');
  });
});
