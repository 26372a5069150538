import {
  type ConstDirectiveNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  isObjectType,
  Kind,
} from 'graphql';
import type { Api, AuthType } from '../api.ts';
import { InvalidApi, NotSupported } from '../errors.ts';
import { unsupportedDirectives } from './prelude.ts';

/** One way into a field: a mode, and for users of a pool the groups of which one is needed (none: everybody). */
export interface Admission {
  authType: AuthType;
  groups?: string[];
}

/** `Type.field` → who may see it. */
export type Audiences = ReadonlyMap<string, readonly Admission[]>;

const modeOf: Record<string, AuthType> = {
  aws_iam: 'AWS_IAM',
  aws_oidc: 'OPENID_CONNECT',
  aws_cognito_user_pools: 'AMAZON_COGNITO_USER_POOLS',
  aws_auth: 'AMAZON_COGNITO_USER_POOLS',
};

/**
 * Who may see each field: its own directives, else those of its type, else the default mode
 * (https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html).
 */
export function audiences(schema: GraphQLSchema, { authentication }: Api): Audiences {
  const byDefault = defaultAdmission(authentication);
  const configured = new Set(authentication.map(({ type }) => type));
  const found = new Map<string, Admission[]>();
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    const ofType = admissions(type, type.name);
    for (const field of Object.values(type.getFields())) {
      const name = `${type.name}.${field.name}`;
      const own = admissions(field, name);
      const ways = own.length > 0 ? own : ofType.length > 0 ? ofType : byDefault;
      for (const { authType } of ways) {
        if (!configured.has(authType))
          throw new InvalidApi(`${name} admits ${authType}, a mode that the API does not have`);
      }
      found.set(name, ways);
    }
  }
  return found;

  function admissions(node: GraphQLObjectType | GraphQLField<unknown, unknown>, name: string): Admission[] {
    return (node.astNode?.directives ?? []).flatMap((directive) => {
      const unsupported = unsupportedDirectives[directive.name.value];
      if (unsupported) {
        throw new NotSupported(`@${directive.name.value} on ${name}: the local engine does not support ${unsupported}`);
      }
      if (directive.name.value === 'aws_auth' && authentication.length > 1) {
        throw new InvalidApi(`@aws_auth on ${name} is without effect in an API of several modes`);
      }
      const authType = modeOf[directive.name.value];
      return authType ? [{ authType, groups: groupsOf(directive) }] : [];
    });
  }
}

function defaultAdmission(authentication: Api['authentication']): Admission[] {
  const [first, ...others] = authentication;
  if (first.type !== 'AMAZON_COGNITO_USER_POOLS' || first.defaultAction === 'ALLOW') return [{ authType: first.type }];
  if (others.length > 0) throw new InvalidApi('defaultAction DENY: an API of several modes takes ALLOW only');
  return [];
}

function groupsOf(directive: ConstDirectiveNode): string[] | undefined {
  const value = directive.arguments?.find(({ name }) => name.value === 'cognito_groups')?.value;
  if (value?.kind === Kind.STRING) return [value.value];
  return value?.kind === Kind.LIST
    ? value.values.flatMap((item) => (item.kind === Kind.STRING ? [item.value] : []))
    : undefined;
}
