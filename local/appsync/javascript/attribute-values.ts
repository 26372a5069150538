/** A typed value as resolver code writes it: numbers may stay numbers, and null is `{NULL: null}`, as AppSync's helpers make them. */
export type TypedValue = Record<string, unknown>;

/** What a wire client takes: DynamoDB's own typed value. */
export type WireValue = Record<string, unknown>;

const setTypes = new Set(['SS', 'NS', 'BS']);

/** `util.dynamodb.toDynamoDB`: the typed value of a plain one. A value made by `toStringSet` and its kin stays what it is. */
export function toTyped(value: unknown): TypedValue {
  if (value === null || value === undefined) return { NULL: null };
  if (typeof value === 'string') return { S: value };
  if (typeof value === 'number') return { N: value };
  if (typeof value === 'boolean') return { BOOL: value };
  if (Array.isArray(value)) return { L: value.map(toTyped) };
  return isSet(value as object) ? (value as TypedValue) : { M: toTypedMap(value as object) };
}

export function toTypedMap(value: object): Record<string, TypedValue> {
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, toTyped(member)]));
}

function isSet(value: object): boolean {
  const [only, ...others] = Object.entries(value);
  return only !== undefined && others.length === 0 && setTypes.has(only[0]) && Array.isArray(only[1]);
}

/** Makes a typed value fit for the wire: numbers as strings, `NULL` as true, binary from base64. */
function toWire(typed: TypedValue): WireValue {
  const [type, value] = Object.entries(typed)[0] ?? [];
  switch (type) {
    case 'N':
      return { N: String(value) };
    case 'NS':
      return { NS: (value as unknown[]).map(String) };
    case 'NULL':
      return { NULL: true };
    case 'B':
      return { B: Buffer.from(String(value), 'base64') };
    case 'BS':
      return { BS: (value as string[]).map((item) => Buffer.from(item, 'base64')) };
    case 'L':
      return { L: (value as TypedValue[]).map(toWire) };
    case 'M':
      return { M: toWireMap(value as Record<string, TypedValue>) };
    default:
      return typed;
  }
}

export function toWireMap(typed: Record<string, TypedValue>): Record<string, WireValue> {
  return Object.fromEntries(Object.entries(typed).map(([key, value]) => [key, toWire(value)]));
}

/** The plain value of DynamoDB's typed one, as `ctx.result` shows it: sets are lists, binary is base64. */
function fromWire(wire: WireValue): unknown {
  const [type, value] = Object.entries(wire).find(([, member]) => member !== undefined) ?? [];
  switch (type) {
    case 'N':
      return Number(value);
    case 'NS':
      return (value as string[]).map(Number);
    case 'NULL':
      return null;
    case 'B':
      return Buffer.from(value as Uint8Array).toString('base64');
    case 'BS':
      return (value as Uint8Array[]).map((item) => Buffer.from(item).toString('base64'));
    case 'L':
      return (value as WireValue[]).map(fromWire);
    case 'M':
      return fromWireMap(value as Record<string, WireValue>);
    default:
      return value;
  }
}

export function fromWireMap(wire: Record<string, WireValue>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(wire).map(([key, value]) => [key, fromWire(value)]));
}
