import { resourcesOf, type World } from '../terraform/world.ts';
import { jsonError } from './error-shapes.ts';
import { type AwsRequest, type Service, UnknownOperation } from './service.ts';
import { dynamodb } from './services/dynamodb.ts';
import { ivs } from './services/ivs.ts';
import { lambda } from './services/lambda.ts';
import { s3 } from './services/s3.ts';
import { secretsManager } from './services/secrets-manager.ts';
import { sns } from './services/sns.ts';
import { sqs } from './services/sqs.ts';
import { states } from './services/states.ts';

/** Finds the service that a request's signature is for; one that there is not refuses whatever it is asked. */
export function servicesOf(world: World): (request: AwsRequest) => Service {
  const known = [dynamodb, ivs, lambda, s3, secretsManager(secretArnOf(world)), sns, sqs, states];
  const byName = new Map(known.map((service) => [service.name, service]));
  return ({ headers }) => {
    const name = /Credential=[^/]*\/[^/]*\/[^/]*\/([^/]*)\//.exec(headers.authorization ?? '')?.[1] ?? '(unsigned)';
    return byName.get(name) ?? unknownService(name);
  };
}

function unknownService(name: string): Service {
  return {
    name,
    callOf: () => {
      throw new UnknownOperation(name, '*');
    },
    refuse: (problem) => jsonError(problem, { version: '1.0', status: 403 }),
  };
}

/** A `SecretId` may be an ARN or a secret's name. */
function secretArnOf(world: World): (secretId: string) => string {
  const secrets = resourcesOf(world, 'aws_secretsmanager_secret');
  const byName = new Map(secrets.map(({ values }) => [values.name, String(values.arn)]));
  return (secretId) => byName.get(secretId) ?? secretId;
}
