import type { Api, Iam } from './api.ts';
import { type CompiledApi, compile } from './execution/compile.ts';
import { Documents } from './execution/documents.ts';
import { type Authenticate, authenticator } from './identity/authenticate.ts';

/** A compiled API with what both listeners need of it. `replace` makes a new one. */
export interface Engine {
  compiled: CompiledApi;
  documents: Documents;
  authenticate: Authenticate;
  log: (line: string) => void;
}

export function createEngine(api: Api, iam: Iam | undefined, log: (line: string) => void): Engine {
  const compiled = compile(api);
  return {
    compiled,
    documents: new Documents(compiled.schema, api.introspection),
    authenticate: authenticator(api, iam),
    log,
  };
}
