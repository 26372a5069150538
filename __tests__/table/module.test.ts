import { DynamodbTable } from '@cdktf/provider-aws/lib/dynamodb-table';
import { Testing } from 'cdktf';
import { Table } from '../../modules/table/table.ts';

Testing.setupJest();

const synth = (protect: boolean): string =>
  Testing.synthScope((scope) => {
    new Table(scope, 'stage', { prefix: 'butai-test', name: 'stage', protect, stream: true });
  });

describe('A table', () => {
  const dev = synth(false);
  const prod = synth(true);

  it('is addressed by pk and sk', () => {
    expect(dev).toHaveResourceWithProperties(DynamodbTable, {
      name: 'butai-test-stage',
      hash_key: 'pk',
      range_key: 'sk',
    });
  });

  it('has capacity on demand', () => {
    expect(dev).toHaveResourceWithProperties(DynamodbTable, { billing_mode: 'PAY_PER_REQUEST' });
  });

  it('streams what a row was and what it became', () => {
    expect(dev).toHaveResourceWithProperties(DynamodbTable, {
      stream_enabled: true,
      stream_view_type: 'NEW_AND_OLD_IMAGES',
    });
  });

  it('can be restored to any second', () => {
    expect(dev).toHaveResourceWithProperties(DynamodbTable, { point_in_time_recovery: { enabled: true } });
  });

  it('is encrypted', () => {
    expect(dev).toHaveResourceWithProperties(DynamodbTable, { server_side_encryption: { enabled: true } });
  });

  it('survives a slip in production', () => {
    expect(prod).toHaveResourceWithProperties(DynamodbTable, { deletion_protection_enabled: true });
    expect(table(prod).lifecycle).toMatchObject({ prevent_destroy: true });
  });

  it('can be destroyed elsewhere', () => {
    expect(dev).toHaveResourceWithProperties(DynamodbTable, { deletion_protection_enabled: false });
    expect(table(dev).lifecycle).toMatchObject({ prevent_destroy: false });
  });

  it.each([dev, prod])('is not replaced by a plan that would lower its warm throughput', (json) => {
    expect(table(json).lifecycle).toMatchObject({ ignore_changes: ['warm_throughput'] });
  });

  it('keeps its address whatever its construct is called', () => {
    expect(Object.keys(JSON.parse(dev).resource.aws_dynamodb_table)).toEqual(['stage_table']);
  });
});

const table = (json: string): Record<string, unknown> => JSON.parse(json).resource.aws_dynamodb_table.stage_table;
