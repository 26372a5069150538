import { encodeJson, toText } from './json.ts';
import { ExpressionError } from './syntax.ts';

/** Terraform's `format` with the verbs %s, %d, %q, %v and %%. */
export function format(pattern: string, values: unknown[]): string {
  let used = 0;
  const formatted = pattern.replace(/%(.?)/g, (verb, letter: string) => {
    if (letter === '%') return '%';
    if (!'sdqv'.includes(letter) || !letter) throw new ExpressionError(`the verb ${verb} is not supported`);
    if (used >= values.length) throw new ExpressionError(`no value for ${verb}`);
    const value = values[used++];
    if (letter === 'q') return JSON.stringify(toText(value, verb));
    if (letter === 'v' && typeof value === 'object') return encodeJson(value);
    return toText(value, verb);
  });
  if (used < values.length) throw new ExpressionError(`${values.length - used} values too many`);
  return formatted;
}
