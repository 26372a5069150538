import { inProcess } from '../in-process.ts';
import { testApi, unit } from './test-api.ts';

const SCHEMA = `
  type Query { q: Int }
  type Mutation {
    ours(text: String): E @aws_cognito_user_pools(cognito_groups: ["operator"])
    theirs(text: String): E @aws_oidc
  }
  type E @aws_oidc @aws_cognito_user_pools { text: String }
`;
const code = `
  import { util } from '@aws-appsync/utils';
  export const request = (ctx) => ({ payload: { text: [ctx.identity.sub, ctx.identity.username, util.authType()].join(' ') } });
  export const response = (ctx) => ctx.result;
`;
const api = inProcess(
  testApi({
    schema: SCHEMA,
    authentication: [
      { type: 'AWS_IAM' },
      { type: 'OPENID_CONNECT', issuer: 'https://viewers.example' },
      { type: 'AMAZON_COGNITO_USER_POOLS', issuer: 'https://pool.example', defaultAction: 'ALLOW' },
    ],
    resolvers: [unit('Mutation.ours', code), unit('Mutation.theirs', code)],
  }),
  () => undefined,
);
const as = (groups: string[]) => ({ sub: 's-1', username: 'kaori', groups });

describe('An API without its endpoints', () => {
  it('runs resolvers as a user of the pool', async () => {
    expect(await api.execute({ query: 'mutation { ours { text } }' }, as(['operator']))).toEqual({
      data: { ours: { text: 's-1 kaori User Pool Authorization' } },
    });
  });

  it.each([
    ['a group', 'ours', ['moderator']],
    ['a mode', 'theirs', ['operator']],
  ])('refuses whoever lacks %s', async (_, field, groups) => {
    const { data, errors } = await api.execute({ query: `mutation { ${field} { text } }` }, as(groups));
    expect(data).toEqual({ [field]: null });
    expect(errors).toMatchObject([{ errorType: 'Unauthorized' }]);
  });

  it('takes no subscription: nobody hears of what is done', async () => {
    await expect(api.execute({ query: 'subscription { s }' }, as([]))).rejects.toThrow('real-time endpoint');
  });
});
