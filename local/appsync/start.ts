import type { Api, RunningAppSync, StartOptions } from './api.ts';

/** Starts the engine for one API on 127.0.0.1. Throws `NotSupported` or `InvalidApi` when the API is refused. */
export async function startAppSync(_api: Api, _options: StartOptions = {}): Promise<RunningAppSync> {
  throw new Error('being built');
}
