import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { jest } from '@jest/globals';

interface Command {
  constructor: { name: string };
  input: Record<string, string | undefined> & { VersionStages?: string[] };
}
interface Version {
  value: string | undefined;
  labels: Set<string>;
}

const missing = () => Object.assign(new Error('Secrets Manager can’t find it'), { name: 'ResourceNotFoundException' });

/** Secrets Manager in memory, in place of what its client would send. */
export const fakeSecrets = () => {
  const secrets = new Map<string, Map<string, Version>>();
  const versionsOf = (id: string) => secrets.get(id) ?? secrets.set(id, new Map()).get(id)!;
  const reads: string[] = [];
  const move = (versions: Map<string, Version>, label: string, to: string) => {
    for (const { labels } of versions.values()) labels.delete(label);
    versions.get(to)!.labels.add(label);
  };
  const answers: Record<string, (input: Command['input'], versions: Map<string, Version>) => unknown> = {
    GetSecretValueCommand: ({ SecretId, VersionId, VersionStage = 'AWSCURRENT' }, versions) => {
      reads.push(SecretId!);
      const found = [...versions].find(
        ([id, { labels, value }]) => value !== undefined && labels.has(VersionStage) && (VersionId ?? id) === id,
      );
      if (!found) throw missing();
      return { SecretString: found[1].value };
    },
    DescribeSecretCommand: (_, versions) => ({
      VersionIdsToStages: Object.fromEntries([...versions].map(([id, { labels }]) => [id, [...labels]])),
    }),
    PutSecretValueCommand: ({ ClientRequestToken, SecretString, VersionStages }, versions) => {
      const first = [...versions.values()].every(({ value }) => value === undefined);
      versions.set(ClientRequestToken!, { value: SecretString, labels: new Set() });
      for (const label of VersionStages ?? ['AWSCURRENT']) move(versions, label, ClientRequestToken!);
      if (first) move(versions, 'AWSCURRENT', ClientRequestToken!);
      return {};
    },
    UpdateSecretVersionStageCommand: ({ VersionStage, MoveToVersionId, RemoveFromVersionId }, versions) => {
      const holder = [...versions].find(([, { labels }]) => labels.has(VersionStage!))?.[0];
      if (holder === MoveToVersionId || holder !== RemoveFromVersionId)
        throw new Error(`${VersionStage} is on ${holder}, not ${RemoveFromVersionId}`);
      move(versions, VersionStage!, MoveToVersionId!);
      return {};
    },
  };
  jest
    .spyOn(SecretsManagerClient.prototype, 'send')
    .mockImplementation((async ({ constructor: { name }, input }: Command) =>
      answers[name]!(input, versionsOf(input.SecretId!))) as never);
  return {
    reads,
    versionsOf,
    /** Puts a value as current. */
    set: (id: string, value: string) => {
      versionsOf(id).set(`v${versionsOf(id).size}`, { value, labels: new Set() });
      move(versionsOf(id), 'AWSCURRENT', `v${versionsOf(id).size - 1}`);
    },
    current: (id: string) => [...versionsOf(id).values()].find(({ labels }) => labels.has('AWSCURRENT'))?.value,
  };
};
