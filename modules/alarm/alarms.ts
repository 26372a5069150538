import type { CloudwatchEventRule } from '@cdktf/provider-aws/lib/cloudwatch-event-rule';
import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import type { LambdaFunction } from '@cdktf/provider-aws/lib/lambda-function';
import { SnsTopic } from '@cdktf/provider-aws/lib/sns-topic';
import { SnsTopicSubscription } from '@cdktf/provider-aws/lib/sns-topic-subscription';
import type { SqsQueue } from '@cdktf/provider-aws/lib/sqs-queue';
import { Construct } from 'constructs';

/** What an audience may miss before somebody is called. */
const LONGEST_WAIT_SECONDS = 60;

/** Of the functions' own metrics. */
export const METRICS_NAMESPACE = 'Butai';

export interface AlarmsProps {
  readonly prefix: string;
  /** Mail address that gets every alarm; the subscription waits until the confirmation mail is clicked. */
  readonly contact: string;
}

/** The one topic that alarms go to, and the kinds of alarm there are. Each says in its description what to do. */
export class Alarms extends Construct {
  readonly topic: SnsTopic;

  constructor(scope: Construct, id: string, props: AlarmsProps) {
    super(scope, id);
    // No key: with alias/aws/sns CloudWatch could not write to it, and nothing would say so.
    this.topic = new SnsTopic(this, 'topic', { name: `${props.prefix}-alarms` });
    this.topic.overrideLogicalId('alarms');
    new SnsTopicSubscription(this, 'contact', { topicArn: this.topic.arn, protocol: 'email', endpoint: props.contact });
  }

  /** Rings as long as anything lies in a dead-letter queue. */
  onDeadLetters(queue: SqsQueue, whatToDo: string): void {
    new CloudwatchMetricAlarm(queue, 'alarm', {
      ...this.#actions(),
      alarmName: `${queue.nameInput}-has-messages`,
      alarmDescription: whatToDo,
      namespace: 'AWS/SQS',
      metricName: 'ApproximateNumberOfMessagesVisible',
      dimensions: { QueueName: queue.name },
      statistic: 'Maximum',
      period: 60,
      evaluationPeriods: 1,
      comparisonOperator: 'GreaterThanThreshold',
      threshold: 0,
      treatMissingData: 'notBreaching',
    });
  }

  /**
   * Rings when messages wait for a minute, or come back again and again. A function that answers which messages failed counts as successful, so its
   * errors say nothing of them, and dead letters come only at the end of all tries.
   */
  onBacklog(queue: SqsQueue, whatToDo: string): void {
    const dimensions = { QueueName: queue.name };
    new CloudwatchMetricAlarm(queue, 'backlog', {
      ...this.#actions(),
      alarmName: `${queue.nameInput}-waits`,
      alarmDescription: whatToDo,
      namespace: 'AWS/SQS',
      metricName: 'ApproximateAgeOfOldestMessage',
      dimensions,
      statistic: 'Maximum',
      period: 60,
      evaluationPeriods: 2,
      comparisonOperator: 'GreaterThanThreshold',
      threshold: LONGEST_WAIT_SECONDS,
      treatMissingData: 'notBreaching',
    });
    const count = (id: string, metricName: string) => ({
      id,
      metric: { namespace: 'AWS/SQS', metricName, dimensions, stat: 'Sum', period: 60 },
    });
    // The age above leaves out what was received more than three times:
    // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html
    new CloudwatchMetricAlarm(queue, 'repeats', {
      ...this.#actions(),
      alarmName: `${queue.nameInput}-repeats`,
      alarmDescription: whatToDo,
      metricQuery: [
        { id: 'repeats', expression: 'received - deleted', label: 'Received and not done', returnData: true },
        count('received', 'NumberOfMessagesReceived'),
        count('deleted', 'NumberOfMessagesDeleted'),
      ],
      evaluationPeriods: 3,
      comparisonOperator: 'GreaterThanThreshold',
      threshold: 3,
      treatMissingData: 'notBreaching',
    });
  }

  /** Rings when the records that a function was given last had waited for a minute. It, too, counts as successful when it says which failed. */
  onLag(fn: LambdaFunction, whatToDo: string): void {
    new CloudwatchMetricAlarm(fn, 'lag', {
      ...this.#actions(),
      alarmName: `${fn.functionNameInput}-lags`,
      alarmDescription: whatToDo,
      namespace: 'AWS/Lambda',
      metricName: 'IteratorAge',
      dimensions: { FunctionName: fn.functionName },
      statistic: 'Maximum',
      period: 60,
      evaluationPeriods: 2,
      comparisonOperator: 'GreaterThanThreshold',
      threshold: LONGEST_WAIT_SECONDS * 1_000,
      treatMissingData: 'notBreaching',
    });
  }

  /**
   * Rings when invocations failed in three of five minutes: one failure alone is tried again and is no news.
   * @param seldom the function is not called again soon: its first failure rings
   */
  onErrors(fn: LambdaFunction, whatToDo: string, seldom = false): void {
    new CloudwatchMetricAlarm(fn, 'alarm', {
      ...this.#actions(),
      alarmName: `${fn.functionNameInput}-fails`,
      alarmDescription: whatToDo,
      namespace: 'AWS/Lambda',
      metricName: 'Errors',
      dimensions: { FunctionName: fn.functionName },
      statistic: 'Sum',
      period: 60,
      ...(seldom ? { evaluationPeriods: 1, datapointsToAlarm: 1 } : { evaluationPeriods: 5, datapointsToAlarm: 3 }),
      comparisonOperator: 'GreaterThanThreshold',
      threshold: 0,
      treatMissingData: 'notBreaching',
    });
  }

  /** Rings when a function that always has something to do was not called for five minutes. */
  onSilence(fn: LambdaFunction, whatToDo: string): void {
    new CloudwatchMetricAlarm(fn, 'silence', {
      ...this.#actions(),
      alarmName: `${fn.functionNameInput}-is-silent`,
      alarmDescription: whatToDo,
      namespace: 'AWS/Lambda',
      metricName: 'Invocations',
      dimensions: { FunctionName: fn.functionName },
      statistic: 'Sum',
      period: 300,
      evaluationPeriods: 1,
      comparisonOperator: 'LessThanThreshold',
      threshold: 1,
      treatMissingData: 'breaching',
    });
  }

  /** Rings when an event matched a rule that no event should match. */
  onEvent(rule: CloudwatchEventRule, whatToDo: string): void {
    new CloudwatchMetricAlarm(rule, 'alarm', {
      ...this.#actions(),
      alarmName: `${rule.nameInput}-happened`,
      alarmDescription: whatToDo,
      namespace: 'AWS/Events',
      metricName: 'TriggeredRules',
      dimensions: { RuleName: rule.name },
      statistic: 'Sum',
      period: 60,
      evaluationPeriods: 1,
      comparisonOperator: 'GreaterThanThreshold',
      threshold: 0,
      treatMissingData: 'notBreaching',
    });
  }

  /**
   * Rings each time that a function counted what should not happen unnoticed.
   * @param metric one of its own (Powertools), emitted with its name as the dimension `function_name`; `service` is what Powertools adds
   */
  onCount(fn: LambdaFunction, metric: { readonly name: string; readonly service: string }, whatToDo: string): void {
    new CloudwatchMetricAlarm(fn, metric.name, {
      ...this.#actions(),
      alarmName: `${fn.functionNameInput}-counts-${metric.name}`,
      alarmDescription: whatToDo,
      namespace: METRICS_NAMESPACE,
      metricName: metric.name,
      dimensions: { service: metric.service, function_name: fn.functionName },
      statistic: 'Sum',
      period: 60,
      evaluationPeriods: 1,
      comparisonOperator: 'GreaterThanThreshold',
      threshold: 0,
      treatMissingData: 'notBreaching',
    });
  }

  #actions(): { alarmActions: string[]; okActions: string[] } {
    return { alarmActions: [this.topic.arn], okActions: [this.topic.arn] };
  }
}
