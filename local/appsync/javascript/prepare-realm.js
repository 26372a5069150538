// Runs once, inside the context that realm.ts makes, before any resolver code. It takes away what APPSYNC_JS does not have,
// wraps the host's functions so that only JSON crosses the border, and freezes all that stays. It is a script of its own,
// read as text, because a compiled function's source may carry helpers of the compiler that do not exist in here.
(function prepareRealm(allowed, trees, imports, call) {
  // What is used after it was taken away.
  const global = globalThis;
  const Fault = TypeError;
  const { apply, deleteProperty, ownKeys } = Reflect;
  const { parse, stringify } = JSON;
  const { freeze } = Object;
  const { includes } = Array.prototype;
  const isIn = (list, key) => apply(includes, list, [key]);
  const prototypes = {
    Object: Object.prototype,
    Function: Function.prototype,
    Number: Number.prototype,
    Boolean: Boolean.prototype,
    String: String.prototype,
    Array: Array.prototype,
  };

  const strip = (target, keep) => {
    for (const key of ownKeys(target)) {
      if (typeof key === 'string' && !isIn(keep, key)) deleteProperty(target, key);
    }
  };
  const replaceMethod = (target, key, value) => Object.defineProperty(target, key, { value, enumerable: false });

  // Methods that differ from ECMAScript's, as "Supported runtime features" says.
  const { sort } = Array.prototype;
  replaceMethod(Array.prototype, 'sort', function sortWithoutComparator(...args) {
    if (args.length > 0) throw new Fault('Array.prototype.sort takes no arguments in APPSYNC_JS');
    return apply(sort, this, []);
  });
  const pattern = /[\\^$.|?*+()[\]{}]/;
  const { test } = pattern;
  for (const name of ['replace', 'replaceAll']) {
    const original = String.prototype[name];
    replaceMethod(String.prototype, name, function replacePlainText(search, replacement) {
      if (!apply(test, pattern, [search])) return apply(original, this, [search, replacement]);
      throw new Fault(
        `${name}: AppSync reads '${search}' as a Java regular expression; the local engine takes plain text`,
      );
    });
  }
  replaceMethod(JSON, 'parse', (text) => {
    try {
      return parse(text);
    } catch {
      return ''; // "Returns a blank string if the parsed string isn't valid JSON."
    }
  });

  const wrap =
    (path) =>
    (...args) => {
      const answer = call(path, stringify(args));
      return answer === undefined ? undefined : parse(answer);
    };
  const freezeDeep = (node) => {
    for (const value of Object.values(node)) if (typeof value === 'object') freezeDeep(value);
    return freeze(node);
  };
  // 'time.nowISO8601' of the tree `util` becomes `util.time.nowISO8601`.
  const toTree = (root, paths) => {
    const top = {};
    for (const path of paths) {
      const parts = path.split('.');
      const last = parts.pop();
      let node = top;
      for (const part of parts) {
        node[part] ??= {};
        node = node[part];
      }
      node[last] = freeze(wrap(`${root}.${path}`));
    }
    return freezeDeep(top);
  };
  const globals = {};
  for (const name of Object.keys(trees)) globals[name] = toTree(name, trees[name]);
  const modules = {};
  for (const name of Object.keys(imports)) {
    const roots = imports[name];
    const members =
      typeof roots === 'string' ? Object.entries(globals[roots]) : roots.map((root) => [root, globals[root]]);
    modules[name] = freeze(Object.fromEntries(members));
  }

  for (const name of Object.keys(prototypes)) {
    strip(prototypes[name], ['length', ...allowed.methods[name]]);
    freeze(prototypes[name]);
  }
  // Error stays, out of the reach of resolver code, which is refused when it names it: V8 asks it how to write a stack.
  Error.prepareStackTrace = (_, sites) =>
    sites.map((site) => `${site.getFileName()}:${site.getLineNumber()}`).join('\n');
  freeze(Error);
  for (const key of ownKeys(global)) {
    if (typeof key === 'string' && key !== 'Error' && !isIn(allowed.globals, key)) deleteProperty(global, key);
  }
  for (const name of Object.keys(allowed.statics)) {
    strip(global[name], allowed.statics[name]);
    freeze(global[name]);
  }
  freeze(global);
  return { parse, modules: { globals, imports: modules } };
});
