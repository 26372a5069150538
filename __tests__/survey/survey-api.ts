import { readFileSync } from 'node:fs';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { STAGE_TABLE } from '#graphql/stage-table';
import { BALLOT_TABLE } from '#graphql/survey/ballot-table';
import { GATE_COPIES } from '#graphql/survey/gate-copies';
import { startIssuer } from '../../local/appsync/__tests__/test-issuer.ts';
import type { Api } from '../../local/appsync/api.ts';
import { startAppSync } from '../../local/appsync/start.ts';
import { startDynamoDb } from '../../local/engines/dynamodb.ts';
import { bundleResolver } from '../../modules/api/bundle-resolver.ts';
import { checkedSchema } from '../../modules/api/check-schema.ts';
import { arnOf, REGION, stageTable, worldOf } from '../local/engines/small-world.ts';

/** Copies of each gate. */
export const COPIES = 2;

const ballotTable = {
  ...stageTable,
  name: 'Ballot',
  arn: arnOf('dynamodb', 'table/Ballot'),
  stream_arn: arnOf('dynamodb', 'table/Ballot/stream/2026-01-01T00:00:00.000'),
  ttl: { attribute_name: 'expiresAt', enabled: true },
};

const STEPS = {
  'Mutation.castBallot': ['1.gate', '2.gate-again', '3.sent-before', '4.put'],
  'Query.myBallot': [],
  'Query.results': ['1.read-survey', '2.asker', '3.count', '4.answers'],
};

function codeOf(file: string): string {
  return bundleResolver(file)
    .replaceAll(STAGE_TABLE, 'Stage')
    .replaceAll(BALLOT_TABLE, 'Ballot')
    .replaceAll(JSON.stringify(GATE_COPIES), String(COPIES));
}

function functionOf(file: string) {
  const dataSource = readFileSync(file, 'utf8').startsWith('// data source: BALLOT') ? 'Ballot' : 'Stage';
  return { dataSource, code: codeOf(file) };
}

/** The resolvers that viewers of a survey reach, with their real code. */
function resolversOf(): Pick<Api, 'functions' | 'resolvers'> {
  const functions: Api['functions'] = {};
  const resolvers = Object.entries(STEPS).map(([name, steps]): Api['resolvers'][number] => {
    const [type = '', field = ''] = name.split('.');
    const path = `graphql/survey/${name}`;
    if (steps.length === 0) return { kind: 'UNIT', type, field, ...functionOf(`${path}.ts`) };
    const ids = steps.map((step) => `${name}/${step}`);
    for (const id of ids) functions[id] = { name: id, ...functionOf(`graphql/survey/${id}.ts`) };
    return { kind: 'PIPELINE', type, field, functions: ids, code: codeOf('graphql/pipeline.ts') };
  });
  return { functions, resolvers };
}

/** What viewers of a survey reach, on an AppSync and tables of its own. Reads that are not consistent lag by that much. */
export async function startSurveyApi(lagMs: number) {
  const world = worldOf({ 'aws_dynamodb_table.stage': stageTable, 'aws_dynamodb_table.ballot': ballotTable });
  const [issuer, dynamodb] = await Promise.all([startIssuer(), startDynamoDb({ world, lagMs, random: () => 1 })]);
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = new DynamoDBClient({ endpoint: dynamodb.url, region: REGION, credentials });
  const table = (tableName: string) => ({ type: 'AMAZON_DYNAMODB' as const, tableName, client });
  const app = await startAppSync({
    apiId: 'survey',
    region: REGION,
    schema: checkedSchema(),
    authentication: [
      { type: 'AWS_IAM' },
      { type: 'OPENID_CONNECT', issuer: issuer.url },
      { type: 'AMAZON_COGNITO_USER_POOLS', issuer: `${issuer.url}/pool`, defaultAction: 'ALLOW' },
    ],
    dataSources: { Stage: table('Stage'), Ballot: table('Ballot') },
    ...resolversOf(),
  });
  return {
    issuer,
    app,
    documents: DynamoDBDocumentClient.from(client),
    async stop() {
      await app.stop();
      client.destroy();
      await dynamodb.stop();
      await issuer.stop();
    },
  };
}
