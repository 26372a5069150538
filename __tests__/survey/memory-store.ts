import type { Certificate } from '#graphql/schema.generated';
import type { Gate, SurveyRow } from '#graphql/survey/machine';
import { gateOf } from '#graphql/survey/machine';
import type { BallotStore, StoredBallot } from '../../lambdas/survey/ballot-store.ts';
import { viewerOf } from '../../lambdas/survey/ballot-store.ts';
import type { AddGuarded } from '../../lambdas/survey/count-once.ts';
import type { SurveyStore } from '../../lambdas/survey/survey-store.ts';

export type CountRow = Record<string, unknown>;

/** So that a test can put a failing part in place of a working one. */
type Mutable<T> = { -readonly [Name in keyof T]: T[Name] };

export const STAGE = 'matsuri26.main';

/** A survey that is open, or as the test says. */
export const aSurvey = (more: Partial<SurveyRow> = {}): SurveyRow => ({
  id: `${STAGE}.lunch`,
  stage: STAGE,
  order: 1,
  kind: 'SINGLE',
  question: [{ lang: 'en', value: 'Lunch?' }],
  options: ['rice', 'noodles'].map((id) => ({ id, label: [{ lang: 'en', value: id }] })),
  minChoices: 1,
  maxChoices: 1,
  policy: 'AFTER_CLOSE',
  changes: true,
  electorate: 'EVERYBODY',
  state: 'OPEN',
  resultsShown: false,
  openedAt: '2026-11-20T09:00:00.000Z',
  version: 3,
  updatedAt: '2026-11-20T09:00:00.000Z',
  updatedBy: 'hana@example.com',
  ...more,
});

/** Viewers whose first two digits differ are in different partitions. */
export const subOf = (viewer: number): string =>
  `${(viewer % 256).toString(16).padStart(2, '0')}${viewer.toString(16).padStart(30, '0')}`;

export const aBallot = (viewer: number, more: Partial<StoredBallot> = {}): StoredBallot => ({
  sk: `VIEWER#${subOf(viewer)}`,
  choices: ['rice'],
  castAt: '2026-11-20T09:00:05.000Z',
  since: '2026-11-20T08:55:00.000Z',
  net: 'a1b2c3d4e5f60708',
  ...more,
});

/** The tables in memory. What fails is the test's. */
export const makeMemoryStore = (...rows: SurveyRow[]) => {
  const memory = {
    surveys: new Map(rows.map((row) => [row.id, row])),
    ballots: new Map<string, StoredBallot[]>(),
    tallies: new Map<string, CountRow>(),
    answers: new Map<string, CountRow>(),
    gates: new Map<string, Gate>(),
    degraded: [] as string[],
    /** Called around each counting write; what it throws, the write throws. */
    around: (_when: 'BEFORE' | 'AFTER', _row: string): void => undefined,
    tallyRows: (survey: string) =>
      [...memory.tallies].flatMap(([key, row]) => (key.startsWith(`${survey} `) ? [row] : [])),
  };

  const addTo = async (
    table: Map<string, CountRow>,
    key: string,
    { guard, first, last, add, setOnce = {} }: Omit<Parameters<AddGuarded>[0], 'key'>,
  ): Promise<string | null> => {
    memory.around('BEFORE', key);
    const row = table.get(key) ?? {};
    const counted = row[guard];
    if (typeof counted === 'string' && counted >= first) return counted;
    const sums = Object.entries(add).map(([name, value]) => [name, Number(row[name] ?? 0) + value]);
    table.set(key, { ...setOnce, ...row, ...Object.fromEntries(sums), [guard]: last });
    memory.around('AFTER', key);
    return null;
  };

  const surveys: Mutable<SurveyStore> = {
    read: async (id) => memory.surveys.get(id) ?? null,
    readAll: async (ids) =>
      new Map(ids.flatMap((id) => (memory.surveys.has(id) ? [[id, memory.surveys.get(id)!]] : []))),
    listStages: async () => [...new Set([...memory.surveys.values()].map(({ stage }) => stage))],
    listSurveys: async (stage) => [...memory.surveys.values()].filter((survey) => survey.stage === stage),
    addToTally: (survey, shard, change) => addTo(memory.tallies, `${survey} ${shard}`, { ...change, guard: 'lastSeq' }),
    markDegraded: async (survey) => void memory.degraded.push(survey),
    writeStep: async (seen, step, gateCopies, now) => {
      const row = memory.surveys.get(seen.id);
      if (row?.version !== seen.version) return false;
      const gate = gateOf(seen, step);
      memory.surveys.set(seen.id, {
        ...row,
        ...step,
        version: gate.version,
        updatedAt: now,
        updatedBy: 'platform',
      } as SurveyRow);
      for (let n = 0; n < gateCopies; n++) memory.gates.set(`${seen.id} ${n}`, gate);
      return true;
    },
    putCertificate: async (id: string, certificate: Certificate) => {
      const row = memory.surveys.get(id);
      if (!row || row.certificate || row.state === 'WITHDRAWN' || row.closedAt !== certificate.closedAt) return false;
      memory.surveys.set(id, { ...row, certificate });
      return true;
    },
  };

  const ballots: Mutable<BallotStore> = {
    readPartition: async (survey, partition) =>
      (memory.ballots.get(survey) ?? []).filter((ballot) => viewerOf(ballot).startsWith(partition)),
    addToAnswer: (survey, shard, { id, text, firstAt }, { first, last, count }) =>
      addTo(memory.answers, `${survey} ${id}`, {
        guard: `lastSeq_${shard}`,
        first,
        last,
        add: { count },
        setOnce: { id, text, firstAt },
      }),
  };

  return { memory, surveys, ballots };
};
