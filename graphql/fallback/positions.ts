/** A string, number or boolean; with it, a list of such is no list of objects. */
export const VALUE = 0;

/** How a value is told by positions: an object is the list of its fields in the order in which they stand here. */
export type Shape = typeof VALUE | readonly [Shape] | { readonly [field: string]: Shape };

/** The shape that a type must have: no field left out, none too many. */
export type ShapeOf<Type> = Type extends readonly (infer Each)[]
  ? readonly [ShapeOf<NonNullable<Each>>]
  : Type extends object
    ? { readonly [Field in keyof Type]-?: ShapeOf<NonNullable<Type[Field]>> }
    : typeof VALUE;

type Fields = Record<string, unknown>;

/** The value with its field names left out. Absent fields at the end stay absent; another one becomes null. */
export function toPositions(shape: Shape, value: unknown): unknown {
  if (shape === VALUE || value === null || value === undefined) return value;
  if (isList(shape)) return (value as unknown[]).map((each) => toPositions(shape[0], each));
  const fields = value as Fields;
  const names = Object.keys(shape);
  const last = names.findLastIndex((name) => fields[name] !== undefined);
  return names.slice(0, last + 1).map((name) => toPositions(shape[name] ?? VALUE, fields[name]));
}

/**
 * The value again. What stands behind the last known field is a newer writer's and left out; fields that an older writer does not know are absent.
 * Throws a TypeError where something else stands than the shape says.
 */
export function fromPositions(shape: Shape, told: unknown): unknown {
  if (told === null) return null;
  if (shape === VALUE) {
    if (typeof told === 'object') throw new TypeError('not a plain value');
    return told;
  }
  if (!Array.isArray(told)) throw new TypeError('not a list');
  if (isList(shape)) return told.map((each) => fromPositions(shape[0], each));
  const names = Object.keys(shape).slice(0, told.length);
  return Object.fromEntries(names.map((name, i) => [name, fromPositions(shape[name] ?? VALUE, told[i])]));
}

const isList = (shape: Shape): shape is readonly [Shape] => Array.isArray(shape);
