import { queryError } from '../error-shapes.ts';
import { type Problem, type Service, UnknownOperation } from '../service.ts';

const NAMES: Record<Problem['kind'], string> = {
  AccessDenied: 'AuthorizationError',
  Failure: 'InternalError',
  IncompleteSignature: 'IncompleteSignature',
  InvalidSignature: 'SignatureDoesNotMatch',
  MissingAuthenticationToken: 'MissingAuthenticationToken',
  SignatureExpired: 'SignatureDoesNotMatch',
  UnknownOperation: 'InvalidAction',
  UnrecognizedClient: 'InvalidClientTokenId',
};

export const sns: Service = {
  name: 'sns',
  callOf(request) {
    const form = new URLSearchParams(request.body.toString('utf8'));
    const operation = form.get('Action') ?? '(no Action)';
    const topic = form.get('TopicArn');
    if (!topic || (operation !== 'Publish' && operation !== 'PublishBatch'))
      throw new UnknownOperation('sns', operation);
    return { operation, permissions: [{ action: 'sns:Publish', resource: topic }] };
  },
  refuse: (problem) => queryError(problem, NAMES[problem.kind]),
};
