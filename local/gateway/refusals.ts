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

  /** The first of the permissions that the caller lacks, as a problem in the words of AWS. It is remembered. */
  lacks(caller: Caller, permissions: Permission[]): Problem | undefined {
    const lacking = this.firstLacking(caller, permissions);
    if (!lacking) return undefined;
    const { message, ...refusal } = lacking;
    this.refusals.push({ at: new Date().toISOString(), roleArn: caller.roleArn, ...refusal });
    if (this.refusals.length > MAX) this.refusals.shift();
    this.report(message);
    return { kind: 'AccessDenied', message };
  }

  /** The same of what only shows more of an answer: whoever lacks it was refused nothing that they asked for. */
  hides(caller: Caller, permissions: Permission[]): Problem | undefined {
    const lacking = this.firstLacking(caller, permissions);
    return lacking && { kind: 'AccessDenied', message: lacking.message };
  }

  private firstLacking(caller: Caller, permissions: Permission[]) {
    for (const { action, resource } of permissions) {
      const { allowed, reason } = this.iam.decide({ roleArn: caller.roleArn }, action, resource);
      const message = `User: ${caller.userArn} is not authorized to perform: ${action} on resource: ${resource} ${reason}`;
      if (!allowed) return { action, resource, reason, message };
    }
    return undefined;
  }
}
