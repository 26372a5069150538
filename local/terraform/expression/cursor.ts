import { ExpressionError } from './syntax.ts';

const SPACE = /\s+/y;

/** A place in the text of a template, with the few ways of moving on that its parser needs. */
export class Cursor {
  at = 0;

  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  get done(): boolean {
    return this.at >= this.text.length;
  }

  sees(token: string): boolean {
    return this.text.startsWith(token, this.at);
  }

  /** Steps over the token if it comes next. */
  takes(token: string): boolean {
    if (!this.sees(token)) return false;
    this.at += token.length;
    return true;
  }

  demand(token: string): void {
    if (!this.takes(token)) this.refuse(`"${token}" expected`);
  }

  /** What the sticky pattern finds here, stepping over it. */
  match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    if (found) this.at += found.length;
    return found;
  }

  skipSpace(): void {
    this.match(SPACE);
  }

  /** The next character, stepping over it. */
  next(): string {
    if (this.done) this.refuse('it ends too early');
    return this.text[this.at++]!;
  }

  refuse(problem: string): never {
    const start = Math.max(0, this.at - 40);
    const excerpt = this.text.slice(start, this.at + 40);
    throw new ExpressionError(`${problem} at character ${this.at + 1}, near ${JSON.stringify(excerpt)}`);
  }
}
