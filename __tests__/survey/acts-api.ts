import { readdirSync, readFileSync } from 'node:fs';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { STAGE_TABLE } from '#graphql/stage-table';
import { GATE_COPIES } from '#graphql/survey/gate-copies';
import { startIssuer } from '../../local/appsync/__tests__/test-issuer.ts';
import type { Api } from '../../local/appsync/api.ts';
import { startAppSync } from '../../local/appsync/start.ts';
import { startDynamoDb } from '../../local/engines/dynamodb.ts';
import { bundleResolver } from '../../modules/api/bundle-resolver.ts';
import { checkedSchema } from '../../modules/api/check-schema.ts';
import { planResolvers } from '../../modules/api/plan-resolvers.ts';
import { arnOf, REGION, stageTable, worldOf } from '../local/engines/small-world.ts';

/** Copies of each gate. */
export const COPIES = 2;

const ballotTable = {
  ...stageTable,
  name: 'Ballot',
  arn: arnOf('dynamodb', 'table/Ballot'),
  stream_arn: arnOf('dynamodb', 'table/Ballot/stream/2026-01-01T00:00:00.000'),
};

/** What operators do with surveys, and their list. */
const ACT = /^(Mutation\.(\w+Survey|showResults|hideResults|reviewAnswer)|Query\.surveys)$/;

function codeOf(file: string): string {
  return bundleResolver(`graphql/${file}`)
    .replaceAll(STAGE_TABLE, 'Stage')
    .replaceAll(JSON.stringify(GATE_COPIES), String(COPIES));
}

function functionOf(file: string) {
  const dataSource = readFileSync(`graphql/${file}`, 'utf8').startsWith('// data source: BALLOT') ? 'Ballot' : 'Stage';
  return { name: file, dataSource, code: codeOf(file) };
}

/** The resolvers as they are planned for deployment, with their real code. */
function resolversOf(schema: string): Pick<Api, 'functions' | 'resolvers'> {
  const paths = readdirSync('graphql', { recursive: true, encoding: 'utf8' });
  const plans = planResolvers(paths, schema).filter(({ type, field }) => ACT.test(`${type}.${field}`));
  const files = new Set(plans.flatMap((plan) => plan.files));
  return {
    functions: Object.fromEntries([...files].map((file) => [file, functionOf(file)])),
    resolvers: plans.map(({ type, field, files: functions }) => {
      return { kind: 'PIPELINE', type, field, functions: [...functions], code: codeOf('pipeline.ts') };
    }),
  };
}

/** What operators reach of surveys, on an AppSync and tables of its own. */
export async function startActsApi() {
  const world = worldOf({ 'aws_dynamodb_table.stage': stageTable, 'aws_dynamodb_table.ballot': ballotTable });
  const [viewers, pool, dynamodb] = await Promise.all([
    startIssuer(),
    startIssuer(),
    startDynamoDb({ world, lagMs: 0 }),
  ]);
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = new DynamoDBClient({ endpoint: dynamodb.url, region: REGION, credentials });
  const table = (tableName: string) => ({ type: 'AMAZON_DYNAMODB' as const, tableName, client });
  const schema = checkedSchema();
  const app = await startAppSync({
    apiId: 'acts',
    region: REGION,
    schema,
    authentication: [
      { type: 'AWS_IAM' },
      { type: 'OPENID_CONNECT', issuer: viewers.url },
      { type: 'AMAZON_COGNITO_USER_POOLS', issuer: pool.url, defaultAction: 'ALLOW' },
    ],
    dataSources: { Stage: table('Stage'), Ballot: table('Ballot') },
    ...resolversOf(schema),
  });
  return {
    app,
    viewer: (event: string) => viewers.token({ sub: '0123456789abcdef0123456789abcdef', event, access: 'OPEN' }),
    operator: (name: string) =>
      pool.token({
        sub: name,
        token_use: 'id',
        aud: 'desk',
        email: `${name}@example.com`,
        'cognito:username': name,
        'cognito:groups': ['operator'],
      }),
    documents: DynamoDBDocumentClient.from(client),
    async stop() {
      await app.stop();
      client.destroy();
      await Promise.all([dynamodb.stop(), viewers.stop(), pool.stop()]);
    },
  };
}
