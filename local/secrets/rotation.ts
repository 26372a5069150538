import { randomUUID } from 'node:crypto';
import { blocks, type Resource, UnsupportedResource } from '../terraform/world.ts';
import type { Secret } from './secret.ts';

/** What Secrets Manager sends to a rotation function: https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_lambda-functions.html */
export interface RotationEvent {
  Step: 'createSecret' | 'setSecret' | 'testSecret' | 'finishSecret';
  SecretId: string;
  ClientRequestToken: string;
}

/** Runs a function to its end; rejects when it fails. */
export type InvokeRotation = (functionArn: string, event: RotationEvent) => Promise<unknown>;

export interface Rotation {
  address: string;
  secretArn: string;
  functionArn: string;
  immediately: boolean;
  /** Milliseconds between two rotations. */
  every: number;
}

const STEPS = ['createSecret', 'setSecret', 'testSecret', 'finishSecret'] as const;
const HOUR = 3_600_000;
const UNITS: Record<string, number> = { hour: HOUR, hours: HOUR, day: 24 * HOUR, days: 24 * HOUR };

/** @throws UnsupportedResource on a schedule other than a rate */
export function rotationOf({ address, values }: Resource): Rotation {
  const [rules = {}] = blocks(values, 'rotation_rules');
  const expression = String(rules.schedule_expression ?? `rate(${rules.automatically_after_days} days)`);
  const [, count, unit = ''] = /^rate\((\d+) (\w+)\)$/.exec(expression) ?? [];
  if (!count || !UNITS[unit])
    throw new UnsupportedResource(address, `the schedule ${expression} is not supported: only rate(…)`);
  return {
    address,
    secretArn: String(values.secret_id),
    functionArn: String(values.rotation_lambda_arn),
    immediately: values.rotate_immediately !== false,
    every: Number(count) * UNITS[unit],
  };
}

/**
 * Runs the four steps. A rotation that failed midway is taken up again with its version.
 * @throws Error, with the step, when the function fails or did not make the new version current
 */
export async function rotate(rotation: Rotation, secret: Secret, invoke: InvokeRotation, now: number): Promise<void> {
  const pending = secret.at('AWSPENDING');
  const unfinished = pending !== undefined && pending !== secret.at('AWSCURRENT');
  const token = unfinished ? pending : randomUUID();
  if (!unfinished) secret.announce(token, 'AWSPENDING', now);
  for (const Step of STEPS) {
    try {
      await invoke(rotation.functionArn, { Step, SecretId: rotation.secretArn, ClientRequestToken: token });
    } catch (cause) {
      throw new Error(`${rotation.address}: ${rotation.functionArn} failed in ${Step}: ${(cause as Error).message}`, {
        cause,
      });
    }
  }
  if (secret.at('AWSCURRENT') !== token)
    throw new Error(`${rotation.address}: finishSecret did not move AWSCURRENT to ${token}`);
}
