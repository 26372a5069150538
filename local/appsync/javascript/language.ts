import type { CallExpression, Identifier, ImportDeclaration, Node, Program } from 'acorn';
import { full } from 'acorn-walk';
import { builtIns, callbackMethods } from './built-ins.ts';

interface Refusal {
  /** The construct, as its writer would name it. */
  construct: string;
  node: Node;
}

type Check = (node: Node & Record<string, unknown>) => string | undefined;

/**
 * What APPSYNC_JS refuses, by ESTree node type. The list is that of "Supported runtime features" and of the rules in
 * `@aws-appsync/eslint-plugin`; what both leave open but could not work there (`new`, `import()`, …) is refused as well.
 */
const refused: Record<string, string | Check> = {
  TryStatement: 'try',
  CatchClause: 'catch',
  ThrowStatement: 'throw',
  WhileStatement: 'while',
  DoWhileStatement: 'do-while',
  ForStatement: 'for (initialization; condition; afterthought)',
  ContinueStatement: 'continue',
  LabeledStatement: 'a labeled statement',
  WithStatement: 'with',
  DebuggerStatement: 'debugger',
  UpdateExpression: (node) => `the operator ${node.operator}`,
  UnaryExpression: (node) => (node.operator === '~' ? 'the operator ~' : undefined),
  BinaryExpression: (node) =>
    node.operator === 'in' || node.operator === 'instanceof' ? `the operator ${node.operator}` : undefined,
  ClassDeclaration: 'class',
  ClassExpression: 'class',
  ThisExpression: 'this',
  NewExpression: 'new',
  AwaitExpression: 'await',
  YieldExpression: 'yield',
  ImportExpression: 'import()',
  MetaProperty: 'import.meta',
  ExportDefaultDeclaration: 'export default',
  ExportAllDeclaration: 'export *',
  Literal: (node) => ('regex' in node && node.regex ? 'a regular expression' : node.bigint ? 'a bigint' : undefined),
  ForOfStatement: (node) => (node.await ? 'for await' : undefined),
  FunctionDeclaration: asynchronous,
  FunctionExpression: asynchronous,
  ArrowFunctionExpression: asynchronous,
  CallExpression: (node) => passedFunction(node as unknown as CallExpression),
};

/** Every construct in the program that APPSYNC_JS does not have, in source order. */
export function refusedConstructs(program: Program): Refusal[] {
  const found: Refusal[] = [];
  full(program, (node) => {
    const check = refused[node.type];
    const construct = typeof check === 'function' ? check(node as Node & Record<string, unknown>) : check;
    if (construct !== undefined) found.push({ construct, node });
  });
  return [...found, ...unknownGlobals(program)].sort((a, b) => a.node.start - b.node.start);
}

/** References to names that neither the program declares (in whatever scope) nor AppSync offers. */
function unknownGlobals(program: Program): Refusal[] {
  const known = new Set<string>([...builtIns.globals, ...builtIns.appsyncGlobals]);
  const references: Identifier[] = [];
  full(program, (node, _state, type) => {
    if (type === 'VariablePattern') known.add((node as Identifier).name);
    if (type === 'Identifier') references.push(node as Identifier);
    if (node.type === 'ImportDeclaration') {
      for (const { local } of (node as ImportDeclaration).specifiers) known.add(local.name);
    }
  });
  return references
    .filter(({ name }) => !known.has(name))
    .map((node) => ({ construct: `the global ${node.name}`, node }));
}

function asynchronous(node: Record<string, unknown>): string | undefined {
  if (node.async) return 'async';
  return node.generator ? 'a generator' : undefined;
}

function passedFunction(call: CallExpression): string | undefined {
  const { callee } = call;
  const method = callee.type === 'MemberExpression' && callee.property.type === 'Identifier' && callee.property.name;
  if (method && callbackMethods.has(method)) return undefined;
  const passes = call.arguments.some(
    (argument) => argument.type === 'FunctionExpression' || argument.type === 'ArrowFunctionExpression',
  );
  return passes ? 'a function as an argument' : undefined;
}
