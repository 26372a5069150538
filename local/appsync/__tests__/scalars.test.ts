import { type GraphQLSchema, graphqlSync } from 'graphql';
import { buildSchema } from '../schema/build-schema.ts';

const names = [
  'AWSDate',
  'AWSTime',
  'AWSDateTime',
  'AWSTimestamp',
  'AWSEmail',
  'AWSURL',
  'AWSPhone',
  'AWSIPAddress',
  'AWSJSON',
];
const schema: GraphQLSchema = buildSchema(
  `type Query { ${names.map((name) => `${name}(it: ${name}): ${name}`).join(' ')} }`,
);

/** What a value becomes on its way in (as a variable) and out again. */
function throughBoth(name: string, value: unknown) {
  const rootValue = { [name]: ({ it }: { it: unknown }) => it };
  const source = `query ($it: ${name}) { ${name}(it: $it) }`;
  const { data, errors } = graphqlSync({ schema, rootValue, source, variableValues: { it: value } });
  return errors ? errors[0]?.message : data?.[name];
}

describe('scalars take', () => {
  it.each([
    ['AWSDate', '2026-02-28'],
    ['AWSDate', '2026-02-28+09:00'],
    ['AWSTime', '23:59'],
    ['AWSTime', '23:59:59.123Z'],
    ['AWSDateTime', '2026-02-28T23:59:59.123Z'],
    ['AWSDateTime', '2026-02-28T23:59+09:00'],
    ['AWSTimestamp', 1_700_000_000],
    ['AWSTimestamp', -1],
    ['AWSEmail', 'a.b+c@example.co.jp'],
    ['AWSURL', 'https://example.com/a?b#c'],
    ['AWSPhone', '+81 90-1234-5678'],
    ['AWSIPAddress', '192.168.0.1/24'],
    ['AWSIPAddress', '::1'],
    ['AWSJSON', '{"a":[1,null]}'],
  ])('%s %p', (name, value) => {
    expect(throughBoth(name, value)).toBe(value);
  });
});

describe('scalars refuse', () => {
  it.each([
    ['AWSDate', '2026-02-30'],
    ['AWSDate', '2026-2-3'],
    ['AWSTime', '24:00'],
    ['AWSDateTime', '2026-02-28T23:59:59'],
    ['AWSDateTime', '2026-02-28'],
    ['AWSDateTime', '2026-13-01T00:00Z'],
    ['AWSDateTime', 1],
    ['AWSTimestamp', '1700000000'],
    ['AWSTimestamp', 1.5],
    ['AWSEmail', 'a@b@c'],
    ['AWSEmail', 'nobody'],
    ['AWSURL', 'example.com'],
    ['AWSURL', 'https://'],
    ['AWSPhone', 'call me'],
    ['AWSIPAddress', '1.2.3.256'],
    ['AWSIPAddress', '1.2.3.4/33'],
    ['AWSJSON', '{'],
    ['AWSJSON', { a: 1 }],
  ])('%s %p', (name, value) => {
    expect(throughBoth(name, value)).toMatch(/got invalid value/);
  });

  it('what a resolver gives as well', () => {
    const { errors } = graphqlSync({ schema, rootValue: { AWSDate: 'today' }, source: '{ AWSDate }' });
    expect(errors?.[0]?.message).toBe('Unable to serialize `today` as a valid Date Object.');
  });
});

describe('AWSJSON', () => {
  it('is a value to resolvers and text to clients', () => {
    let seen: unknown;
    const rootValue = {
      AWSJSON({ it }: { it: unknown }) {
        seen = it;
        return { b: 2 };
      },
    };
    const { data } = graphqlSync({ schema, rootValue, source: '{ AWSJSON(it: "{\\"a\\":1}") }' });
    expect([seen, data?.AWSJSON]).toEqual([{ a: 1 }, '{"b":2}']);
  });
});
