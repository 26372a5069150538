import type { GraphQLSchema } from 'graphql';
import type { Api } from './api.ts';
import { compile } from './execution/compile.ts';
import { Documents } from './execution/documents.ts';
import { executeRequest, type GraphQLRequest, type Response } from './execution/execute-request.ts';
import { newRequest } from './execution/request.ts';

/** A user of the API's pool whose token nobody has to check. */
export interface User {
  sub: string;
  username: string;
  groups: string[];
}

export interface InProcess {
  schema: GraphQLSchema;
  /** Executes a query or mutation as the user. Throws `MalformedRequest` (errors.ts) for what is no GraphQL. */
  execute(request: GraphQLRequest, user: User): Promise<Response>;
}

/**
 * One API without its endpoints: for whoever is in the process, and vouches for the user. Nobody hears of what is done: there are no subscribers.
 * Throws `NotSupported` or `InvalidApi` (errors.ts) as `startAppSync` does.
 */
export function inProcess(api: Api, log: (line: string) => void): InProcess {
  const compiled = compile(api);
  const documents = new Documents(compiled.schema, api.introspection);
  return {
    schema: compiled.schema,
    async execute(request, { sub, username, groups }) {
      const caller = {
        authType: 'AMAZON_COGNITO_USER_POOLS' as const,
        identity: { claims: { sub }, defaultAuthStrategy: 'ALLOW', groups, issuer: null, sourceIp: [], sub, username },
        groups,
        subject: sub,
        audience: 'in process',
      };
      const running = newRequest({ api, caller, headers: {}, log });
      return (await executeRequest(compiled, documents, request, running)).response;
    },
  };
}
