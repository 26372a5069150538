import { type GraphQLField, type GraphQLResolveInfo, type GraphQLSchema, isObjectType } from 'graphql';
import type { Api } from '../api.ts';
import { FieldError, notAuthorized } from '../errors.ts';
import { type Caller, isAdmitted } from '../identity/caller.ts';
import { type Audiences, audiences } from '../schema/audience.ts';
import { buildSchema, subscriptionLinks } from '../schema/build-schema.ts';
import { loadResolvers, type Resolver } from './load-resolvers.ts';
import type { Request } from './request.ts';
import { runResolver } from './run-resolver.ts';

/** An API made ready to run. */
export interface CompiledApi {
  api: Api;
  schema: GraphQLSchema;
  resolvers: ReadonlyMap<string, Resolver>;
  /** Mutation field → subscription fields. */
  links: ReadonlyMap<string, string[]>;
  /** Throws the `FieldError` that AppSync shows when the caller may not see the field. */
  authorize(caller: Caller, type: string, field: string): void;
}

/** AppSync's quota where an API sets none. */
const defaultResolverLimit = 10_000;

/** Compiles an API. Throws `NotSupported` or `InvalidApi`, naming what is refused. */
export function compile(api: Api): CompiledApi {
  const schema = buildSchema(api.schema);
  const resolvers = loadResolvers(api, schema);
  const compiled: CompiledApi = {
    api,
    schema,
    resolvers,
    links: subscriptionLinks(schema),
    authorize: authorizer(api, schema, audiences(schema, api)),
  };
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      field.resolve = fieldResolver(compiled, type.name, field);
    }
  }
  return compiled;
}

type Resolve = (source: unknown, args: Record<string, unknown>, request: Request, info: GraphQLResolveInfo) => unknown;

function fieldResolver(compiled: CompiledApi, type: string, field: GraphQLField<unknown, unknown>): Resolve {
  const resolver = compiled.resolvers.get(`${type}.${field.name}`);
  const limit = compiled.api.resolverCountLimit || defaultResolverLimit;
  return (source, args, request, info) => {
    // Whoever got a payload pushed was admitted to the subscription field when it subscribed.
    const subscribed = request.pushed && type === compiled.schema.getSubscriptionType()?.name;
    if (!subscribed) compiled.authorize(request.caller, type, field.name);
    if (!resolver || request.pushed) return (source as Record<string, unknown> | null | undefined)?.[field.name];
    request.resolvers += 1;
    if (request.resolvers > limit) {
      throw new FieldError(`Resolver invocation limit of ${limit} exceeded`, 'ResolverCountLimitReached');
    }
    return runResolver(resolver, source, args, request, info);
  };
}

function authorizer(api: Api, schema: GraphQLSchema, admitted: Audiences): CompiledApi['authorize'] {
  const roots = new Set(
    [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].map((t) => t?.name),
  );
  const arn = `arn:aws:appsync:${api.region}:${api.accountId ?? '000000000000'}:apis/${api.apiId}/types`;
  return (caller, type, field) => {
    if (!isAdmitted(caller, admitted.get(`${type}.${field}`) ?? [])) throw notAuthorized(field, type);
    if (!caller.iam || !roots.has(type)) return;
    const { policies, caller: signer } = caller.iam;
    if (!policies.allows(signer, 'appsync:GraphQL', `${arn}/${type}/fields/${field}`)) throw notAuthorized(field, type);
  };
}
