import vm from 'node:vm';
import { builtIns } from './built-ins.ts';
import { callHost, importNames } from './host-functions.ts';

/** What resolver code can import, and the globals that AppSync defines. All of it frozen values of the realm. */
export interface Modules {
  globals: Record<string, object>;
  imports: Record<string, object>;
}

interface Realm {
  context: vm.Context;
  modules: Modules;
  /** `JSON.parse` of the realm: values made by it have the realm's prototypes, stripped to what AppSync offers. */
  parse(json: string): unknown;
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
  const context = vm.createContext(Object.create(null), { codeGeneration: { strings: false, wasm: false } });
  const prepare = new vm.Script(`(${prepareRealm.toString()})`, { filename: 'appsync-realm.js' });
  const { parse, modules } = prepare.runInContext(context)(builtIns, importNames, callHost);
  return { context, parse, modules };
}

/**
 * Runs inside the new context (as source text: it must not close over anything here). Takes away what AppSync does not
 * have, freezes the rest, and wraps the host's functions so that only JSON crosses.
 */
function prepareRealm(
  allowed: {
    globals: readonly string[];
    statics: Record<string, readonly string[]>;
    methods: Record<string, readonly string[]>;
  },
  names: { globals: Record<string, readonly string[]>; imports: Record<string, Record<string, readonly string[]>> },
  call: (name: string, argumentsJson: string) => string | undefined,
) {
  const { Object, Reflect, JSON, String, Array, Function, Number, Boolean, TypeError } = globalThis;
  const { parse, stringify } = JSON;
  const { freeze } = Object;
  const prototypes: Record<string, object> = {
    Object: Object.prototype,
    Function: Function.prototype,
    Number: Number.prototype,
    Boolean: Boolean.prototype,
    String: String.prototype,
    Array: Array.prototype,
  };
  const strip = (target: object, keep: readonly string[]) => {
    for (const key of Reflect.ownKeys(target)) {
      if (typeof key === 'string' && !keep.includes(key)) Reflect.deleteProperty(target, key);
    }
  };
  const define = (target: object, key: string, value: unknown) =>
    Object.defineProperty(target, key, { value, writable: false, enumerable: false, configurable: false });

  const { sort, replace, replaceAll } = { ...pick(Array.prototype, 'sort'), ...pick(String.prototype, 'replace', 'replaceAll') };
  function pick(from: object, ...keys: string[]) {
    const picked: Record<string, (...args: unknown[]) => unknown> = {};
    for (const key of keys) picked[key] = Reflect.get(from, key);
    return picked;
  }
  const apply = Reflect.apply;
  const special = /[\\^$.|?*+()[\]{}]/;
  const test = special.test.bind(special);
  const literal = (name: string, original: unknown) => ({
    [name](this: unknown, pattern: unknown, replacement: unknown) {
      if (test(pattern as string)) {
        throw new TypeError(
          `${name}('${pattern}', …): AppSync reads the pattern as a Java regular expression, the local engine only plain text`,
        );
      }
      return apply(original as never, this, [pattern, replacement]);
    },
  })[name];
  define(Array.prototype, 'sort', function sortWithoutComparator(this: unknown, ...args: unknown[]) {
    if (args.length > 0) throw new TypeError('Array.prototype.sort takes no arguments in APPSYNC_JS');
    return apply(sort as never, this, []);
  });
  define(String.prototype, 'replace', literal('replace', replace));
  define(String.prototype, 'replaceAll', literal('replaceAll', replaceAll));
  define(JSON, 'parse', (text: string) => {
    try {
      return parse(text);
    } catch {
      return ''; // the developer guide: "Returns a blank string if the parsed string isn't valid JSON"
    }
  });

  // Object trees of host functions: 'time.nowISO8601' becomes util.time.nowISO8601.
  const wrap = (path: string) => (...args: unknown[]) => {
    const answer = call(path, stringify(args));
    return answer === undefined ? undefined : parse(answer);
  };
  const tree = (root: string, paths: readonly string[]) => {
    const top: Record<string, unknown> = {};
    for (const path of paths) {
      const parts = path.split('.');
      const last = parts.pop() as string;
      let node = top;
      for (const part of parts) {
        node[part] ??= {};
        node = node[part] as Record<string, unknown>;
      }
      node[last] = freeze(wrap(`${root}.${path}`));
    }
    const freezeDeep = (node: Record<string, unknown>) => {
      for (const value of Object.values(node)) if (typeof value === 'object') freezeDeep(value as never);
      return freeze(node);
    };
    return freezeDeep(top);
  };
  const globals: Record<string, object> = {};
  for (const name of Object.keys(names.globals)) globals[name] = tree(name, names.globals[name] as readonly string[]);
  const imports: Record<string, object> = {};
  for (const module of Object.keys(names.imports)) {
    const members: Record<string, unknown> = {};
    const tops = names.imports[module] as Record<string, readonly string[]>;
    for (const top of Object.keys(tops)) Object.assign(members, top === '' ? tree('ddb', tops[top] as never) : { [top]: globals[top] });
    imports[module] = freeze(members);
  }

  for (const name of Object.keys(prototypes)) {
    strip(prototypes[name] as object, ['length', ...(allowed.methods[name] as readonly string[])]);
    freeze(prototypes[name]);
  }
  for (const key of Reflect.ownKeys(globalThis)) {
    if (typeof key !== 'string' || allowed.globals.includes(key)) continue;
    Reflect.deleteProperty(globalThis, key);
  }
  for (const name of Object.keys(allowed.statics)) {
    const target = Reflect.get(globalThis, name);
    strip(target, allowed.statics[name] as readonly string[]);
    freeze(target);
  }
  freeze(globalThis);
  return { parse, modules: freeze({ globals: freeze(globals), imports: freeze(imports) }) };
}
