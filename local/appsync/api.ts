import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** An authorization mode of an API, as `aws_appsync_graphql_api` configures it. */
export type AuthMode =
  | { type: 'AWS_IAM' }
  | {
      type: 'OPENID_CONNECT';
      /** Where the discovery document is served, and what `iss` must be. */
      issuer: string;
      /** A regular expression that `aud` or `azp` must match as a whole. */
      clientId?: string;
      /** Milliseconds after `iat` for which a token is taken. */
      iatTtl?: number;
      /** Milliseconds after `auth_time` for which a token is taken; with it a token must carry `auth_time`. */
      authTtl?: number;
    }
  | {
      type: 'AMAZON_COGNITO_USER_POOLS';
      /** Where discovery and keys are served, and what `iss` must be. */
      issuer: string;
      /** What a field without a directive does to a user when this mode is the default one. */
      defaultAction: 'ALLOW' | 'DENY';
      /** A regular expression that `client_id` (access token) or `aud` (ID token) must match as a whole. */
      appIdClientRegex?: string;
    };

export type AuthType = AuthMode['type'];

/**
 * Invokes a data source's function and waits for it. With a `functionError` the payload is `{errorType, errorMessage}`. Throws, by the name
 * of Lambda's own error (`AccessDeniedException`, `TooManyRequestsException`), where the function did not run.
 */
export type Invoke = (payload: unknown) => Promise<{ payload: unknown; functionError?: string }>;

export type DataSource =
  | { type: 'NONE' }
  | { type: 'AMAZON_DYNAMODB'; tableName: string; client: Pick<DynamoDBClient, 'send'> }
  | { type: 'AWS_LAMBDA'; invoke: Invoke };

/** A pipeline function: APPSYNC_JS 1.0.0 source on a data source (named as in `Api.dataSources`). */
export interface FunctionConfig {
  name: string;
  dataSource: string;
  code: string;
}

export type ResolverConfig = {
  type: string;
  field: string;
  /** APPSYNC_JS 1.0.0 source with `request` and `response`. */
  code: string;
} & (
  | { kind: 'UNIT'; dataSource: string }
  | {
      kind: 'PIPELINE';
      /** Ids of functions, keys of `Api.functions`, in order. */
      functions: string[];
    }
);

/** One GraphQL API: everything that the engine runs. */
export interface Api {
  apiId: string;
  region: string;
  /** The account in the field ARNs that IAM policies name. Default `000000000000`. */
  accountId?: string;
  /** SDL with AWS scalars and authorization directives; those need not be declared. */
  schema: string;
  /** The first is the default mode, to which fields without a directive belong. */
  authentication: [AuthMode, ...AuthMode[]];
  dataSources: Record<string, DataSource>;
  /** By function id. */
  functions: Record<string, FunctionConfig>;
  resolvers: ResolverConfig[];
  environment?: Record<string, string>;
  /** 0 or absent: no limit. */
  queryDepthLimit?: number;
  /** 0 or absent: 10,000. */
  resolverCountLimit?: number;
  introspection?: 'ENABLED' | 'DISABLED';
}

export interface IamCaller {
  accountId: string;
  userArn: string;
  accessKeyId: string;
}

/** A request whose signature is to be checked, as it was signed. Header names are in lower case. */
export interface SignedRequest {
  method: string;
  path: string;
  query: Record<string, string>;
  headers: Record<string, string>;
  body: string;
}

/** Checks SigV4 signatures and policies. The engine knows nothing of either. */
export interface Iam {
  /** Throws `IamRefused` (errors.ts) when the signature, the key or the time is wrong. */
  verify(request: SignedRequest): Promise<IamCaller>;
  /** `resource` is `arn:aws:appsync:REGION:ACCOUNT:apis/ID/types/TYPE/fields/FIELD`. Asked for root fields only, as on AWS. */
  allows(caller: IamCaller, action: 'appsync:GraphQL', resource: string): boolean;
}

/** Ports to listen on; 0 or absent picks a free one. */
export interface Ports {
  http?: number;
  realtime?: number;
}

export interface StartOptions {
  iam?: Iam;
  ports?: Ports;
  /** Takes one line per resolver `console.log`, resolver fault, or thing dropped. Default: nowhere. */
  log?: (line: string) => void;
  /** Milliseconds between `ka` messages. Default 60,000. */
  keepAliveMs?: number;
  /** What `connection_ack` tells clients to wait for a `ka`, in milliseconds. Default 300,000. */
  connectionTimeoutMs?: number;
  /** Milliseconds in which a new connection must send `connection_init` or `start`. Default 15,000. */
  initTimeoutMs?: number;
  /** Further `host:port` values that clients may name in real-time authorization headers. */
  hosts?: string[];
}

export interface ConnectionInfo {
  id: string;
  authType: AuthType;
  /** `sub` of a token, user ARN of an IAM caller. */
  caller: string;
  remoteAddress: string;
  subscriptions: number;
}

export interface Stats {
  connections: number;
  subscriptions: number;
  /** Distinct (field, arguments or filter, selection, audience): what a publish evaluates. */
  groups: number;
  /** Mutation results that some subscription field listens to. */
  published: number;
  /** Data messages written to sockets. */
  delivered: number;
  /** Selections executed for publishes: one per distinct selection and audience, however many subscribers. */
  executions: number;
  dropped: {
    /** Payloads over 240 KB, times their subscribers. */
    oversized: number;
    /** Messages to connections that read too slowly. */
    slow: number;
    /** Messages whose whole payload the subscriber may not see. */
    unauthorized: number;
  };
}

export interface RunningAppSync {
  /** `http://127.0.0.1:PORT/graphql` */
  httpUrl: string;
  /** `ws://127.0.0.1:PORT/graphql` */
  realtimeUrl: string;
  stop(): Promise<void>;
  http: {
    /** The endpoint refuses connections and cuts open ones, what runs for them included; real time goes on. */
    stop(): Promise<void>;
    /** Listens again on the same port. */
    start(): Promise<void>;
  };
  realtime: {
    /** The listener refuses and open sockets are cut; HTTP goes on. */
    stop(): Promise<void>;
    /** Listens again on the same port. */
    start(): Promise<void>;
    /** Cuts the connections that the filter takes (all without one); returns how many. */
    cut(filter?: (connection: ConnectionInfo) => boolean): number;
  };
  stats(): Stats;
  /**
   * Swaps schema, resolvers, data sources and modes without closing a connection. Subscriptions whose document no longer
   * fits the schema end with an error message. Throws, changing nothing, when the new API is refused.
   */
  replace(api: Api): void;
}

/** What AppSync's own `EvaluateCode` takes and gives, in essence. */
export interface EvaluateOptions {
  code: string;
  context: object;
  handler: 'request' | 'response';
}

export interface EvaluatedError {
  message: string;
  type: string | null;
  data: unknown;
  errorInfo: unknown;
}

export interface Evaluated {
  /** What the handler returned, or the value given to `runtime.earlyReturn`. */
  result?: unknown;
  /** The error that ended the handler. */
  error?: EvaluatedError;
  stash: Record<string, unknown>;
  /** Errors that `util.appendError` added. */
  outErrors: EvaluatedError[];
  /** What the handler wrote to the console, one line per call. */
  logs: string[];
}
