import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { cacheFor } from '../cache-for.ts';
import { type Environment, readEnvironment } from '../environment.ts';
import { checkOrigin } from '../viewer/admit.ts';
import { refusal } from '../viewer/answers.ts';
import { readSecret } from '../viewer/secrets.ts';
import { makePlaybackStore } from './playback-store.ts';
import { readReport } from './read-report.ts';

const NAMES = ['PLAYBACK_TABLE', 'ORIGIN_SECRET'] as const;
export type Env = Environment<typeof NAMES>;

const env = readEnvironment(NAMES);
const secrets = new SecretsManagerClient();
const store = makePlaybackStore(DynamoDBDocumentClient.from(new DynamoDBClient()), env.PLAYBACK_TABLE);

const secret = cacheFor(60_000, (id) => readSecret(secrets, id));

/** `POST /playback`: takes what a sampled page reports. Nothing of a request is logged, and nobody waits for the answer. */
export const handler = async (request: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> => {
  try {
    checkOrigin(request, await secret(env.ORIGIN_SECRET));
    await store.add(readReport(request), new Date());
    return { statusCode: 204, headers: { 'cache-control': 'no-store' } };
  } catch (error) {
    return refusal(error);
  }
};
