import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Clock, systemClock } from '../engines/clock.ts';
import { listen, readBody } from '../listener.ts';
import { resourcesOf, UnsupportedResource, type World } from '../terraform/world.ts';
import { type Kept, perform } from './operations.ts';
import { type InvokeRotation, type Rotation, rotate, rotationOf } from './rotation.ts';
import { Secret } from './secret.ts';
import { SecretError } from './secret-error.ts';

export interface SecretsOptions {
  world: World;
  invoke: InvokeRotation;
  /** Whether a resource's policy lets a service act on it: the rotation function's permission is asked for. */
  allowed: (principal: string, action: string, resource: string, sourceArn: string) => boolean;
  /** Default: any that is free. */
  port?: number;
  clock?: Clock;
  /** Hears of rotations that fail by the clock. */
  report: (source: string, message: string) => void;
}

export interface Secrets {
  /** `http://127.0.0.1:PORT`; checks neither signature nor policy, which is the gateway's work. */
  url: string;
  /**
   * Runs the rotations that are to run at once, then all of them by their schedules. To be called when functions can be
   * invoked and reach this. Rejects when a function fails or may not be invoked.
   */
  beginRotations(): Promise<void>;
  /** Rotates one secret now. */
  rotate(secretArn: string): Promise<void>;
  stop(): Promise<void>;
}

const HOUR = 3_600_000;
const MAX_BODY = 256 * 1024;

/** A stand-in for Secrets Manager with the world's secrets, in memory. */
export async function startSecrets({
  world,
  invoke,
  allowed,
  port = 0,
  clock = systemClock,
  report,
}: SecretsOptions): Promise<Secrets> {
  const secrets = secretsOf(world, clock.now());
  const find = (id: unknown) => secrets.find(({ arn, name }) => arn === id || name === id);

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const operation = String(request.headers['x-amz-target']).split('.').at(-1) ?? '';
    const body = await readBody(request, MAX_BODY);
    const write = (status: number, content: object) =>
      void response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(content));
    try {
      const input = JSON.parse(body?.toString('utf8') ?? '') as Record<string, unknown>;
      write(200, perform(operation, find(input.SecretId), input, clock.now()));
    } catch (error) {
      if (!(error instanceof SecretError)) throw error;
      write(400, { __type: error.code, message: error.message, Message: error.message });
    }
  };

  const rotateOne = async (kept: Kept, rotation: Rotation) => {
    if (!allowed('secretsmanager.amazonaws.com', 'lambda:InvokeFunction', rotation.functionArn, kept.arn)) {
      throw new UnsupportedResource(
        rotation.address,
        `Secrets Manager may not invoke ${rotation.functionArn} for ${kept.arn}`,
      );
    }
    await rotate(rotation, kept.secret, invoke, clock.now());
    kept.lastRotatedAt = clock.now();
  };

  const rotateDue = async (startedAt: number) => {
    for (const kept of secrets) {
      const { rotation } = kept;
      if (!rotation || clock.now() - (kept.lastRotatedAt ?? startedAt) < rotation.every) continue;
      await rotateOne(kept, rotation).catch((error: Error) => report(rotation.address, error.message));
    }
  };

  const listener = await listen(port, answer, (error) => report('secrets', String(error)));
  let endSchedule = () => {};
  return {
    url: listener.url,
    async beginRotations() {
      for (const kept of secrets) if (kept.rotation?.immediately) await rotateOne(kept, kept.rotation);
      const startedAt = clock.now();
      // asked every hour, since a timer of weeks overflows and a sleeping machine stops it
      endSchedule = clock.every(HOUR, () => void rotateDue(startedAt));
    },
    async rotate(secretArn) {
      const kept = find(secretArn);
      if (!kept?.rotation) throw new Error(`${secretArn} has no rotation`);
      await rotateOne(kept, kept.rotation);
    },
    async stop() {
      endSchedule();
      await listener.stop();
    },
  };
}

function secretsOf(world: World, now: number): Kept[] {
  const rotations = resourcesOf(world, 'aws_secretsmanager_secret_rotation').map(rotationOf);
  const kept = resourcesOf(world, 'aws_secretsmanager_secret').map(({ values }): Kept => {
    const { arn, name, description } = values;
    const rotation = rotations.find(({ secretArn }) => secretArn === arn);
    return {
      arn: String(arn),
      name: String(name),
      secret: new Secret(),
      ...(description !== undefined && { description: String(description) }),
      ...(rotation && { rotation }),
    };
  });
  for (const { address, values } of resourcesOf(world, 'aws_secretsmanager_secret_version')) {
    const holder = kept.find(({ arn }) => arn === values.secret_id);
    if (!holder) throw new UnsupportedResource(address, `there is no secret ${values.secret_id}`);
    if (typeof values.secret_string !== 'string')
      throw new UnsupportedResource(address, 'only secret_string is supported');
    holder.secret.put(String(values.version_id), values.secret_string, ['AWSCURRENT'], now);
  }
  return kept;
}
