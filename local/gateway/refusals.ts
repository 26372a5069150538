import type { Caller, Iam } from '../iam/iam.ts';
import type { Permission, Problem } from './service.ts';

/** A call that policies did not allow. */
export interface Refusal {
  /** ISO 8601 */
  at: string;
  roleArn: string;
  action: string;
  resource: string;
  reason: string;
}

const MAX = 200;

/** Asks policies, and remembers what they refused. */
export class Gatekeeper {
  readonly refusals: Refusal[] = [];
  private readonly iam: Iam;
  private readonly report: (line: string) => void;

  constructor(iam: Iam, report: (line: string) => void) {
    this.iam = iam;
    this.report = report;
  }

  /** The first of the permissions that the caller lacks, as a problem in the words of AWS. */
  lacks(caller: Caller, permissions: Permission[]): Problem | undefined {
    for (const { action, resource } of permissions) {
      const { allowed, reason } = this.iam.decide({ roleArn: caller.roleArn }, action, resource);
      if (allowed) continue;
      const message = `User: ${caller.userArn} is not authorized to perform: ${action} on resource: ${resource} ${reason}`;
      this.refusals.push({ at: new Date().toISOString(), roleArn: caller.roleArn, action, resource, reason });
      if (this.refusals.length > MAX) this.refusals.shift();
      this.report(message);
      return { kind: 'AccessDenied', message };
    }
    return undefined;
  }
}
