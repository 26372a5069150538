/** An HCL expression, of the kinds that synthesis writes. */
export type Expression =
  | { kind: 'literal'; value: string | number | boolean | null }
  | { kind: 'template'; parts: Expression[] }
  | { kind: 'reference'; path: string[] }
  | { kind: 'access'; of: Expression; key: Expression }
  | { kind: 'call'; name: string; arguments: Expression[] }
  | { kind: 'list'; items: Expression[] }
  | { kind: 'object'; entries: { key: Expression; value: Expression }[] };

/** An expression that is wrong, or uses what the local evaluator does not know. The message quotes it. */
export class ExpressionError extends Error {
  override readonly name = 'ExpressionError';
}
