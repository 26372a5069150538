import {
  DescribeSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  type SecretsManagerClient,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';

export type SecretVersion = ReturnType<typeof makeSecretVersion>;

/** One version of a secret, as a rotation makes it. Each act may be repeated. */
export const makeSecretVersion = (client: SecretsManagerClient, secret: string, version: string) => {
  const describe = async (): Promise<Record<string, string[]>> =>
    (await client.send(new DescribeSecretCommand({ SecretId: secret }))).VersionIdsToStages ?? {};

  const read = async (of: { VersionId?: string; VersionStage: string }): Promise<string | null> => {
    try {
      return (await client.send(new GetSecretValueCommand({ SecretId: secret, ...of }))).SecretString ?? null;
    } catch (error) {
      if (error instanceof Error && error.name === 'ResourceNotFoundException') return null;
      throw error;
    }
  };

  return {
    /** Whether everybody reads this version already. Secrets Manager itself makes a secret's first version current. */
    async isCurrent(): Promise<boolean> {
      return (await describe())[version]?.includes('AWSCURRENT') ?? false;
    },
    /** What everybody reads now; null before the first rotation. */
    readCurrent: () => read({ VersionStage: 'AWSCURRENT' }),
    /** What this version holds; null before it was put. */
    readPending: () => read({ VersionId: version, VersionStage: 'AWSPENDING' }),

    async put(value: string): Promise<void> {
      await client.send(
        new PutSecretValueCommand({
          SecretId: secret,
          ClientRequestToken: version,
          SecretString: value,
          VersionStages: ['AWSPENDING'],
        }),
      );
    },

    /** From now on everybody reads this version. */
    async promote(): Promise<void> {
      const current = Object.entries(await describe()).find(([, stages]) => stages.includes('AWSCURRENT'))?.[0];
      await client.send(
        new UpdateSecretVersionStageCommand({
          SecretId: secret,
          VersionStage: 'AWSCURRENT',
          MoveToVersionId: version,
          ...(current && { RemoveFromVersionId: current }),
        }),
      );
    },
  };
};
