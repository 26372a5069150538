import type { Api, RunningAppSync } from '../api.ts';
import { startAppSync } from '../start.ts';
import { testApi, unit } from './test-api.ts';
import { post, RealtimeClient } from './test-client.ts';
import { startIssuer, type TestIssuer } from './test-issuer.ts';

const schema = `
  type Live @aws_oidc @aws_cognito_user_pools { stage: ID seq: Int must: Int! text: String inner: Inner list: [Inner] }
  type Inner @aws_oidc @aws_cognito_user_pools { a: Int b: Int }
  type Hidden @aws_cognito_user_pools { id: Int open: Int }
  type Half { id: Int @aws_cognito_user_pools open: Int @aws_oidc @aws_cognito_user_pools }
  type Query { q: Int }
  type Mutation @aws_oidc @aws_cognito_user_pools {
    publish(stage: ID, seq: Int, must: Int, text: String): Live
    refuse(stage: ID): Live
    warn(stage: ID): Live
    hide: Hidden
    half: Half
    kick(seq: Int): Live
  }
  type Subscription {
    onLive(stage: ID, seq: Int): Live @aws_oidc @aws_cognito_user_pools @aws_subscribe(mutations: ["publish", "refuse", "warn"])
    onFiltered(min: Int, kicked: Int): Live @aws_oidc @aws_subscribe(mutations: ["publish"])
    onHidden: Hidden @aws_oidc @aws_cognito_user_pools @aws_subscribe(mutations: ["hide"])
    onHalf: Half @aws_oidc @aws_cognito_user_pools @aws_subscribe(mutations: ["half"])
    onGroups: Live @aws_cognito_user_pools(cognito_groups: ["operator"]) @aws_subscribe(mutations: ["publish"])
  }
`;
const live = `export const request = (ctx) => ({ payload: { inner: { a: 1, b: 2 }, list: [{ a: 3 }], must: 1, ...ctx.args } });
  export const response = (ctx) => ctx.result;`;
const both =
  'export const request = () => ({ payload: { id: 1, open: 2 } }); export const response = (ctx) => ctx.result;';
const withUtil = (code: string) => `import { util, extensions } from '@aws-appsync/utils'; ${code}`;

let viewers: TestIssuer;
let pool: TestIssuer;
let app: RunningAppSync;
let api: Api;
let viewer = '';
let user = '';
const clients: RealtimeClient[] = [];

beforeAll(async () => {
  [viewers, pool] = await Promise.all([startIssuer(), startIssuer()]);
  viewer = await viewers.token();
  user = await pool.token({ token_use: 'id', aud: 'desk' });
  api = testApi({
    schema,
    authentication: [
      { type: 'OPENID_CONNECT', issuer: viewers.url },
      { type: 'AMAZON_COGNITO_USER_POOLS', issuer: pool.url, defaultAction: 'ALLOW' },
    ],
    resolvers: [
      unit('Mutation.publish', live),
      unit(
        'Mutation.refuse',
        withUtil(`export const request = () => util.error('no', 'NO'); export const response = (ctx) => ctx.result;`),
      ),
      unit(
        'Mutation.warn',
        withUtil(`export const request = (ctx) => ({ payload: { ...ctx.args, must: 1 } });
        export const response = (ctx) => { util.appendError('careful'); return ctx.result; };`),
      ),
      unit('Mutation.hide', both),
      unit('Mutation.half', both),
      unit(
        'Mutation.kick',
        withUtil(`export const request = () => ({}); export const response = (ctx) => {
        extensions.invalidateSubscriptions({ subscriptionField: 'onFiltered', payload: { seq: ctx.args.seq } }); return null; };`),
      ),
      unit(
        'Subscription.onFiltered',
        withUtil(`export const request = () => ({ payload: null });
        export const response = (ctx) => {
          if (ctx.args.min === -1) { util.unauthorized(); }
          extensions.setSubscriptionFilter(util.transform.toSubscriptionFilter({ seq: { ge: ctx.args.min }, 'inner.a': { eq: 1 } }));
          extensions.setSubscriptionInvalidationFilter(util.transform.toSubscriptionFilter({ seq: { eq: ctx.args.kicked } }));
          return null; };`),
      ),
    ],
  });
  app = await startAppSync(api);
});
afterEach(() => {
  for (const client of clients.splice(0)) client.close();
});
afterAll(() => Promise.all([app.stop(), viewers.stop(), pool.stop()]));

const everything = 'stage seq must text inner { a b } list { a }';

/** A connection with one subscription, `s`. */
async function subscribed(query: string, { variables = {}, token = viewer } = {}) {
  const client = await RealtimeClient.connect(app, token);
  clients.push(client);
  const answer = await client.start('s', query, token, variables);
  return { client, answer };
}
const publish = (args: string, selection = everything, token = viewer) =>
  post(app, `mutation { publish(${args}) { ${selection} } }`, token);

describe('a mutation reaches subscribers', () => {
  it('with the fields that they ask for', async () => {
    const { client, answer } = await subscribed(
      'subscription { onLive { seq inner { b } it: list { a } __typename } }',
    );
    expect(answer).toEqual({ id: 's', type: 'start_ack' });
    await publish('stage: "a", seq: 1');
    expect(await client.next('data')).toEqual({
      id: 's',
      type: 'data',
      payload: { data: { onLive: { seq: 1, inner: { b: 2 }, it: [{ a: 3 }], __typename: 'Live' } } },
    });
  });

  it('under its own aliases and fragments', async () => {
    const { client } = await subscribed('subscription { onLive { stage seq } }');
    await post(
      app,
      'mutation { m: publish(stage: "a", seq: 2) { ...F } } fragment F on Live { stage number: seq must }',
      viewer,
    );
    expect((await client.next('data')).payload).toEqual({ data: { onLive: { stage: 'a', seq: 2 } } });
  });

  it('only when their arguments equal its fields; an omitted argument asks nothing, null asks for null', async () => {
    const query = 'subscription ($stage: ID, $seq: Int) { onLive(stage: $stage, seq: $seq) { stage seq } }';
    const wanted: [object, string[]][] = [
      [{}, ['a1', 'b1', 'bnull']],
      [{ stage: 'b' }, ['b1', 'bnull']],
      [{ stage: 'b', seq: 1 }, ['b1']],
      [{ stage: 'b', seq: null }, ['bnull']],
      [{ seq: 9 }, []],
    ];
    const subscribers = await Promise.all(wanted.map(([variables]) => subscribed(query, { variables })));
    await publish('stage: "a", seq: 1');
    await publish('stage: "b", seq: 1');
    await publish('stage: "b"');
    for (const [i, { client }] of subscribers.entries()) {
      const seen = (await client.data()) as { data: { onLive: { stage: string; seq: number | null } } }[];
      expect(seen.map(({ data: { onLive } }) => `${onLive.stage}${onLive.seq}`)).toEqual(wanted[i]?.[1]);
    }
  });

  it('without what it did not select: null, or an error where null must not be', async () => {
    const nullable = await subscribed('subscription { onLive { seq text inner { a } } }');
    const strict = await subscribed('subscription { onLive { seq must } }');
    await publish('stage: "a", seq: 3', 'seq');
    expect((await nullable.client.next('data')).payload).toEqual({
      data: { onLive: { seq: 3, text: null, inner: null } },
    });
    expect((await strict.client.next('data')).payload).toMatchObject({
      data: { onLive: null },
      errors: [
        {
          path: ['onLive', 'must'],
          message: "Cannot return null for non-nullable type: 'Int' within parent 'Live' (/onLive/must)",
        },
      ],
    });
  });

  it('when it appends an error, not when it ends in one', async () => {
    const { client } = await subscribed('subscription { onLive { stage } }');
    await post(app, 'mutation { refuse(stage: "no") { stage } }', viewer);
    await post(app, 'mutation { warn(stage: "yes") { stage must } }', viewer);
    expect(await client.data()).toEqual([{ data: { onLive: { stage: 'yes' } } }]);
  });

  it('not when it is larger than 240 KB, and says nothing of that', async () => {
    const { client } = await subscribed('subscription { onLive { text } }');
    const before = app.stats().dropped.oversized;
    const { body } = await publish(`text: "${'x'.repeat(240 * 1024)}"`);
    expect(body.errors).toBeUndefined();
    expect(await client.data()).toEqual([]);
    expect(app.stats().dropped.oversized - before).toBe(1);
  });
});

describe('what a subscriber may not see', () => {
  it('of a payload is null with an error', async () => {
    const { client } = await subscribed('subscription { onHalf { id open } }');
    await post(app, 'mutation { half { id open } }', user);
    expect((await client.next('data')).payload).toMatchObject({
      data: { onHalf: { id: null, open: 2 } },
      errors: [{ path: ['onHalf', 'id'], errorType: 'Unauthorized' }],
    });
  });

  it('at all is not delivered, though the subscription succeeds', async () => {
    const asViewer = await subscribed('subscription { onHidden { id open } }');
    const asUser = await subscribed('subscription { onHidden { id open } }', { token: user });
    const before = app.stats().dropped.unauthorized;
    await post(app, 'mutation { hide { id open } }', user);
    expect((await asUser.client.next('data')).payload).toEqual({ data: { onHidden: { id: 1, open: 2 } } });
    expect([asViewer.answer.type, await asViewer.client.data()]).toEqual(['start_ack', []]);
    expect(app.stats().dropped.unauthorized - before).toBe(1);
  });

  it('because the writer may not either is null', async () => {
    const { client } = await subscribed('subscription { onHidden { id } }', { token: user });
    await post(app, 'mutation { hide { id } }', viewer);
    expect((await client.next('data')).payload).toEqual({ data: { onHidden: { id: null } } });
  });
});

describe('a subscription is refused', () => {
  it.each([
    [
      'to those whom the field does not admit',
      'subscription { onGroups { seq } }',
      'Unauthorized',
      'Not Authorized to access onGroups on type Subscription',
    ],
    [
      'by its resolver',
      'subscription { onFiltered(min: -1) { seq } }',
      'Unauthorized',
      'Not Authorized to access onFiltered on type Subscription',
    ],
    [
      'for a field that is not there',
      'subscription { onLive { nope } }',
      undefined,
      "Validation error of type FieldUndefined: Field 'nope' in type 'Live' is undefined @ 'nope'",
    ],
    ['when it is a query', '{ q }', 'UnsupportedOperation', 'Only subscriptions go over the real-time endpoint.'],
    ['when it is no GraphQL', 'subscription {', 'MalformedHttpRequestException', 'Unable to parse GraphQL query.'],
  ])('%s', async (_, query, errorType, message) => {
    const { answer } = await subscribed(query);
    expect(answer).toMatchObject({
      id: 's',
      type: 'error',
      payload: { errors: [{ message, ...(errorType && { errorType }) }] },
    });
    expect(app.stats().subscriptions).toBe(0);
  });
});

describe('enhanced filters', () => {
  it('take the place of arguments', async () => {
    const { client } = await subscribed('subscription { onFiltered(min: 5) { seq } }');
    await publish('seq: 4');
    await publish('seq: 6');
    await publish('seq: 7', 'seq must');
    expect(await client.data()).toEqual([{ data: { onFiltered: { seq: 6 } } }]);
  });

  it('of invalidation end the subscriptions that they pass', async () => {
    const first = await subscribed('subscription { onFiltered(min: 0, kicked: 1) { seq } }');
    const second = await subscribed('subscription { onFiltered(min: 0, kicked: 2) { seq } }');
    await post(app, 'mutation { kick(seq: 1) { seq } }', viewer);
    expect(await first.client.next('complete')).toEqual({ id: 's', type: 'complete' });
    await publish('seq: 1');
    expect([await first.client.data(), await second.client.data()]).toEqual([
      [],
      [{ data: { onFiltered: { seq: 1 } } }],
    ]);
  });
});

describe('one execution', () => {
  it('serves all who ask for the same, whatever their arguments, ids and tokens', async () => {
    const query = 'subscription ($s: ID) { onLive(stage: $s) { seq } }';
    const tokens = await Promise.all(['a', 'b', 'c'].map((sub) => viewers.token({ sub })));
    const subscribers = await Promise.all([
      ...tokens.map((token) => subscribed(query, { token, variables: { s: 'x' } })),
      subscribed(query, { variables: {} }),
      subscribed('subscription { onLive { stage } }'),
      subscribed(query, { token: user }),
    ]);
    const { executions, delivered } = app.stats();
    await publish('stage: "x", seq: 1');
    await Promise.all(subscribers.map(({ client }) => client.next('data')));
    // The selection of viewers, another selection, and the same selection seen by a user of the pool.
    expect(app.stats().executions - executions).toBe(3);
    expect(app.stats().delivered - delivered).toBe(6);
  });
});

describe('a replaced API', () => {
  it('keeps the subscriptions that still fit, and ends the others', async () => {
    const kept = await subscribed('subscription { onLive { seq } }');
    const lost = await subscribed('subscription { onLive { text } }');
    const next = schema.replace('text: String inner', 'inner');
    app.replace({ ...api, schema: next });
    expect(await lost.client.next('error')).toMatchObject({
      id: 's',
      payload: { errors: [{ message: expect.stringContaining('text') }] },
    });
    await publish('seq: 5', 'seq must');
    expect((await kept.client.next('data')).payload).toEqual({ data: { onLive: { seq: 5 } } });
    expect(() => app.replace({ ...api, schema: 'type Query {' })).toThrow('Syntax Error');
    await publish('seq: 6', 'seq must');
    expect((await kept.client.next('data')).payload).toEqual({ data: { onLive: { seq: 6 } } });
    app.replace(api);
  });
});
