import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { Worker } from 'node:worker_threads';
import type { Answer, Invoke, Ready, WorkerData } from '../function-worker.ts';
import type { FunctionSettings } from './settings.ts';

// As on AWS, where loading a module for longer ends the environment.
const LOAD_MS = 10_000;

/** What an invocation of a handler came to. */
export type Outcome = { result: string } | { error: string };

const failed = (errorType: string, errorMessage: string): Outcome => ({
  error: JSON.stringify({ errorType, errorMessage }),
});

/** A worker that runs a function's handler, one event at a time. */
export class ExecutionEnvironment {
  readonly #worker: Worker;
  readonly #ready: Promise<Ready | undefined>;
  readonly #settings: FunctionSettings;
  #settle: ((outcome: Outcome) => void) | undefined;
  #ending = false;
  #ended = false;

  constructor(
    settings: FunctionSettings,
    data: WorkerData,
    env: Record<string, string>,
    log: (line: string) => void,
    ended: (environment: ExecutionEnvironment) => void,
  ) {
    this.#settings = settings;
    this.#worker = new Worker(new URL('../function-worker.ts', import.meta.url), {
      workerData: data,
      env,
      execArgv: [],
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: settings.memoryMb },
    });
    for (const input of [this.#worker.stdout, this.#worker.stderr]) createInterface({ input }).on('line', log);
    let crash = 'Runtime exited without providing a reason';
    this.#worker.on('error', (error) => {
      crash = error instanceof Error ? (error.stack ?? error.message) : String(error);
    });
    this.#worker.once('exit', () => {
      this.#ended = true;
      this.#settle?.(failed('Runtime.ExitError', crash));
      ended(this);
    });
    this.#ready = new Promise((resolve) => {
      this.#worker.once('exit', () => resolve(undefined));
      this.#worker.on('message', (message: Ready | Answer) => {
        if ('ready' in message) resolve(message);
        else this.#settle?.(message);
      });
    });
  }

  /** Whether it can take another event. */
  get usable() {
    return !this.#ending && !this.#ended;
  }

  /** Runs the handler; past the function's time-out the environment is ended and the outcome says so. */
  async invoke(id: string, event: string, traceId: string): Promise<Outcome> {
    const loading = setTimeout(() => void this.end(), LOAD_MS);
    const ready = await this.#ready;
    clearTimeout(loading);
    if (ready?.ready === false) {
      await this.end();
      return { error: ready.error };
    }
    if (!ready || !this.usable) return failed('Runtime.ExitError', 'Runtime exited before it could take the event');
    const { timeoutMs } = this.#settings;
    const outcome = new Promise<Outcome>((resolve) => {
      this.#settle = resolve;
    });
    const timer = setTimeout(() => {
      this.#settle?.(
        failed(
          'Sandbox.Timedout',
          `RequestId: ${id} Error: Task timed out after ${(timeoutMs / 1000).toFixed(2)} seconds`,
        ),
      );
      void this.end();
    }, timeoutMs);
    this.#worker.postMessage({ id, event, traceId, deadline: Date.now() + timeoutMs } satisfies Invoke);
    const settled = await outcome;
    clearTimeout(timer);
    this.#settle = undefined;
    return settled;
  }

  /** Ends the worker; an event under way fails. */
  async end(): Promise<void> {
    this.#ending = true;
    if (this.#ended) return;
    const exited = once(this.#worker, 'exit');
    void this.#worker.terminate();
    await exited;
  }
}
