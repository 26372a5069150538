import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

/** The secret has no value yet: its first rotation is still to come. */
export class EmptySecretError extends Error {
  override readonly name = 'EmptySecretError';
}

/** Reads a secret's current value. Throws EmptySecretError where there is none. */
export const readSecret = async (client: SecretsManagerClient, secret: string): Promise<string> => {
  const value = await client.send(new GetSecretValueCommand({ SecretId: secret })).catch((error: unknown) => {
    if (error instanceof Error && error.name === 'ResourceNotFoundException')
      throw new EmptySecretError(`${secret} has no value`, { cause: error });
    throw error;
  });
  if (!value.SecretString) throw new EmptySecretError(`${secret} has no value`);
  return value.SecretString;
};
