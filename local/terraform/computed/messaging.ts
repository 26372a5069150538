import { arn, type Compute, madeUpUuid, nameOf } from './place.ts';

/** SNS, SQS. */
export const MESSAGING: Record<string, Compute> = {
  aws_sns_topic: (values, place) => {
    const name = nameOf(values, place);
    const topic = arn(place, 'sns', name);
    return { id: topic, arn: topic, name, owner: place.account };
  },
  aws_sns_topic_policy: (values, place) => ({ id: values.arn, owner: place.account }),
  aws_sns_topic_subscription: (values, place) => {
    const subscription = `${values.topic_arn}:${madeUpUuid(place)}`;
    return { id: subscription, arn: subscription, owner_id: place.account };
  },
  aws_sqs_queue: (values, place) => {
    const name = nameOf(values, place);
    const url = `https://sqs.${place.region}.amazonaws.com/${place.account}/${name}`;
    return { id: url, url, name, arn: arn(place, 'sqs', name) };
  },
  aws_sqs_queue_policy: (values) => ({ id: values.queue_url }),
};
