import type { IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { Answer, AwsRequest, Call } from './service.ts';

/** What DynamoDB takes for a role's calls on one table, as AWS counts. */
export interface Units {
  calls: number;
  /** Write units: one per started KB of the larger of the row before and after, two in a transaction. */
  written: number;
  /** Those of them that a condition refused: they are paid for too. */
  refused: number;
  /** Read units: one per started 4 KB, half where the read need not be consistent. */
  read: number;
}

interface Consumed {
  TableName: string;
  CapacityUnits: number;
}

interface Answered {
  ConsumedCapacity?: Consumed | Consumed[];
  __type?: string;
  Item?: Item;
  CancellationReasons?: unknown[];
}

type Item = Record<string, Value>;
type Value = Record<string, unknown>;

const ASKED = '{"ReturnConsumedCapacity":"TOTAL",';
const WRITES = ['PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem', 'TransactWriteItems'];

/** Where a permission's resource names a table: `arn:…:table/NAME`. */
const tableOf = ({ permissions }: Call): string => permissions[0]?.resource.split('/')[1] ?? '';

/** Counts capacity that is consumed, while it is told to: every call is asked what it took, which slows it. */
export class Meter {
  #tables: Map<string, Map<string, Units>> | undefined;

  /** Counts from nothing. */
  start(): void {
    this.#tables = new Map();
  }

  /** By table and by the ARN of the role that called. Empty before the first `start`. */
  units(): Record<string, Record<string, Units>> {
    return Object.fromEntries([...(this.#tables ?? [])].map(([table, roles]) => [table, Object.fromEntries(roles)]));
  }

  measures(service: string): boolean {
    return service === 'dynamodb' && this.#tables !== undefined;
  }

  /** The request, with the question what it took. */
  asking(request: AwsRequest): AwsRequest {
    const body = Buffer.concat([Buffer.from(ASKED), request.body.subarray(request.body.indexOf('{') + 1)]);
    return { ...request, body };
  }

  /** The answer, read whole and counted. */
  async read(answered: IncomingMessage, call: Call, roleArn: string): Promise<Answer> {
    const body = await buffer(answered);
    this.#count(JSON.parse(body.toString('utf8')) as Answered, call, roleArn);
    const {
      connection: _connection,
      'keep-alive': _keepAlive,
      'transfer-encoding': _chunked,
      ...headers
    } = answered.headers;
    return { status: answered.statusCode ?? 502, headers: headers as Record<string, string>, body };
  }

  #count({ ConsumedCapacity, __type = '', Item, CancellationReasons = [] }: Answered, call: Call, roleArn: string) {
    const kind = WRITES.includes(call.operation) ? 'written' : 'read';
    // DynamoDB Local takes a transaction for single calls.
    const times = call.operation.startsWith('Transact') ? 2 : 1;
    for (const { TableName, CapacityUnits } of [ConsumedCapacity ?? []].flat()) {
      const units = this.#of(TableName, roleArn);
      units.calls += 1;
      units[kind] += CapacityUnits * times;
    }
    // What refuses says nothing of capacity: the row that was in the way tells, where it was asked for.
    const refused = __type.endsWith('ConditionalCheckFailedException')
      ? kilobytes(Item)
      : 2 * CancellationReasons.length;
    if (refused === 0) return;
    const units = this.#of(tableOf(call), roleArn);
    units.calls += 1;
    units.written += refused;
    units.refused += refused;
  }

  #of(table: string, roleArn: string): Units {
    const tables = this.#tables ?? new Map<string, Map<string, Units>>();
    const roles = tables.get(table) ?? new Map<string, Units>();
    tables.set(table, roles);
    const units = roles.get(roleArn) ?? { calls: 0, written: 0, refused: 0, read: 0 };
    roles.set(roleArn, units);
    return units;
  }
}

/** Started KB of a row; one where there is none. */
const kilobytes = (item: Item = {}): number => Math.max(1, Math.ceil(sizeOf(item) / 1_024));

const sizeOf = (item: Item): number =>
  Object.entries(item).reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + sizeOfValue(value), 0);

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html */
function sizeOfValue(value: Value): number {
  const [type, content] = Object.entries(value)[0] ?? [];
  if (type === 'N') return Math.ceil(String(content).length / 2) + 1;
  if (type === 'L') return 3 + (content as Value[]).reduce((sum, each) => sum + 1 + sizeOfValue(each), 0);
  if (type === 'M') return 3 + Object.keys(content as Item).length + sizeOf(content as Item);
  if (type === 'SS') return (content as string[]).reduce((sum, each) => sum + Buffer.byteLength(each), 0);
  return type === 'S' ? Buffer.byteLength(String(content)) : 1;
}
