import type { Certificate, ExportedBallot, Survey, SurveyResults, Text } from '#graphql/schema.generated';
import { lineOf } from '#graphql/survey/ballot-line';
import { statusOf } from '#graphql/survey/count';
import { ratingOf } from '#graphql/survey/rating';
import { csvOf } from '../desk/csv.ts';
import { plain } from '../text/pick.ts';
import { barsOf } from './survey-bars.ts';

const inLanguage = (texts: readonly Text[], lang: string): string =>
  plain(texts.find((text) => text.lang === lang)?.value ?? '');

/** Every language in which the survey says something, in the order of their first use. */
const languagesOf = (survey: Survey): string[] => [
  ...new Set([survey.question, ...survey.options.map(({ label }) => label)].flat().map(({ lang }) => lang)),
];

/** What is counted now: the certificate's numbers once there is one. */
interface Counted {
  readonly survey: Survey;
  readonly results: Pick<SurveyResults, 'ballots' | 'counts' | 'answers'>;
  /** Server time at which the numbers were read, ISO 8601. */
  readonly asOf: string;
}

const finalOf = ({ survey, results }: Counted): Certificate | Counted['results'] => survey.certificate ?? results;

/** A row for each option, with the whole survey's facts in every row, so that each can be read by itself. */
export function resultsCsv(counted: Counted): string {
  const { survey, asOf } = counted;
  const final = finalOf(counted);
  const languages = languagesOf(survey);
  const { certificate } = survey;
  const head = [
    ...['survey', ...languages.map((lang) => `question.${lang}`), 'kind', 'state', 'status'],
    ...['option', ...languages.map((lang) => `label.${lang}`), 'count', 'percent', 'ballots'],
    ...['openedAt', 'closedAt', 'asOf', 'digest'],
  ];
  const row = (option: string, label: readonly Text[], count: number, percent: number | null) => [
    ...[survey.id, ...languages.map((lang) => inLanguage(survey.question, lang))],
    ...[survey.kind, survey.state, statusOf(survey)],
    ...[option, ...languages.map((lang) => inLanguage(label, lang)), count, percent, final.ballots],
    ...[survey.openedAt ?? null, certificate?.closedAt ?? survey.closedAt ?? null],
    ...[certificate?.countedAt ?? asOf, certificate?.digest ?? null],
  ];
  const answers = survey.kind === 'TEXT' ? (counted.results.answers ?? []) : [];
  return csvOf([
    head,
    ...barsOf(survey, final).map(({ option, label, count, percent }) => row(option, label, count, percent)),
    ...answers.map(({ text, count }) =>
      row(
        text,
        languages.map((lang) => ({ lang, value: text })),
        count,
        null,
      ),
    ),
  ]);
}

export function resultsJson(counted: Counted): string {
  const { survey, asOf, results } = counted;
  const final = finalOf(counted);
  const counts = final.counts ?? [];
  const whole = {
    survey: survey.id,
    kind: survey.kind,
    question: survey.question,
    options: survey.options,
    state: survey.state,
    status: statusOf(survey),
    openedAt: survey.openedAt ?? null,
    closedAt: survey.closedAt ?? null,
    asOf: survey.certificate?.countedAt ?? asOf,
    ballots: final.ballots,
    counts,
    ...(survey.kind === 'RATING' ? { rating: ratingOf([...counts]) } : {}),
    ...(survey.kind === 'TEXT' ? { answers: results.answers ?? [] } : {}),
    certificate: survey.certificate ?? null,
  };
  return `${JSON.stringify(whole, null, 2)}\n`;
}

/** A row for each ballot: by its keyed hash, never by its voter. */
export const ballotsCsv = (ballots: readonly ExportedBallot[]): string =>
  csvOf([
    ['voter', 'castAt', 'verdict', 'choices', 'text'],
    ...ballots.map(({ voter, castAt, verdict, choices, text }) => [
      voter,
      castAt,
      verdict,
      choices.join(' '),
      text ?? null,
    ]),
  ]);

export const ballotsJson = (survey: Survey, ballots: readonly ExportedBallot[]): string =>
  `${JSON.stringify({ survey: survey.id, certificate: survey.certificate ?? null, ballots }, null, 2)}\n`;

/** The file whose SHA-256 is the certificate's digest: `sha256sum` is all that a check needs. */
export const ballotLines = (ballots: readonly ExportedBallot[]): string =>
  ballots
    .map(lineOf)
    .toSorted()
    .map((line) => `${line}\n`)
    .join('');
