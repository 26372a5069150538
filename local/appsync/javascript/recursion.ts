import type { AnyNode, Program } from 'acorn';
import { ancestor } from 'acorn-walk';

/** The names of functions of the program that call themselves, directly or through others. APPSYNC_JS refuses those. */
export function recursiveFunctions(program: Program): string[] {
  const calls = callGraph(program);
  return [...calls.keys()].filter((name) => reaches(name, name, calls, new Set()));
}

function callGraph(program: Program): Map<string, Set<string>> {
  const calls = new Map<string, Set<string>>();
  ancestor(program, {
    CallExpression(node, _state, ancestors) {
      if (node.callee.type !== 'Identifier') return;
      for (const name of enclosingFunctions(ancestors as AnyNode[])) {
        const called = calls.get(name) ?? new Set<string>();
        calls.set(name, called.add(node.callee.name));
      }
    },
  });
  return calls;
}

function enclosingFunctions(ancestors: AnyNode[]): string[] {
  return ancestors.flatMap((node) => {
    if (node.type === 'FunctionDeclaration') return node.id ? [node.id.name] : [];
    if (node.type !== 'VariableDeclarator' || node.id.type !== 'Identifier') return [];
    const isFunction = node.init?.type === 'ArrowFunctionExpression' || node.init?.type === 'FunctionExpression';
    return isFunction ? [node.id.name] : [];
  });
}

function reaches(from: string, to: string, calls: Map<string, Set<string>>, seen: Set<string>): boolean {
  for (const called of calls.get(from) ?? []) {
    if (called === to) return true;
    if (seen.has(called)) continue;
    seen.add(called);
    if (reaches(called, to, calls, seen)) return true;
  }
  return false;
}
