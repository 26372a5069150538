import { Cursor } from './cursor.ts';
import type { Expression } from './syntax.ts';

const IDENTIFIER = /[A-Za-z_][\w-]*/y;
const NUMBER = /-?\d+(\.\d+)?([eE][+-]?\d+)?/y;
const INDEX = /\d+/y;
const OPERATOR = /&&|\|\||[=!<>]=|[+*/%<>?-]/y;
const ESCAPED: Record<string, string> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' };
const WORDS: Record<string, boolean | null> = { true: true, false: false, null: null };

/**
 * Parses a string of Terraform's JSON syntax, which is an HCL template: text with `${…}` in it, `$${` and `%%{` standing for
 * themselves. A template of one sole `${…}` is that expression, whatever its type.
 * @throws ExpressionError on what is no template, or holds an operator, splat, `for` or directive: synthesis writes none
 */
export function parseTemplate(text: string): Expression {
  const cursor = new Cursor(text);
  return template(cursor, () => cursor.done);
}

function template(cursor: Cursor, ends: () => boolean, quoted = false): Expression {
  const parts: Expression[] = [];
  let text = '';
  const flush = () => {
    if (text) parts.push({ kind: 'literal', value: text });
    text = '';
  };
  while (!ends()) {
    if (cursor.takes('$${')) text += '${';
    else if (cursor.takes('%%{')) text += '%{';
    else if (cursor.sees('%{')) cursor.refuse('template directives (%{…}) are not supported');
    else if (cursor.takes('${')) {
      flush();
      parts.push(expression(cursor));
      cursor.skipSpace();
      cursor.demand('}');
    } else if (quoted && cursor.takes('\\')) text += escaped(cursor);
    else text += cursor.next();
  }
  flush();
  const [sole] = parts;
  if (!sole) return { kind: 'literal', value: '' };
  return parts.length === 1 ? sole : { kind: 'template', parts };
}

function escaped(cursor: Cursor): string {
  const mark = cursor.next();
  const digits = mark === 'u' ? 4 : mark === 'U' ? 8 : 0;
  if (!digits) return ESCAPED[mark] ?? cursor.refuse(`unknown escape \\${mark}`);
  const code =
    cursor.match(new RegExp(`[0-9a-fA-F]{${digits}}`, 'y')) ??
    cursor.refuse(`\\${mark} needs ${digits} hexadecimal digits`);
  return String.fromCodePoint(Number.parseInt(code, 16));
}

function expression(cursor: Cursor): Expression {
  const value = postfix(cursor, primary(cursor));
  cursor.skipSpace();
  const operator = cursor.match(OPERATOR);
  if (operator) cursor.refuse(`the operator ${operator} is not supported`);
  return value;
}

function primary(cursor: Cursor): Expression {
  cursor.skipSpace();
  if (cursor.takes('"')) {
    const text = template(cursor, () => cursor.sees('"'), true);
    cursor.demand('"');
    // "${x}" in quotes is a string, while ${x} alone keeps its type
    return text.kind === 'literal' ? text : { kind: 'template', parts: text.kind === 'template' ? text.parts : [text] };
  }
  if (cursor.takes('[')) return { kind: 'list', items: sequence(cursor, ']', () => expression(cursor)) };
  if (cursor.takes('{')) return { kind: 'object', entries: sequence(cursor, '}', () => entry(cursor)) };
  if (cursor.takes('(')) {
    const inner = expression(cursor);
    cursor.demand(')');
    return inner;
  }
  const number = cursor.match(NUMBER);
  if (number) return { kind: 'literal', value: Number(number) };
  if (cursor.sees('-') || cursor.sees('!')) cursor.refuse(`the operator ${cursor.next()} is not supported`);
  const name = cursor.match(IDENTIFIER) ?? cursor.refuse('an expression expected');
  if (name in WORDS) return { kind: 'literal', value: WORDS[name]! };
  if (name === 'for') cursor.refuse('for expressions are not supported');
  if (cursor.takes('(')) return { kind: 'call', name, arguments: sequence(cursor, ')', () => expression(cursor)) };
  return reference(cursor, name);
}

/** A name and the attributes behind it: `aws_sqs_queue.live.arn`. */
function reference(cursor: Cursor, first: string): Expression {
  const path = [first];
  while (cursor.sees('.') && !cursor.sees('.*')) {
    const start = cursor.at;
    cursor.next();
    const name = cursor.match(IDENTIFIER);
    if (!name) {
      cursor.at = start;
      break;
    }
    path.push(name);
  }
  return { kind: 'reference', path };
}

function postfix(cursor: Cursor, of: Expression): Expression {
  let value = of;
  for (;;) {
    if (cursor.sees('.*') || cursor.sees('[*')) cursor.refuse('splats are not supported');
    if (cursor.takes('[')) {
      const key = expression(cursor);
      cursor.demand(']');
      value = { kind: 'access', of: value, key };
    } else if (cursor.takes('.')) {
      const index = cursor.match(INDEX);
      const key = index ?? cursor.match(IDENTIFIER) ?? cursor.refuse('the name of an attribute expected');
      value = { kind: 'access', of: value, key: { kind: 'literal', value: index ? Number(index) : key } };
    } else return value;
  }
}

function entry(cursor: Cursor): { key: Expression; value: Expression } {
  cursor.skipSpace();
  const start = cursor.at;
  const word = cursor.match(IDENTIFIER);
  cursor.skipSpace();
  let key: Expression = { kind: 'literal', value: word ?? '' };
  if (!word || !(cursor.sees('=') || cursor.sees(':'))) {
    cursor.at = start;
    key = primary(cursor);
    cursor.skipSpace();
  }
  if (!cursor.takes('=') && !cursor.takes(':')) cursor.refuse('"=" expected');
  return { key, value: expression(cursor) };
}

/** Items up to the closing sign, separated by commas. */
function sequence<Item>(cursor: Cursor, close: string, item: () => Item): Item[] {
  const items: Item[] = [];
  cursor.skipSpace();
  while (!cursor.takes(close)) {
    items.push(item());
    cursor.skipSpace();
    if (!cursor.takes(',') && !cursor.sees(close)) cursor.refuse(`"," or "${close}" expected`);
    cursor.skipSpace();
  }
  return items;
}
