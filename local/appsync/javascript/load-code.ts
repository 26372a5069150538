import vm from 'node:vm';
import {
  type ExportNamedDeclaration,
  type Identifier,
  type ImportDeclaration,
  type Literal,
  type Program,
  parse,
} from 'acorn';
import { NotSupported } from '../errors.ts';
import { maxCodeLength } from './built-ins.ts';
import { refusedConstructs } from './language.ts';
import { type Modules, realm } from './realm.ts';
import { recursiveFunctions } from './recursion.ts';

/** A handler as the realm sees it: takes a context object of the realm, returns a value of the realm. */
export type Handler = (context: object) => unknown;

export interface Code {
  /** What messages call it, e.g. `Query.stage`. */
  name: string;
  exports: ReadonlySet<string>;
  /** Runs the module anew, so that nothing can be kept from one call to the next, and gives its exports. */
  instantiate(): Record<string, Handler | undefined>;
}

/**
 * Compiles APPSYNC_JS source. Throws `NotSupported` with every construct (and its line) that AppSync would refuse. Modules
 * become plain scripts, because `vm.SourceTextModule` hides behind a flag; lines stay where they are.
 */
export function loadCode(source: string, name: string): Code {
  if (source.length > maxCodeLength) {
    throw new NotSupported(`${name}: ${source.length} characters of code; AppSync takes ${maxCodeLength}`);
  }
  const program = parseModule(source, name);
  refuse(program, name);
  const { script, exports } = toScript(source, program, name);
  const factory = new vm.Script(script, { filename: `${name}.js` }).runInContext(realm().context) as (
    modules: Modules,
  ) => Record<string, Handler | undefined>;
  return { name, exports, instantiate: () => factory(realm().modules) };
}

function parseModule(source: string, name: string): Program {
  try {
    return parse(source, { ecmaVersion: 'latest', sourceType: 'module', locations: true });
  } catch (error) {
    throw new NotSupported(`${name}: not a module: ${(error as Error).message}`, { cause: error });
  }
}

function refuse(program: Program, name: string): void {
  const constructs = refusedConstructs(program).map(
    ({ construct, node }) => `${name}: line ${node.loc?.start.line}: APPSYNC_JS does not support ${construct}`,
  );
  const recursive = recursiveFunctions(program).map((f) => `${name}: APPSYNC_JS does not support recursion: ${f}`);
  const messages = [...constructs, ...recursive];
  if (messages.length > 0) throw new NotSupported(messages.join('\n'));
}

/** Imports become destructuring of `__modules` on the first line, exports the returned object; both are blanked in place. */
function toScript(source: string, program: Program, name: string): { script: string; exports: Set<string> } {
  let body = source;
  const imports: string[] = [];
  const exports = new Map<string, string>();
  const blank = (start: number, end: number) => {
    body = body.slice(0, start) + body.slice(start, end).replace(/[^\n]/g, ' ') + body.slice(end);
  };
  for (const node of program.body) {
    if (node.type === 'ImportDeclaration') {
      imports.push(binding(node, name));
      blank(node.start, node.end);
    } else if (node.type === 'ExportNamedDeclaration') {
      for (const [exported, local] of exportedNames(node, name)) exports.set(exported, local);
      blank(node.start, node.declaration ? node.declaration.start : node.end);
    }
  }
  const returned = [...exports].map(([exported, local]) => `${exported}: ${local}`).join(', ');
  return {
    script: `(function (__modules) { 'use strict'; const { util, extensions, runtime, console } = __modules.globals; return (function () { ${imports.join(' ')}${body}\nreturn { ${returned} }; })(); })`,
    exports: new Set(exports.keys()),
  };
}

function binding(node: ImportDeclaration, name: string): string {
  const module = String(node.source.value);
  const refused = (what: string) => new NotSupported(`${name}: line ${node.loc?.start.line}: ${what}`);
  const members = Object.hasOwn(realm().modules.imports, module) && realm().modules.imports[module];
  if (!members) throw refused(`APPSYNC_JS has no module ${module}`);
  const from = `__modules.imports[${JSON.stringify(module)}]`;
  const parts = node.specifiers.map((specifier) => {
    if (specifier.type === 'ImportNamespaceSpecifier') return `const ${specifier.local.name} = ${from};`;
    if (specifier.type === 'ImportDefaultSpecifier') throw refused(`${module} has no default export`);
    const imported = nameOf(specifier.imported);
    if (!Object.hasOwn(members, imported)) throw refused(`${module} has no export ${imported}`);
    return `const ${specifier.local.name} = ${from}.${imported};`;
  });
  return parts.join(' ');
}

function nameOf(node: Identifier | Literal): string {
  return node.type === 'Identifier' ? node.name : String(node.value);
}

function exportedNames(node: ExportNamedDeclaration, name: string): [string, string][] {
  if (node.source) throw new NotSupported(`${name}: line ${node.loc?.start.line}: APPSYNC_JS has no export from`);
  const { declaration } = node;
  if (declaration?.type === 'FunctionDeclaration') return [[declaration.id.name, declaration.id.name]];
  if (declaration?.type === 'VariableDeclaration') {
    return declaration.declarations.flatMap(({ id }) =>
      id.type === 'Identifier' ? [[id.name, id.name] as [string, string]] : [],
    );
  }
  return node.specifiers.map(({ exported, local }) => [nameOf(exported), nameOf(local)]);
}
