import type { StackFile } from '../local/stack-file.ts';
import type { Row } from './report.ts';
import { control } from './server.ts';

/** The function that counts, by the end of its name. */
const TALLY = 'survey-tally';

/** How often a batch comes again though it was done, comes in halves, or loses its function after the write. */
const RATES = { redeliver: 0.05, bisect: 0.05, kill: 0.02 };

interface Counts {
  batches: number;
  redelivered: number;
  bisected: number;
  killed: number;
}

/** What the ballots' stream suffers from while it is counted. */
export interface Faults {
  /** Splits a shard, the first time that it is called. */
  split(): Promise<void>;
  /** Ends them; how many there were. */
  end(): Promise<Row>;
}

async function countsOf(addresses: StackFile): Promise<Counts> {
  const { mappings } = await control<{ mappings: Record<string, Counts> }>(addresses, 'GET /stats');
  const [, counts] = Object.entries(mappings).find(([address]) => address.includes('survey_tally_stream')) ?? [];
  if (!counts) throw new Error(`no mapping feeds the tally: ${Object.keys(mappings).join(', ')}`);
  return counts;
}

export async function beginFaults(addresses: StackFile): Promise<Faults> {
  const before = await countsOf(addresses);
  await control(addresses, 'POST /streams/faults', { name: TALLY, ...RATES });
  let split: Promise<void> | undefined;
  return {
    split: () => {
      split ??= control<void>(addresses, 'POST /streams/split', { name: TALLY });
      return split;
    },
    async end() {
      await control(addresses, 'POST /streams/faults', { name: TALLY });
      const after = await countsOf(addresses);
      const during = (name: keyof Counts) => String(after[name] - before[name]);
      return {
        batches: during('batches'),
        redelivered: during('redelivered'),
        bisected: during('bisected'),
        killed: during('killed'),
        splits: split ? '1' : '0',
      };
    },
  };
}
