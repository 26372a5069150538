import { jsonError } from '../error-shapes.ts';
import { jsonOf, type Service, targetOf, UnknownOperation } from '../service.ts';

const OPERATIONS = ['DescribeSecret', 'GetSecretValue', 'PutSecretValue', 'UpdateSecretVersionStage'];

/** @param arnOf the ARN of what a `SecretId` names, which may be a name: policies speak of ARNs */
export function secretsManager(arnOf: (secretId: string) => string): Service {
  return {
    name: 'secretsmanager',
    callOf(request) {
      const operation = targetOf(request, 'secretsmanager', 'secretsmanager');
      if (!OPERATIONS.includes(operation)) throw new UnknownOperation('secretsmanager', operation);
      const resource = arnOf(String(jsonOf(request).SecretId));
      return { operation, permissions: [{ action: `secretsmanager:${operation}`, resource }] };
    },
    refuse: (problem) => jsonError(problem, { version: '1.1', status: 400 }),
  };
}
