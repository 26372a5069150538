import { startAppSync } from '../local/appsync/start.ts';
import { PUBLISH, ROOM, SDL, serve, stateOf } from './fan-out-api.ts';

// The AppSync engine alone. Signatures are not what is measured: every caller is taken for the publisher.
const caller = { accountId: '123456789012', userArn: 'arn:aws:iam::123456789012:role/bench', accessKeyId: 'AKIABENCH' };
const app = await startAppSync(
  {
    apiId: 'bench',
    region: 'eu-west-1',
    schema: SDL,
    authentication: [{ type: 'AWS_IAM' }],
    dataSources: { none: { type: 'NONE' } },
    functions: {},
    resolvers: [
      {
        kind: 'UNIT',
        type: 'Mutation',
        field: 'publish',
        dataSource: 'none',
        code: `export const request = (ctx) => ({ payload: ctx.args.state });
               export const response = (ctx) => ctx.result;`,
      },
    ],
  },
  { iam: { verify: async () => caller, allows: () => true } },
);

serve(
  { url: app.realtimeUrl, host: new URL(app.httpUrl).host },
  async (seq) => {
    const variables = { room: ROOM, state: JSON.stringify(stateOf(seq)) };
    const response = await fetch(app.httpUrl, {
      method: 'POST',
      headers: { authorization: 'AWS4-HMAC-SHA256 Credential=AKIABENCH', 'content-type': 'application/json' },
      body: JSON.stringify({ query: PUBLISH, variables }),
    });
    const { errors } = (await response.json()) as { errors?: unknown };
    if (errors) throw new Error(JSON.stringify(errors));
  },
  () => app.stats().subscriptions,
);
