import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { cacheFor } from '../cache-for.ts';
import { type Environment, readEnvironment } from '../environment.ts';
import { bearerOf, checkOpen, checkOrigin, readEventId } from './admit.ts';
import { noSuchMethod, noSuchRoute, privateAnswer, publicAnswer, refusal } from './answers.ts';
import { addressOf, networkOf } from './network.ts';
import { readAccess } from './open-events.ts';
import { readSecret } from './secrets.ts';
import { ALGORITHM, parseSigningKeys, publicKeys } from './signing-keys.ts';
import { newViewer, recogniseViewer, signViewer } from './viewer-token.ts';

const NAMES = ['ISSUER', 'AUDIENCE', 'SIGNING_SECRET', 'ORIGIN_SECRET', 'STAGE_TABLE'] as const;
export type Env = Environment<typeof NAMES>;

type Answer = APIGatewayProxyStructuredResultV2;

const env = readEnvironment(NAMES);
const us = { issuer: env.ISSUER, audience: env.AUDIENCE };
const secrets = new SecretsManagerClient();
const documents = DynamoDBDocumentClient.from(new DynamoDBClient());
const logger = new Logger();
const metrics = new Metrics();

/** Far less than the hour that a new key is published before anything is signed with it. */
const secret = cacheFor(60_000, (id) => readSecret(secrets, id));
const access = cacheFor(5_000, (event) => readAccess(documents, env.STAGE_TABLE, event));
const signingKeys = async () => parseSigningKeys(await secret(env.SIGNING_SECRET));

/** The viewers' issuer. Neither a token, a key nor an address is ever logged. */
export const handler = async (request: APIGatewayProxyEventV2): Promise<Answer> => {
  const { method, path } = request.requestContext.http;
  const route = ROUTES[path];
  if (!route) return noSuchRoute();
  return method === route.method ? route.answer(request).catch(refusal) : noSuchMethod(route.method);
};

const discover = async (): Promise<Answer> =>
  publicAnswer({
    issuer: env.ISSUER,
    jwks_uri: `${env.ISSUER}/.well-known/jwks.json`,
    authorization_endpoint: `${env.ISSUER}/session`,
    response_types_supported: ['id_token'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: [ALGORITHM],
  });

const listKeys = async (): Promise<Answer> => publicAnswer(publicKeys(await signingKeys()));

const issue = async (request: APIGatewayProxyEventV2): Promise<Answer> => {
  const originSecret = await secret(env.ORIGIN_SECRET);
  checkOrigin(request, originSecret);
  const event = readEventId(request);
  const [admission, keys] = [checkOpen(await access(event)), await signingKeys()];

  const now = new Date();
  const token = bearerOf(request);
  const known = token ? await recogniseViewer(token, us, keys, now) : null;
  const viewer = known?.event === event && known.access === admission ? known : newViewer(event, admission, now);
  const address = addressOf(request.headers['x-forwarded-for'], request.requestContext.http.sourceIp);
  const issued = await signViewer(viewer, networkOf(address, originSecret), us, keys, now);

  logger.debug('token issued', { event, renewed: viewer === known });
  metrics.addMetric(viewer === known ? 'TokensRenewed' : 'TokensIssued', MetricUnit.Count, 1);
  metrics.publishStoredMetrics();
  return privateAnswer({ ...issued, serverTime: now.toISOString() });
};

const ROUTES: Record<string, { method: string; answer: (request: APIGatewayProxyEventV2) => Promise<Answer> }> = {
  '/.well-known/openid-configuration': { method: 'GET', answer: discover },
  '/.well-known/jwks.json': { method: 'GET', answer: listKeys },
  '/session': { method: 'POST', answer: issue },
};
