import { isIP } from 'node:net';
import { GraphQLError, GraphQLScalarType, type GraphQLSchema, Kind, valueFromASTUntyped } from 'graphql';

const offset = '(Z|[+-]\\d{2}:\\d{2}(:\\d{2})?)';
const time = '([01]\\d|2[0-3]):[0-5]\\d(:[0-5]\\d(\\.\\d{1,9})?)?';
const date = '-?\\d{4}-\\d{2}-\\d{2}';

const matching = (pattern: string) => {
  const whole = new RegExp(`^${pattern}$`);
  return (text: string) => whole.test(text);
};
const hasDate = (text: string) => {
  const day = text.slice(0, text.indexOf('-', 1) + 6);
  const parsed = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(day);
};
const isDateTime = matching(`${date}T${time}${offset}`);
const isDate = matching(`${date}${offset}?`);

/** Scalars that are strings of a form: https://docs.aws.amazon.com/appsync/latest/devguide/scalars.html */
const stringForms: Record<string, (text: string) => boolean> = {
  AWSDateTime: (text) => isDateTime(text) && hasDate(text),
  AWSDate: (text) => isDate(text) && hasDate(text),
  AWSTime: matching(`${time}${offset}?`),
  AWSEmail: matching('[^\\s@]+@[^\\s@.]+(\\.[^\\s@.]+)*'),
  AWSURL: (text) => URL.canParse(text) && /^[a-z][a-z0-9+.-]*:\/\/[^/]/i.test(text),
  AWSPhone: matching('\\+?[0-9][0-9 ()-]{5,20}'),
  AWSIPAddress: isAddress,
};

/** Gives the AWS scalars of a built schema their behaviour; a bad value never passes, in either direction. */
export function implementScalars(schema: GraphQLSchema): void {
  for (const [name, hasForm] of Object.entries(stringForms)) {
    const check = (value: unknown) => {
      if (typeof value !== 'string' || !hasForm(value)) throw invalidInput(name, value);
      return value;
    };
    implement(schema, name, check, (value) => {
      if (typeof value !== 'string' || !hasForm(value)) throw invalidOutput(name, value);
      return value;
    });
  }
  const isTimestamp = (value: unknown): value is number => Number.isSafeInteger(value);
  implement(
    schema,
    'AWSTimestamp',
    (value) => {
      if (!isTimestamp(value)) throw invalidInput('AWSTimestamp', value);
      return value;
    },
    (value) => {
      const number = typeof value === 'string' && value !== '' ? Number(value) : value;
      if (!isTimestamp(number)) throw invalidOutput('AWSTimestamp', value);
      return number;
    },
  );
  implement(schema, 'AWSJSON', parseJson, (value) => (typeof value === 'string' ? value : JSON.stringify(value)));
}

function implement(
  schema: GraphQLSchema,
  name: string,
  parseValue: (value: unknown) => unknown,
  serialize: (value: unknown) => unknown,
): void {
  const type = schema.getType(name);
  if (!(type instanceof GraphQLScalarType)) return;
  type.parseValue = parseValue;
  type.serialize = serialize;
  type.parseLiteral = (node, variables) =>
    parseValue(node.kind === Kind.INT ? Number(node.value) : valueFromASTUntyped(node, variables));
}

/** Resolvers see parsed JSON, not its text. */
function parseJson(value: unknown): unknown {
  if (typeof value !== 'string') throw invalidInput('AWSJSON', value);
  try {
    return JSON.parse(value);
  } catch (cause) {
    throw invalidInput('AWSJSON', value, cause);
  }
}

function isAddress(text: string): boolean {
  const [address, prefix, ...more] = text.split('/');
  const version = isIP(address ?? '');
  if (version === 0 || more.length > 0) return false;
  return prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= (version === 4 ? 32 : 128));
}

function invalidInput(type: string, value: unknown, cause?: unknown): GraphQLError {
  const message = `Unable to parse \`${String(value)}\` as a valid ${type.slice(3)} Object.`;
  return new GraphQLError(message, { originalError: cause as Error });
}

function invalidOutput(type: string, value: unknown): GraphQLError {
  return new GraphQLError(`Unable to serialize \`${String(value)}\` as a valid ${type.slice(3)} Object.`);
}
