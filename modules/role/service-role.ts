import {
  DataAwsIamPolicyDocument,
  type DataAwsIamPolicyDocumentStatement,
} from '@cdktf/provider-aws/lib/data-aws-iam-policy-document';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { Construct } from 'constructs';

export type Statement = DataAwsIamPolicyDocumentStatement;

export interface ServiceRoleProps {
  readonly name: string;
  /** The only service that may take the role on, for example `lambda.amazonaws.com`. */
  readonly service: string;
}

/** A role that one service takes on, with nothing allowed until `allow` says so. */
export class ServiceRole extends Construct {
  readonly arn: string;
  readonly #role: IamRole;

  constructor(scope: Construct, id: string, props: ServiceRoleProps) {
    super(scope, id);
    const trust = new DataAwsIamPolicyDocument(this, 'trust', {
      statement: [{ actions: ['sts:AssumeRole'], principals: [{ type: 'Service', identifiers: [props.service] }] }],
    });
    this.#role = new IamRole(this, 'role', { name: props.name, assumeRolePolicy: trust.json });
    this.arn = this.#role.arn;
  }

  /** Once per role. What uses the role should depend on the policy that comes back, or it may start without. */
  allow(statement: readonly Statement[]): IamRolePolicy {
    const document = new DataAwsIamPolicyDocument(this, 'document', { statement: [...statement] });
    return new IamRolePolicy(this, 'policy', { name: 'allow', role: this.#role.name, policy: document.json });
  }
}
