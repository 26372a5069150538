import type { ExportedBallot } from '../schema.generated.ts';

/**
 * A ballot as the certificate's digest has it: voter, time, choices with commas between, text as JSON, verdict, with tabs between. The digest is the
 * SHA-256 of all lines in the order of their characters, each with a line feed at its end.
 */
export const lineOf = ({ voter, castAt, choices, text, verdict }: ExportedBallot): string =>
  [voter, castAt, choices.join(','), JSON.stringify(text ?? null), verdict].join('\t');
