import { isDeepStrictEqual } from 'node:util';
import { eventOf, SITE_KEY, STREAM_PREFIX, TALLY_PREFIX } from '#graphql/keys';
import type { ChangeRecord, Row } from './message.ts';

/** Where a change goes. */
export interface WayOut {
  /** FIFO group of its `change`: what belongs together stays in order. */
  readonly group: string;
  readonly stages: readonly string[];
  readonly site: boolean;
  /** Not an operator's act: tallies, signs of life, imports. Pages hear of it by a `tick`. */
  readonly routine: boolean;
}

/** Rows that the publisher and the guards keep for themselves, and copies of others. The mapping filters them too; a filter is not a rule. */
const KEPT = new Set(['LIVE', 'OPERATOR', 'DESK', 'GATE', 'LOOP']);
const ROUTINE_PREFIXES = [TALLY_PREFIX, STREAM_PREFIX];

/** Where a change goes, or null for one that stays inside. `expired`: DynamoDB removed the row because its time was over. */
export const wayOut = (record: ChangeRecord, expired: boolean): WayOut | null => {
  const { pk, sk } = readKeys(record.keys);
  if (KEPT.has(sk)) return null;
  if (expired && sk.startsWith(STREAM_PREFIX)) return null;
  const routine = ROUTINE_PREFIXES.some((prefix) => sk.startsWith(prefix)) || record.newImage?.origin === 'IMPORT';
  if (sk === SITE_KEY.sk) return { group: 'site', stages: [], site: true, routine };
  if (sk === 'EVENT') return { group: idOf(pk), stages: stagesOf(record), site: true, routine };
  if (pk.startsWith('STAGE#')) {
    const stage = idOf(pk);
    const site = sk === 'STAGE' && showsOnSite(record);
    // An act that the front page shows writes the event's row too: in one group both come in one batch, and are one publish.
    return { group: site ? eventOf(stage) : stage, stages: [stage], site, routine };
  }
  return { group: pk, stages: [], site: false, routine };
};

const idOf = (pk: string): string => pk.slice(pk.indexOf('#') + 1);

const readKeys = ({ pk, sk }: Row): { pk: string; sk: string } => {
  if (typeof pk !== 'string' || typeof sk !== 'string')
    throw new Error('a stream record that is not of the Stage table');
  return { pk, sk };
};

/** A stage that was just taken out of the event needs its page corrected as much as the others. */
const stagesOf = ({ newImage, oldImage }: ChangeRecord): string[] => [
  ...new Set([newImage, oldImage].flatMap((image) => (Array.isArray(image?.stages) ? image.stages : []))),
];

const showsOnSite = ({ newImage, oldImage }: ChangeRecord): boolean =>
  !newImage || !oldImage || ['name', 'order'].some((field) => !isDeepStrictEqual(newImage[field], oldImage[field]));
