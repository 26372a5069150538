import { randomBytes, randomUUID } from 'node:crypto';
import type { Credentials } from '../ports.ts';
import { type Code, unpack } from './code.ts';
import { environmentOf } from './environment.ts';
import { ExecutionEnvironment, type Outcome } from './execution-environment.ts';
import type { FunctionSettings } from './settings.ts';

/** What an invocation came to, as Lambda's Invoke says it. */
export interface Invocation {
  requestId: string;
  /** 200: it ran, whatever came of it. 202: taken, to run later. 429: as many run as may. */
  statusCode: 200 | 202 | 429;
  functionError?: 'Unhandled';
  /** The handler's result, or `{ errorType, errorMessage, trace }`. */
  payload: unknown;
  coldStart: boolean;
}

/** What a function has done so far. */
export interface FunctionCounts {
  invocations: number;
  errors: number;
  throttles: number;
  coldStarts: number;
}

export interface Surroundings {
  region: string;
  endpoint: string;
  credentialsFor: (roleArn: string) => Credentials;
  /** How many at once, where the function reserves none. */
  concurrency: number;
  log: (line: string) => void;
}

/** A function with its execution environments: as many as run at once, kept warm afterwards. */
export class LambdaFunction {
  readonly settings: FunctionSettings;
  readonly counts: FunctionCounts = { invocations: 0, errors: 0, throttles: 0, coldStarts: 0 };
  readonly #around: Surroundings;
  readonly #all = new Set<ExecutionEnvironment>();
  #retired = new WeakSet<ExecutionEnvironment>();
  #idle: ExecutionEnvironment[] = [];
  #code: Promise<Code>;
  #resumed: Promise<void> = Promise.resolve();
  #resume: () => void = () => undefined;
  #dead = false;
  #running = 0;

  constructor(settings: FunctionSettings, around: Surroundings) {
    this.settings = settings;
    this.#around = around;
    this.#code = unpack(settings.zip, settings.handler);
  }

  /** Settles when the code is unpacked; rejects where it cannot be. */
  async ready(): Promise<void> {
    await this.#code;
  }

  async invoke(event: unknown): Promise<Invocation> {
    const requestId = randomUUID();
    this.counts.invocations += 1;
    if (this.#dead) return this.#failed(requestId, { errorType: 'Runtime.ExitError', errorMessage: 'killed' });
    await this.#resumed;
    const { concurrency } = this.#around;
    if (this.#running >= (this.settings.reserved ?? concurrency)) {
      this.counts.throttles += 1;
      const payload = { errorType: 'TooManyRequestsException', errorMessage: 'Rate Exceeded.' };
      return { requestId, statusCode: 429, payload, coldStart: false };
    }
    this.#running += 1;
    try {
      return await this.#run(requestId, JSON.stringify(event));
    } finally {
      this.#running -= 1;
    }
  }

  /** Ends everything that runs and refuses events until `restart`. */
  async kill(): Promise<void> {
    this.#dead = true;
    await this.#endAll();
  }

  /** Ends everything that runs; the next event starts cold. Undoes `kill`. */
  async restart(): Promise<void> {
    this.#dead = false;
    await this.#endAll();
  }

  /** Lets events wait until `resume`. */
  pause(): void {
    this.resume();
    this.#resumed = new Promise((resolve) => {
      this.#resume = resolve;
    });
  }

  resume(): void {
    this.#resume();
  }

  /** Runs another zip from the next event on; what is under way ends with the old one. */
  async replace(zip: string): Promise<void> {
    const code = await unpack(zip, this.settings.handler);
    const old = await this.#code;
    this.#code = Promise.resolve(code);
    const idle = this.#idle;
    this.#idle = [];
    this.#retired = new WeakSet(this.#all);
    await Promise.all(idle.map((environment) => environment.end()));
    await old.remove();
  }

  async stop(): Promise<void> {
    this.#dead = true;
    this.resume();
    await this.#endAll();
    await this.#code.then(
      (code) => code.remove(),
      () => undefined,
    );
  }

  async #run(requestId: string, event: string): Promise<Invocation> {
    const warm = this.#idle.pop();
    const environment = warm ?? (await this.#begin());
    const outcome = await environment.invoke(requestId, event, traceId());
    if (environment.usable && !this.#retired.has(environment)) this.#idle.push(environment);
    else await environment.end();
    return this.#answer(requestId, outcome, warm === undefined);
  }

  async #begin(): Promise<ExecutionEnvironment> {
    const { file, handler, folder } = await this.#code;
    const { name, arn, memoryMb, roleArn } = this.settings;
    const { region, endpoint, credentialsFor, log } = this.#around;
    const env = environmentOf(this.settings, { region, endpoint, folder, credentials: credentialsFor(roleArn) });
    const data = { file, handler, name, arn, memoryMb };
    const environment = new ExecutionEnvironment(this.settings, data, env, log, (ended) => {
      this.#all.delete(ended);
      this.#idle = this.#idle.filter((each) => each !== ended);
    });
    this.#all.add(environment);
    this.counts.coldStarts += 1;
    return environment;
  }

  #answer(requestId: string, outcome: Outcome, coldStart: boolean): Invocation {
    if ('error' in outcome) return { ...this.#failed(requestId, JSON.parse(outcome.error)), coldStart };
    return { requestId, statusCode: 200, payload: JSON.parse(outcome.result), coldStart };
  }

  #failed(requestId: string, payload: { errorType: string; errorMessage: string }): Invocation {
    this.counts.errors += 1;
    this.#around.log(JSON.stringify({ level: 'ERROR', message: 'Invoke Error', requestId, ...payload }));
    return { requestId, statusCode: 200, functionError: 'Unhandled', payload, coldStart: false };
  }

  async #endAll() {
    await Promise.all([...this.#all].map((environment) => environment.end()));
  }
}

/** As Lambda sets it where nothing samples. */
function traceId() {
  const seconds = Math.floor(Date.now() / 1000).toString(16);
  return `Root=1-${seconds}-${randomBytes(12).toString('hex')};Parent=${randomBytes(8).toString('hex')};Sampled=0`;
}
