import { z } from 'zod';
import { type Resource, UnsupportedResource } from '../terraform/world.ts';

/** An attribute that changes nothing on one machine; the reason is for the reader. */
export const withoutEffect = (reason: string) => z.unknown().optional().describe(reason);

const anywhere = {
  id: z.string().optional(),
  arn: z.string().optional(),
  region: z.string().optional(),
  tags: withoutEffect('labels'),
  tags_all: withoutEffect('labels'),
  depends_on: withoutEffect('the engines start in an order of their own'),
  lifecycle: withoutEffect('nothing is replaced while the stack runs'),
  provider: withoutEffect('there is one local cloud'),
};

/** The attributes that an engine honours for a type; everything else in a resource is refused by name. */
export const attributes = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.strictObject({ ...anywhere, ...shape } as Omit<typeof anywhere, keyof Shape> & Shape);

const asList = (value: unknown) => (value === undefined || Array.isArray(value) ? value : [value]);

/** A block that may stand several times: Terraform JSON has one as an object or as a list. Missing is an empty list. */
export const blocks = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.preprocess((value) => asList(value) ?? [], z.array(z.strictObject(shape)));

/** A block that stands once, or not at all (undefined). */
export const block = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.preprocess(asList, z.array(z.strictObject(shape)).max(1).optional()).transform((list) => list?.[0]);

/** A number, also where Terraform has it as text. */
export const count = z.coerce.number();

function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (value === null || typeof value !== 'object') return value;
  const set = Object.entries(value).filter(([, item]) => item !== null && item !== undefined);
  return Object.fromEntries(set.map(([key, item]) => [key, withoutNulls(item)]));
}

/**
 * A resource's values as its engine's schema has them; null is unset, as in Terraform.
 * @throws UnsupportedResource for an attribute that the schema does not know, or a value that it does not take
 */
export function readAs<Schema extends z.ZodType>(schema: Schema, resource: Resource): z.output<Schema> {
  const parsed = schema.safeParse(withoutNulls(resource.values));
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) =>
    issue.code === 'unrecognized_keys'
      ? `${[...issue.path, issue.keys.join(', ')].join('.')} is not known to the local engine`
      : `${issue.path.join('.')}: ${issue.message}`,
  );
  throw new UnsupportedResource(resource.address, problems.join('; '));
}
