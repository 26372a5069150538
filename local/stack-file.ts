import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** What `.local/stack.json` says of the running stack, for scripts, tests and tools. All addresses are on 127.0.0.1. */
export interface StackFile {
  /** The process to end the stack by. */
  pid: number;
  /** The stack that it was built from, e.g. `butai-dev`. */
  stack: string;
  site: string;
  /** The desk. */
  admin: string;
  /** Below it, by a stage's id, is what OBS shows over its picture. */
  overlay: string;
  /** Where viewers get their tokens. */
  session: string;
  /** The viewers' issuer. */
  issuer: string;
  /** What lies behind the site, by name: `butai-dev-viewer` is the issuer. */
  httpApis: Record<string, string>;
  /** The operators' issuer. */
  operators: string;
  graphql: string;
  realtime: string;
  control: string;
  /** Where players find the channels: the host of their playback addresses. */
  video: string;
  /** The gateway that takes every AWS call. */
  aws: string;
  /** Engines behind the gateway. */
  dynamodb: string;
  messaging: string;
  secrets: string;
  /** Test users that can sign in, by e-mail, with their groups. */
  users: Record<string, string[]>;
}

export function writeStackFile(path: string, content: StackFile): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${JSON.stringify(content, null, 2)}\n`);
}

export const removeStackFile = (path: string): void => rmSync(path, { force: true });
