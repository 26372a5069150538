import type { Certificate, SurveyKind, Tally } from '#graphql/schema.generated';
import type { Operator } from './operator.ts';

const PUT = 'mutation ($input: SurveyInput!) { putSurvey(input: $input) { version } }';
const OPEN =
  'mutation ($survey: ID!, $expected: Int!) { openSurvey(survey: $survey, expected: $expected) { version } }';
const CLOSE =
  'mutation ($survey: ID!, $expected: Int!) { closeSurvey(survey: $survey, show: true, expected: $expected) { version closedAt } }';
const TALLY =
  'query ($survey: ID!) { tally(survey: $survey) { degraded late foreign results { ballots counts { option count } } } }';
const SURVEYS =
  'query ($stage: ID!) { surveys(stage: $stage) { id certificate { ballots late foreign counts { option count } } } }';

/** Kinds of survey that are answered by choosing. */
export type Kind = Exclude<SurveyKind, 'TEXT'>;

const LETTERS = ['a', 'b', 'c', 'd', 'e'];

/** What can be chosen in a survey of the bench. */
export const choicesOf = (kind: Kind): string[] => (kind === 'RATING' ? ['1', '2', '3', '4', '5'] : LETTERS);

/** Ballots that count, those that do not, and how many chose each option. */
export interface Count {
  ballots: number;
  late: number;
  foreign: number;
  counts: Record<string, number>;
}

/** A survey that was opened. */
export interface Asked {
  id: string;
  /** Shuts the gate and shows the results; the closing time. */
  close(): Promise<string>;
  /** What the desk sees of the count, and whether it says that it misses some. */
  tally(): Promise<Count & { degraded: boolean }>;
  /** Undefined until it is written. */
  certificate(): Promise<Count | undefined>;
}

const both = (text: string) => [
  { lang: 'ja', value: `${text}の文` },
  { lang: 'en', value: `Words of ${text}` },
];

const countOf = (
  { late, foreign }: Pick<Certificate, 'late' | 'foreign'>,
  { ballots, counts }: { ballots: number; counts?: Certificate['counts'] | null },
): Count => ({
  ballots,
  late,
  foreign,
  counts: Object.fromEntries((counts ?? []).map(({ option, count }) => [option, count])),
});

/** Prepares a survey that everybody sees the results of at any time, and opens it. */
export async function ask(act: Operator, stage: string, slug: string, kind: Kind): Promise<Asked> {
  const id = `${stage}.${slug}`;
  const options = choicesOf(kind).map((each) => ({ id: each, label: both(each) }));
  const input = { id, order: 1, kind, question: both('the question'), options, policy: 'ALWAYS' };
  const put = await act(PUT, { input });
  const open = await act(OPEN, { survey: id, expected: put.version });
  return {
    id,
    async close() {
      const { closedAt } = await act<{ closedAt: string }>(CLOSE, { survey: id, expected: open.version });
      return closedAt;
    },
    async tally() {
      const tally = await act<Tally>(TALLY, { survey: id });
      return { ...countOf(tally, tally.results), degraded: tally.degraded };
    },
    async certificate() {
      const surveys = await act<{ id: string; certificate?: Certificate | null }[]>(SURVEYS, { stage });
      const certificate = surveys.find((each) => each.id === id)?.certificate;
      return certificate ? countOf(certificate, certificate) : undefined;
    },
  };
}
