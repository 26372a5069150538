/** Faults of the service, not of the function. */
const TRANSIENT = [
  'Lambda.ServiceException',
  'Lambda.AWSLambdaException',
  'Lambda.SdkClientException',
  'Lambda.TooManyRequestsException',
];

/** An execution renews itself after four hours. One whose rounds only fail cannot, and must not run into the end of its history. */
const TIMEOUT_SECONDS = 5 * 3_600;

const PAUSE_SECONDS = 12;

/**
 * Round after round until one says that it is the last. JSONPath, no variables: the local engine ignores JSONata without a word. Input:
 * `{name, arn, generation}`.
 */
export function watchRoundByRound(functionArn: string): object {
  return {
    Comment: 'Watches a channel: a round each twelve seconds.',
    StartAt: 'Round',
    TimeoutSeconds: TIMEOUT_SECONDS,
    States: {
      Round: {
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke',
        Parameters: {
          FunctionName: functionArn,
          Payload: {
            'name.$': '$.name',
            'arn.$': '$.arn',
            'generation.$': '$.generation',
            'startedAt.$': '$$.Execution.StartTime',
          },
        },
        ResultSelector: { 'next.$': '$.Payload.next' },
        ResultPath: '$.round',
        Retry: [{ ErrorEquals: TRANSIENT, IntervalSeconds: 1, MaxAttempts: 2, BackoffRate: 2 }],
        // A round that failed is counted by the function's alarm; the next one may succeed.
        Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: null, Next: 'Pause' }],
        Next: 'Another?',
      },
      'Another?': {
        Type: 'Choice',
        Choices: [{ Variable: '$.round.next', StringEquals: 'END', Next: 'Done' }],
        Default: 'Pause',
      },
      Pause: { Type: 'Wait', Seconds: PAUSE_SECONDS, Next: 'Round' },
      Done: { Type: 'Succeed' },
    },
  };
}
