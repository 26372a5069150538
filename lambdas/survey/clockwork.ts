import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Environment } from '../environment.ts';
import { readSecret } from '../viewer/secrets.ts';
import { makeBallotStore } from './ballot-store.ts';
import type { Certifying } from './certify.ts';
import type { Closing } from './close-on-time.ts';
import { makeSurveyStore, type SurveyStore } from './survey-store.ts';

export const CLOCK_NAMES = ['STAGE_TABLE', 'BALLOT_TABLE', 'BALLOT_KEY_SECRET', 'GATE_COPIES'] as const;

/** What closing and certifying need, by whatever woke them. */
export const makeClockwork = (
  env: Environment<typeof CLOCK_NAMES>,
): Closing & Certifying & { readonly surveys: SurveyStore } => {
  const gateCopies = Number(env.GATE_COPIES);
  if (!(gateCopies >= 1)) throw new Error(`GATE_COPIES is no number of copies: ${env.GATE_COPIES}`);
  const documents = DynamoDBDocumentClient.from(new DynamoDBClient());
  const secrets = new SecretsManagerClient();
  return {
    surveys: makeSurveyStore(documents, env.STAGE_TABLE),
    ballots: makeBallotStore(documents, env.BALLOT_TABLE),
    siteKey: () => readSecret(secrets, env.BALLOT_KEY_SECRET),
    gateCopies,
    now: () => new Date(),
  };
};
