import { Logger } from '@aws-lambda-powertools/logger';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { ErrorCode } from '#graphql/errors';
import type { BallotPage, QueryBallotsArgs } from '#graphql/schema.generated';
import { cacheFor } from '../cache-for.ts';
import { DomainError } from '../domain-error.ts';
import { type Environment, readEnvironment } from '../environment.ts';
import { readSecret } from '../viewer/secrets.ts';
import { makeBallotStore } from './ballot-store.ts';
import { exportPage } from './export-page.ts';
import { makeSurveyStore } from './survey-store.ts';

const NAMES = ['STAGE_TABLE', 'BALLOT_TABLE', 'BALLOT_KEY_SECRET'] as const;
export type Env = Environment<typeof NAMES>;

interface Refusal {
  readonly error: { readonly code: ErrorCode; readonly message: string };
}

const env = readEnvironment(NAMES);
const documents = DynamoDBDocumentClient.from(new DynamoDBClient());
const surveys = makeSurveyStore(documents, env.STAGE_TABLE);
const ballots = makeBallotStore(documents, env.BALLOT_TABLE);
const secrets = new SecretsManagerClient();
/** It does not change; a page of an export need not ask for it again. */
const secret = cacheFor(60_000, (id) => readSecret(secrets, id));
const logger = new Logger();

/** AppSync's `Query.ballots`. The only thing that makes voters' names for others than the certificate. */
export const handler = async ({ survey, nextToken }: QueryBallotsArgs): Promise<BallotPage | Refusal> => {
  try {
    const from = nextToken ?? null;
    const siteKey = () => secret(env.BALLOT_KEY_SECRET);
    const page = await exportPage({ survey, from }, { surveys, ballots, siteKey });
    logger.info('exported', { survey, from, ballots: page.ballots.length });
    return page;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { error: { code: error.code, message: error.message } };
  }
};
