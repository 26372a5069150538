import { randomUUID } from 'node:crypto';
import type { Rotation } from './rotation.ts';
import type { Secret } from './secret.ts';
import { SecretError } from './secret-error.ts';

/** A secret and what is known about it. */
export interface Kept {
  arn: string;
  name: string;
  description?: string;
  secret: Secret;
  rotation?: Rotation;
  /** Milliseconds since 1970. */
  lastRotatedAt?: number;
}

type Input = Record<string, unknown>;
type Operation = (kept: Kept, input: Input, now: number) => object;

const seconds = (milliseconds: number) => milliseconds / 1000;
const optional = (value: unknown) => (value === undefined ? undefined : String(value));

const OPERATIONS: Record<string, Operation> = {
  DescribeSecret: ({ arn, name, description, secret, rotation, lastRotatedAt }) => ({
    ARN: arn,
    Name: name,
    Description: description,
    RotationEnabled: rotation !== undefined,
    RotationLambdaARN: rotation?.functionArn,
    LastRotatedDate: lastRotatedAt && seconds(lastRotatedAt),
    VersionIdsToStages: secret.stages(),
  }),

  GetSecretValue: ({ arn, name, secret }, input) => {
    const read = secret.read({ versionId: optional(input.VersionId), stage: optional(input.VersionStage) });
    return {
      ARN: arn,
      Name: name,
      VersionId: read.versionId,
      SecretString: read.value,
      VersionStages: read.stages,
      CreatedDate: seconds(read.createdAt),
    };
  },

  PutSecretValue: ({ arn, name, secret }, input, now) => {
    if (typeof input.SecretString !== 'string') {
      throw new SecretError('InvalidParameterException', 'The local stack keeps secrets as SecretString only.');
    }
    const versionId = tokenOf(input);
    const stages = (input.VersionStages as string[] | undefined) ?? ['AWSCURRENT'];
    const VersionStages = secret.put(versionId, input.SecretString, stages, now);
    return { ARN: arn, Name: name, VersionId: versionId, VersionStages };
  },

  UpdateSecretVersionStage: ({ arn, name, secret }, input) => {
    const { MoveToVersionId, RemoveFromVersionId, VersionStage } = input;
    if (MoveToVersionId === undefined && RemoveFromVersionId === undefined) {
      throw new SecretError(
        'InvalidParameterException',
        'You must provide a value for MoveToVersionId or RemoveFromVersionId.',
      );
    }
    secret.move(String(VersionStage), { to: optional(MoveToVersionId), from: optional(RemoveFromVersionId) });
    return { ARN: arn, Name: name };
  },
};

/** @throws SecretError on unknown secrets and operations and on whatever Secrets Manager refuses */
export function perform(operation: string, kept: Kept | undefined, input: Input, now: number): object {
  const run = OPERATIONS[operation];
  if (!run)
    throw new SecretError('InvalidRequestException', `The local stack does not take secretsmanager:${operation}.`);
  if (!kept) throw new SecretError('ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
  return run(kept, input, now);
}

function tokenOf(input: Input): string {
  const token = optional(input.ClientRequestToken) ?? randomUUID();
  if (token.length >= 32 && token.length <= 64) return token;
  throw new SecretError('InvalidParameterException', 'ClientRequestToken must be 32-64 characters long.');
}
