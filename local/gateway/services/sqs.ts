import { jsonError } from '../error-shapes.ts';
import { jsonOf, type Place, type Problem, type Service, targetOf, UnknownOperation } from '../service.ts';

/** Operations and what they are authorised as: batches as what they are batches of. */
const ACTIONS: Record<string, string> = {
  ChangeMessageVisibility: 'sqs:ChangeMessageVisibility',
  ChangeMessageVisibilityBatch: 'sqs:ChangeMessageVisibility',
  DeleteMessage: 'sqs:DeleteMessage',
  DeleteMessageBatch: 'sqs:DeleteMessage',
  GetQueueAttributes: 'sqs:GetQueueAttributes',
  GetQueueUrl: 'sqs:GetQueueUrl',
  ReceiveMessage: 'sqs:ReceiveMessage',
  SendMessage: 'sqs:SendMessage',
  SendMessageBatch: 'sqs:SendMessage',
};

const QUERY_NAMES: Partial<Record<Problem['kind'], string>> = {
  Failure: 'InternalFailure',
  InvalidSignature: 'SignatureDoesNotMatch',
  SignatureExpired: 'SignatureDoesNotMatch',
  UnknownOperation: 'InvalidAction',
  UnrecognizedClient: 'InvalidClientTokenId',
};

export const sqs: Service = {
  name: 'sqs',
  callOf(request, place) {
    const operation = targetOf(request, 'sqs', 'AmazonSQS');
    const action = ACTIONS[operation];
    if (!action) throw new UnknownOperation('sqs', operation);
    const { QueueUrl, QueueName } = jsonOf(request);
    return { operation, permissions: [{ action, resource: queueArn(String(QueueUrl ?? QueueName), place) }] };
  },
  refuse: (problem) =>
    jsonError(problem, { version: '1.0', status: 403, queryName: (kind) => QUERY_NAMES[kind] ?? kind }),
};

/** A queue's URL ends in `/ACCOUNT/NAME`. */
function queueArn(urlOrName: string, { account, region }: Place): string {
  return `arn:aws:sqs:${region}:${account}:${urlOrName.split('/').at(-1)}`;
}
