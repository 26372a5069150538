import { type Item, wireTo } from '../local/engines/dynamodb/wire.ts';
import type { StackFile } from '../local/stack-file.ts';
import type { Count } from './ballots-survey.ts';
import { control } from './server.ts';

/** A ballot's row, read back from the table itself. */
export interface Row {
  /** The voter's `sub`. */
  voter: string;
  choices: string[];
  castAt: string;
}

interface Answer {
  Items: Item[];
  LastEvaluatedKey?: Item;
}

const AT_ONCE = 8;
const PARTITIONS = Array.from({ length: 256 }, (_, n) => n.toString(16).padStart(2, '0'));

/** Whatever the product says it stored, this is what there is. */
export async function readRows(addresses: StackFile, survey: string): Promise<Row[]> {
  const tables = await control<{ name: string }[]>(addresses, 'GET /resources', { type: 'aws_dynamodb_table' });
  const table = tables.find(({ name }) => name.endsWith('-ballot'))?.name;
  if (!table) throw new Error('the stack has no table of ballots');
  const wire = wireTo(addresses.dynamodb);
  const readPartition = async (partition: string): Promise<Item[]> => {
    const items: Item[] = [];
    let from: Item | undefined;
    do {
      const page = await wire.tables<Answer>('Query', {
        TableName: table,
        ConsistentRead: true,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': { S: `SURVEY#${survey}#${partition}` } },
        ...(from && { ExclusiveStartKey: from }),
      });
      items.push(...page.Items);
      from = page.LastEvaluatedKey;
    } while (from);
    return items;
  };
  const items: Item[] = [];
  for (let done = 0; done < PARTITIONS.length; done += AT_ONCE) {
    items.push(...(await Promise.all(PARTITIONS.slice(done, done + AT_ONCE).map(readPartition))).flat());
  }
  return items.map(rowOf);
}

const rowOf = ({ sk, choices, castAt }: Item): Row => ({
  voter: String(sk?.S).slice('VIEWER#'.length),
  choices: (choices?.L as { S: string }[]).map(({ S }) => S),
  castAt: String(castAt?.S),
});

/** Counts rows by hand, knowing nothing of how the product counts. All of them were cast while the survey was open. */
export function countRows(rows: readonly Row[], options: readonly string[]): Count {
  const counts = Object.fromEntries(options.map((option) => [option, 0]));
  let foreign = 0;
  for (const { choices } of rows) {
    if (choices.some((id) => counts[id] === undefined)) foreign += 1;
    else for (const id of choices) counts[id] = (counts[id] ?? 0) + 1;
  }
  return { ballots: rows.length - foreign, late: 0, foreign, counts };
}
