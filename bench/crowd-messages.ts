/** What a crowd's process is told at its start. */
export interface CrowdOrder {
  /** AppSync's real-time protocol, or that of the graphql-ws package. */
  dialect: 'appsync' | 'graphql-ws';
  url: string;
  sockets: number;
  /** AppSync's authorization headers. Every socket uses the same. */
  authorization: Record<string, string>;
  query: string;
  variables: Record<string, unknown>;
  /** The subscription field, whose `seq` is looked at. */
  field: string;
}

export interface State {
  seq: number;
  [name: string]: unknown;
}

/** Every socket of a process has a state. Times are milliseconds of the machine's monotonic clock. */
export interface Arrival {
  state: State;
  first: number;
  last: number;
}

/** What a process saw, in numbers of messages or sockets. */
export interface Findings {
  /** A `seq` that the same socket had had. */
  doubled: number;
  /** A `seq` below one that the same socket had had: a page ignores it. */
  late: number;
  closed: number;
  /** Sockets by what each would show: the JSON of the state with its highest `seq`. */
  shown: Record<string, number>;
}

export type FromCrowd =
  | { type: 'ready' }
  | { type: 'arrival'; arrival: Arrival }
  | { type: 'findings'; findings: Findings };
export type ToCrowd = { type: 'order'; order: CrowdOrder } | { type: 'look' };

/** Milliseconds of the clock that all processes of a machine share. */
export const clock = (): number => Number(process.hrtime.bigint()) / 1e6;
