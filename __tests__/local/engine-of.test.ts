import { everythingIsBuilt } from '../../local/engine-of.ts';
import type { World } from '../../local/terraform/world.ts';

const world = (...types: string[]): World => ({
  resources: types.map((type) => ({ address: `${type}.one`, type, name: 'one', values: {} })),
  outputs: {},
  account: '123456789012',
  region: 'eu-west-1',
});

describe('what the local stack builds', () => {
  it('stops at a resource that no engine builds, by its address', () => {
    expect(() => everythingIsBuilt(world('aws_sqs_queue', 'aws_kinesis_stream'))).toThrow(
      /^aws_kinesis_stream\.one: no engine/,
    );
  });

  it('takes what an engine builds, and what is listed as without local effect', () => {
    expect(() => everythingIsBuilt(world('aws_sqs_queue', 'aws_cloudwatch_metric_alarm'))).not.toThrow();
  });
});
