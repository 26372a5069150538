import { appendFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';

/** The value that so many percent do not exceed (nearest rank). Throws on an empty list. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)];
  if (value === undefined) throw new Error('a percentile of nothing');
  return value;
}

export const milliseconds = (value: number): string => `${value.toFixed(value < 10 ? 1 : 0)} ms`;
export const thousands = (value: number): string => Math.round(value).toLocaleString('en-US');

/** A line while measuring. */
export const say = (line: string): void => console.log(line);

/** One row of figures: what was measured, then values by column. */
export type Row = Record<string, string>;

function table(rows: readonly Row[]): string[] {
  const columns = Object.keys(rows[0] ?? {});
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    line(columns),
    line(columns.map(() => '---')),
    ...rows.map((row) => line(columns.map((name) => row[name] ?? ''))),
  ];
}

/** Adds a run to bench/RESULTS.md: when, on what machine and how busy it was, with what settings, the figures, the verdict. */
export function keep(bench: string, settings: string, tables: readonly (readonly Row[])[], verdict: string): void {
  const [cpu] = cpus();
  const machine = `${cpus().length} cores (${cpu?.model.trim() ?? 'unknown'}), load ${loadavg()[0]?.toFixed(1)}, Node ${process.version}`;
  const lines = [
    `## ${bench}, ${new Date().toISOString().slice(0, 16)}Z`,
    '',
    `${machine}. ${settings}`,
    '',
    ...tables.flatMap((rows) => [...table(rows), '']),
    verdict,
    '',
  ];
  appendFileSync(new URL('./RESULTS.md', import.meta.url), `${lines.join('\n')}\n`);
}
