/** Stands in resolver code for how many copies a gate has; synthesis puts the number of the capacity plan in (modules/api). */
export const GATE_COPIES: number = '__GATE_COPIES__' as unknown as number;
