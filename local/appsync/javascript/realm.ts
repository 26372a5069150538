import { readFileSync } from 'node:fs';
import vm from 'node:vm';
import { builtIns } from './built-ins.ts';
import { callHost, hostTrees, importable } from './host-functions.ts';

/** What resolver code can import, and the globals that AppSync defines. All of it frozen values of the realm. */
export interface Modules {
  globals: Record<string, object>;
  imports: Record<string, object>;
}

interface Realm {
  context: vm.Context;
  modules: Modules;
  /** `JSON.parse` of the realm: values made by it have the realm's prototypes, stripped to what AppSync offers. */
  parse(json: string): object;
}

let shared: Realm | undefined;

/**
 * The one isolated context in which all resolver code of the process runs. It can be shared because nothing in it can be
 * changed: every built-in that stays is frozen. No object of the host's own realm ever enters it, only strings: an object
 * would bring its constructor, and with it a way out.
 */
export function realm(): Realm {
  shared ??= createRealm();
  return shared;
}

function createRealm(): Realm {
  // Without the vm module's interceptors around it a global object is an ordinary one, and can be frozen.
  const context = vm.createContext(vm.constants.DONT_CONTEXTIFY, { codeGeneration: { strings: false, wasm: false } });
  const source = readFileSync(new URL('./prepare-realm.js', import.meta.url), 'utf8');
  // Strict, or its methods would get strings boxed as `this`; the file itself looks like a module to tools, strict without saying.
  const prepare = new vm.Script(`'use strict';${source}`, { filename: 'prepare-realm.js' }).runInContext(context);
  return { context, ...prepare(builtIns, hostTrees, importable, callHost) };
}
