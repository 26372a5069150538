import { jsonError } from '../error-shapes.ts';
import { jsonOf, type Service, targetOf, UnknownOperation } from '../service.ts';

/** Step Functions. */
export const states: Service = {
  name: 'states',
  callOf(request) {
    const operation = targetOf(request, 'states', 'AWSStepFunctions');
    if (operation !== 'StartExecution') throw new UnknownOperation('states', operation);
    return {
      operation,
      permissions: [{ action: 'states:StartExecution', resource: String(jsonOf(request).stateMachineArn) }],
    };
  },
  refuse: (problem) => jsonError(problem, { version: '1.0', status: 400 }),
};
