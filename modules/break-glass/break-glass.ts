import { DataAwsIamPolicyDocument } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document';
import type { DynamodbTable } from '@cdktf/provider-aws/lib/dynamodb-table';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { Construct } from 'constructs';
import { STAGE_ACTIONS } from '../api/graphql-api.ts';

export interface BreakGlassProps {
  readonly prefix: string;
  readonly account: string;
  readonly table: DynamodbTable;
}

/**
 * For the time when all of AppSync is away: a role in which a person makes the desk's acts straight on the Stage table (docs/break-glass.md). It reaches
 * what the API's own role reaches there, and nothing else, no ballot above all.
 */
export class BreakGlass extends Construct {
  readonly role: IamRole;

  constructor(scope: Construct, id: string, { prefix, account, table }: BreakGlassProps) {
    super(scope, id);
    const trust = new DataAwsIamPolicyDocument(this, 'trust', {
      statement: [
        {
          actions: ['sts:AssumeRole'],
          // The account: who in it may is for its own policies to say.
          principals: [{ type: 'AWS', identifiers: [`arn:aws:iam::${account}:root`] }],
          condition: [
            { test: 'Bool', variable: 'aws:MultiFactorAuthPresent', values: ['true'] },
            // Rows say who changed them by it, so it must be somebody's address, as at the desk.
            { test: 'StringLike', variable: 'sts:RoleSessionName', values: ['?*@?*.?*'] },
          ],
        },
      ],
    });
    this.role = new IamRole(this, 'role', {
      name: `${prefix}-break-glass`,
      description: "Makes the desk's acts while the API is away. Every use is to be accounted for.",
      assumeRolePolicy: trust.json,
      maxSessionDuration: 3_600,
    });
    const document = new DataAwsIamPolicyDocument(this, 'document', {
      statement: [{ actions: [...STAGE_ACTIONS], resources: [table.arn] }],
    });
    new IamRolePolicy(this, 'policy', { name: 'allow', role: this.role.name, policy: document.json });
  }
}
