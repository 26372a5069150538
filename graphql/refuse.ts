import { type Context, util } from '@aws-appsync/utils';
import type { ErrorCode, Violation } from './errors.ts';

/** Ends the field with a code of the closed list. */
export function refuse(code: ErrorCode, message: string, field?: string): never {
  return util.error(message, code, null, field === undefined ? {} : { field });
}

/** Ends the field if a rule found something wrong. */
export function refuseIf(violation: Violation | null): void {
  if (violation !== null) refuse(violation.code, violation.message, violation.field);
}

/** Ends the act because the row is not as its author saw it. `version` is the current one: null where the row is gone, absent where unknown. */
function conflict(version?: number | null): never {
  const message = 'It was changed by somebody else meanwhile.';
  return util.error(message, 'CONFLICT', null, version === undefined ? {} : { version });
}

/** Ends the act unless the row is as its author saw it. `expected` left out means "there is none yet". */
export function checkVersion(row: { version: number } | null | undefined, expected: number | null | undefined): void {
  const version = row?.version ?? null;
  if (version !== (expected ?? null)) conflict(version);
}

interface CancellationReason {
  type?: string | null;
  item?: { version?: number } | null;
}

/** Ends the field if its data source failed: with CONFLICT where a write lost a race, else with the fault as it came. */
export function checkDone(ctx: Context): void {
  const { error, result } = ctx;
  if (!error) return;
  if (error.type === 'DynamoDB:ConditionalCheckFailedException') conflict(result?.version ?? null);
  if (error.type === 'DynamoDB:TransactionCanceledException') checkRace(result?.cancellationReasons ?? []);
  // What DynamoDB says to a write that meets a transaction on its row: whether that one succeeds is not known yet.
  if (error.type === 'DynamoDB:TransactionConflictException') conflict();
  util.error(error.message, error.type);
}

/** The row that an act is about comes first in its transaction; DynamoDB gives back the rows whose condition failed. */
function checkRace(reasons: CancellationReason[]): void {
  const first = reasons[0];
  if (first !== undefined && isRace(first, 'Condition')) conflict(first.item?.version ?? null);
  if (reasons.some((reason) => isRace(reason, 'Condition') || isRace(reason, 'Conflict'))) conflict();
}

/** DynamoDB says ConditionalCheckFailed and TransactionConflict; how exactly AppSync spells them is not documented. */
function isRace(reason: CancellationReason, word: 'Condition' | 'Conflict'): boolean {
  return (reason.type ?? '').indexOf(word) >= 0;
}
