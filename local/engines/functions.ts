import { setTimeout as pause } from 'node:timers/promises';
import { resourcesOf, type World } from '../terraform/world.ts';
import { type FunctionCounts, type Invocation, LambdaFunction } from './functions/lambda-function.ts';
import { type FunctionSettings, settingsOf } from './functions/settings.ts';
import type { Credentials } from './ports.ts';

export type { Invocation } from './functions/lambda-function.ts';

export const FUNCTION_TYPES = ['aws_lambda_function'] as const;

export interface FunctionsOptions {
  world: World;
  /** Where the functions' AWS clients send everything (AWS_ENDPOINT_URL). */
  endpoint: string;
  credentialsFor: (roleArn: string) => Credentials;
  /** Each line that a function writes. */
  log: (functionName: string, line: string) => void;
  /** How many of one function at once, where it reserves none. */
  concurrency?: number;
  /** The pauses before an asynchronous invocation's second and third attempt, in milliseconds (AWS: 1 and 2 minutes). */
  retryAfterMs?: readonly number[];
}

export interface InvokeOptions {
  /** 'Event' answers at once and tries up to three times. */
  type?: 'RequestResponse' | 'Event';
}

export interface Functions {
  /** Invokes a function by name or ARN. @throws if there is none */
  invoke(nameOrArn: string, event: unknown, options?: InvokeOptions): Promise<Invocation>;
  settings(nameOrArn: string): FunctionSettings;
  counts(): Record<string, FunctionCounts>;
  /** Everything that runs of it ends, and events fail until `restart`. */
  kill(name: string): Promise<void>;
  restart(name: string): Promise<void>;
  /** Events wait until `resume`. */
  pause(name: string): void;
  resume(name: string): void;
  /** Runs another zip from the next event on. */
  replace(name: string, zip: string): Promise<void>;
  stop(): Promise<void>;
}

/** Runs the world's functions from their zips, each with its own environment and its role's keys, in worker threads. */
export async function startFunctions({
  world,
  endpoint,
  credentialsFor,
  log,
  concurrency = 50,
  retryAfterMs = [1_000, 2_000],
}: FunctionsOptions): Promise<Functions> {
  const all = resourcesOf(world, 'aws_lambda_function').map((resource) => {
    const settings = settingsOf(resource);
    const around = { region: world.region, endpoint, credentialsFor, concurrency };
    return new LambdaFunction(settings, { ...around, log: (line) => log(settings.name, line) });
  });
  const stopping = new AbortController();
  const later = new Set<Promise<void>>();
  const stop = async () => {
    stopping.abort();
    await Promise.all(all.map((each) => each.stop()));
    await Promise.all(later);
  };
  await Promise.all(all.map((each) => each.ready())).catch(async (error: unknown) => {
    await stop();
    throw error;
  });

  const find = (nameOrArn: string) => {
    const bare = nameOrArn.replace(/:\$LATEST$/, '');
    const found = all.find(({ settings }) => settings.name === bare || settings.arn === bare);
    if (!found) throw new Error(`there is no function ${nameOrArn}`);
    return found;
  };
  const untilDone = async (name: string, event: unknown) => {
    for (const delay of [...retryAfterMs, undefined]) {
      const { statusCode, functionError } = await find(name).invoke(event);
      if (statusCode === 200 && !functionError) return;
      if (delay === undefined || stopping.signal.aborted) break;
      await pause(delay, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
    log(
      find(name).settings.name,
      JSON.stringify({ level: 'ERROR', message: 'asynchronous invocation given up', event }),
    );
  };

  return {
    invoke: async (name, event, { type = 'RequestResponse' } = {}) => {
      if (type === 'RequestResponse') return find(name).invoke(event);
      find(name);
      const done: Promise<void> = untilDone(name, event).finally(() => later.delete(done));
      later.add(done);
      return { requestId: crypto.randomUUID(), statusCode: 202, payload: undefined, coldStart: false };
    },
    settings: (name) => find(name).settings,
    counts: () => Object.fromEntries(all.map(({ settings, counts }) => [settings.name, { ...counts }])),
    kill: (name) => find(name).kill(),
    restart: (name) => find(name).restart(),
    pause: (name) => find(name).pause(),
    resume: (name) => find(name).resume(),
    replace: (name, zip) => find(name).replace(zip),
    stop,
  };
}
