import type { Violation } from '../errors.ts';
import { checkId } from '../id.ts';
import { inOrder } from '../in-order.ts';
import type { Stage, StageInput, TextInput } from '../schema.generated.ts';
import { checkRequiredTexts, checkTexts, MAX_LENGTH } from '../text/text.ts';

/** Highest place of a stage among its event's stages; the lowest is 1. */
const MAX_ORDER = 99;

/** Checks what can be told from the input alone. */
export function checkStage(input: StageInput): Violation | null {
  return (
    checkId('id', input.id, 2) ?? checkOrder(input.order) ?? checkRequiredTexts('name', input.name, MAX_LENGTH.name)
  );
}

function checkOrder(order: number): Violation | null {
  if (order >= 1 && order <= MAX_ORDER) return null;
  return { code: 'INVALID_ORDER', field: 'order', message: `order must be from 1 to ${MAX_ORDER}.` };
}

/** Checks the stage's own text, which may be empty. */
export function checkStageText(title: TextInput[], description: TextInput[]): Violation | null {
  return checkTexts('title', title, MAX_LENGTH.title) ?? checkTexts('description', description, MAX_LENGTH.description);
}

/** By their place in the event. */
export function stagesInOrder<T extends Pick<Stage, 'id' | 'order'>>(stages: T[]): T[] {
  return inOrder(
    stages,
    stages.map(({ id, order }) => `${1000 + order} ${id}`),
  );
}
