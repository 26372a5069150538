import { setTimeout as pause } from 'node:timers/promises';
import type { Problem } from './service.ts';

/** Which calls a fault is for; what is left out matters not. */
export interface FaultMatch {
  /** `dynamodb`, `sns`, `s3` … */
  service?: string;
  /** `PutObject` */
  operation?: string;
  /** The role that calls: one function alone. */
  roleArn?: string;
}

export interface FaultEffect {
  /** Milliseconds by which a call is held back. */
  delayMs?: number;
  /** `cut` ends the connection without an answer, `error` answers as the service does when it fails. */
  fail?: 'cut' | 'error';
}

interface Fault {
  match: FaultMatch;
  effect: FaultEffect;
}

/** What tests and the control address have put in the way of calls. */
export class Faults {
  private readonly active = new Set<Fault>();

  /** The answer ends the fault. */
  add(match: FaultMatch, effect: FaultEffect): () => void {
    const fault = { match, effect };
    this.active.add(fault);
    return () => this.active.delete(fault);
  }

  clear(): void {
    this.active.clear();
  }

  /** Waits as long as the faults for a call demand, and says how the call fails if it does. */
  async meet(call: Required<FaultMatch>): Promise<FaultEffect['fail']> {
    if (this.active.size === 0) return undefined;
    const keys = Object.keys(call) as (keyof FaultMatch)[];
    const met = [...this.active].filter(({ match }) =>
      keys.every((key) => match[key] === undefined || match[key] === call[key]),
    );
    const delay = Math.max(0, ...met.map(({ effect }) => effect.delayMs ?? 0));
    if (delay > 0) await pause(delay);
    // a fault that was lifted while the call waited no longer fails it
    return met.find((fault) => this.active.has(fault) && fault.effect.fail)?.effect.fail;
  }
}

export const FAULT: Problem = { kind: 'Failure', message: 'The local stack was told to fail this call.' };
