import type { Evaluated, EvaluateOptions } from './api.ts';

export function evaluateCode(_options: EvaluateOptions): Evaluated {
  throw new Error('being built');
}
