import { SecretError } from './secret-error.ts';

/** What is kept under a version. A version that rotation has only announced has no value yet. */
interface Version {
  value?: string;
  stages: Set<string>;
  /** Milliseconds since 1970. */
  createdAt: number;
}

/** A version as it is read. */
export interface VersionRead {
  versionId: string;
  value: string;
  stages: string[];
  createdAt: number;
}

const CURRENT = 'AWSCURRENT';
const PREVIOUS = 'AWSPREVIOUS';

/**
 * A secret's versions and the stages that point at them: a stage is at one version at a time, and a version without stages
 * is gone. https://docs.aws.amazon.com/secretsmanager/latest/userguide/whats-in-a-secret.html#term_version
 */
export class Secret {
  private readonly versions = new Map<string, Version>();

  /** @throws SecretError when there is no such version, or no value in it */
  read({ versionId, stage }: { versionId?: string; stage?: string }): VersionRead {
    const wanted = stage ?? (versionId ? undefined : CURRENT);
    const id = versionId ?? this.at(wanted!);
    const version = id === undefined ? undefined : this.versions.get(id);
    if (id === undefined || version?.value === undefined || (wanted && !version.stages.has(wanted))) {
      const what = wanted ? `staging label: ${wanted}` : `VersionId: ${versionId}`;
      throw new SecretError(
        'ResourceNotFoundException',
        `Secrets Manager can't find the specified secret value for ${what}`,
      );
    }
    return { versionId: id, value: version.value, stages: [...version.stages], createdAt: version.createdAt };
  }

  /** The version that a stage points at. */
  at(stage: string): string | undefined {
    return [...this.versions].find(([, version]) => version.stages.has(stage))?.[0];
  }

  /** Stages by version. */
  stages(): Record<string, string[]> {
    return Object.fromEntries([...this.versions].map(([id, version]) => [id, [...version.stages]]));
  }

  /** A version without a value, as rotation begins with. */
  announce(versionId: string, stage: string, now: number): void {
    this.versions.set(versionId, { stages: new Set(), createdAt: now });
    this.attach(stage, versionId);
  }

  /**
   * Keeps a value. The same again changes nothing. The first version of all is current, whatever its stages.
   * @returns the version's stages
   * @throws SecretError when the version has another value already
   */
  put(versionId: string, value: string, stages: string[], now: number): string[] {
    const known = this.versions.get(versionId);
    if (known?.value !== undefined) {
      if (known.value === value) return [...known.stages];
      throw new SecretError(
        'ResourceExistsException',
        `A resource with the ID you requested already exists: version ${versionId}.`,
      );
    }
    const isFirst = this.versions.size === 0;
    const version = known ?? { stages: new Set<string>(), createdAt: now };
    version.value = value;
    this.versions.set(versionId, version);
    for (const stage of isFirst ? new Set([...stages, CURRENT]) : stages) this.attach(stage, versionId);
    this.forgetUnstaged();
    return [...version.stages];
  }

  /**
   * Moves a stage between versions, or takes it off one.
   * @throws SecretError when a version is unknown, or the stage is not where the caller believes it
   */
  move(stage: string, { to, from }: { to?: string; from?: string }): void {
    for (const id of [to, from]) {
      if (id !== undefined && !this.versions.has(id)) {
        throw new SecretError('ResourceNotFoundException', `Secrets Manager can't find the version ${id}.`);
      }
    }
    const now = this.at(stage);
    if (now === to && to !== undefined) return;
    if (now !== from) {
      const where = now
        ? `The staging label ${stage} is currently attached to version ${now}`
        : `The staging label ${stage} is attached to no version`;
      throw new SecretError(
        'InvalidParameterException',
        `${where}, so you must explicitly reference that version in RemoveFromVersionId.`,
      );
    }
    if (to !== undefined) this.attach(stage, to);
    else if (stage !== CURRENT) this.detach(stage);
    else throw new SecretError('InvalidParameterException', `${CURRENT} can only be moved, not removed.`);
    this.forgetUnstaged();
  }

  private attach(stage: string, versionId: string): void {
    const before = this.at(stage);
    if (before === versionId) return;
    this.detach(stage);
    this.versions.get(versionId)!.stages.add(stage);
    if (stage !== CURRENT) return;
    this.detach(PREVIOUS);
    if (before) this.versions.get(before)!.stages.add(PREVIOUS);
  }

  private detach(stage: string): void {
    for (const version of this.versions.values()) version.stages.delete(stage);
  }

  private forgetUnstaged(): void {
    for (const [id, version] of this.versions) if (version.stages.size === 0) this.versions.delete(id);
  }
}
