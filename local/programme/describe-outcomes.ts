import { stageOf } from '#graphql/keys';
import type { Outcome } from '#graphql/programme/carry-out';

/** What an import did, in lines for people: one per kind of outcome and stage, then the counts. */
export function describeOutcomes(outcomes: readonly Outcome[]): string[] {
  const told = outcomes.map((outcome) => ({ id: outcome.id, kind: kindOf(outcome), why: whyOf(outcome) }));
  const worthALine = told.filter(({ why }) => why !== UNCHANGED);
  const heads = worthALine.map(({ id, kind }) => `${kind.padEnd(10)} ${stageOf(id)}`);
  const lines = [...new Set(heads)].map((head) => {
    const rows = worthALine.filter((_, i) => heads[i] === head);
    const named = rows.filter(({ why }, i) => why !== '' || i < MOST_NAMED).map(({ id, why }) => `${slugOf(id)}${why}`);
    return `${head}: ${named.join(', ')}${rows.length > named.length ? ` and ${rows.length - named.length} more` : ''}`;
  });
  const counts = KINDS.map((kind) => `${told.filter((row) => row.kind === kind).length} ${kind}`);
  return [...lines, `${counts.join(', ')} (${told.filter(({ why }) => why === UNCHANGED).length} of them unchanged)`];
}

/** Rows without a reason of their own that a line names. */
const MOST_NAMED = 5;
const KINDS = ['created', 'updated', 'refused', 'left alone'] as const;
const UNCHANGED = ' (unchanged)';

function kindOf({ done }: Outcome): (typeof KINDS)[number] {
  return ({ CREATED: 'created', UPDATED: 'updated', REFUSED: 'refused', LEFT: 'left alone' } as const)[done];
}

function whyOf(outcome: Outcome): string {
  if (outcome.done === 'REFUSED') return ` (${outcome.code}: ${outcome.message})`;
  if (outcome.done !== 'LEFT') return '';
  const fields = outcome.fields.join(' and ');
  return {
    UNCHANGED,
    SESSION_STARTED: ` (has been on air; ${fields} would change)`,
    SURVEY_OPENED: ` (has been asked; ${fields} would change)`,
    FIELD_EDITED: ` (edited at the desk; ${fields} would change)`,
    ONLY_ON_SITE: ' (only on the site)',
  }[outcome.reason];
}

/** A session or survey by its slug, below the stage that the line names; an event or a stage as itself. */
function slugOf(id: string): string {
  return id === stageOf(id) ? 'itself' : id.slice(stageOf(id).length + 1);
}
