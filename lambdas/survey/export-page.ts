import type { BallotPage, ExportedBallot } from '#graphql/schema.generated';
import { DomainError } from '../domain-error.ts';
import { PARTITIONS } from './ballot-store.ts';
import type { Certifying } from './certify.ts';
import { makeExporter } from './exported-ballot.ts';

/** What an export needs. */
export type Exporting = Pick<Certifying, 'ballots' | 'siteKey'> & {
  readonly surveys: Pick<Certifying['surveys'], 'read'>;
};

/**
 * A page ends with the partition in which it has so many. AppSync takes 5 MB, a ballot is under 900 bytes, and of a million ballots a partition has
 * about 4,000.
 */
const ENOUGH = 1_000;

/**
 * A page of a survey's ballots, as the certificate's digest has them, in no order.
 * @param from the partition where the page before said that the next one begins; null for the first. A viewer's name would say whose ballot is whose
 * @throws DomainError SURVEY_NOT_FOUND
 */
export const exportPage = async (
  { survey: id, from }: { survey: string; from: string | null },
  { surveys, ballots, siteKey }: Exporting,
): Promise<BallotPage> => {
  const survey = await surveys.read(id);
  if (!survey) throw new DomainError('SURVEY_NOT_FOUND', 'There is no such survey.');
  const exported = makeExporter(await siteKey(), survey);
  const page: ExportedBallot[] = [];
  let next = from === null ? 0 : PARTITIONS.indexOf(from);
  if (next < 0) throw new Error(`nextToken names no partition: ${from}`);
  while (next < PARTITIONS.length && page.length < ENOUGH) {
    const rows = await ballots.readPartition(id, PARTITIONS[next]!);
    page.push(...rows.map(exported));
    next += 1;
  }
  return { ballots: page, nextToken: PARTITIONS[next] ?? null };
};
