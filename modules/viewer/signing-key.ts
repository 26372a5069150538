import { LambdaPermission } from '@cdktf/provider-aws/lib/lambda-permission';
import { SecretsmanagerSecret } from '@cdktf/provider-aws/lib/secretsmanager-secret';
import { SecretsmanagerSecretRotation } from '@cdktf/provider-aws/lib/secretsmanager-secret-rotation';
import { Construct } from 'constructs';
import type { Env } from '../../lambdas/viewer/rotate-key.ts';
import type { Alarms } from '../alarm/alarms.ts';
import { NodeFunction } from '../lambda/node-function.ts';

export interface SigningKeyProps {
  readonly prefix: string;
  readonly protect: boolean;
  readonly alarms: Alarms;
}

/**
 * The keys that sign viewers' tokens, made by rotation: no plan, no state and no person ever sees one. Not KMS, whose RSA quota a join
 * storm would use up.
 */
export class SigningKey extends Construct {
  readonly secret: SecretsmanagerSecret;

  constructor(scope: Construct, id: string, props: SigningKeyProps) {
    super(scope, id);
    this.secret = new SecretsmanagerSecret(this, 'secret', {
      name: `${props.prefix}-viewer-signing`,
      description: 'Keys that sign viewer tokens. Filled and renewed by rotation.',
      recoveryWindowInDays: props.protect ? 30 : 0,
    });
    this.secret.overrideLogicalId('viewer_signing');
    const { fn } = new NodeFunction(this, 'rotate-key', {
      name: `${props.prefix}-viewer-rotate-key`,
      entry: 'lambdas/viewer/rotate-key.ts',
      environment: { SIGNING_SECRET: this.secret.arn } satisfies Env,
      statements: [
        {
          actions: [
            'secretsmanager:DescribeSecret',
            'secretsmanager:GetSecretValue',
            'secretsmanager:PutSecretValue',
            'secretsmanager:UpdateSecretVersionStage',
          ],
          resources: [this.secret.arn],
        },
      ],
      timeout: 30,
      seldom: true,
      alarms: props.alarms,
      whatToDo:
        'The signing key was not renewed; the present one goes on working. If the secret is still empty, nobody gets a viewer token: ' +
        'mend, then rotate by hand.',
    });
    const permission = new LambdaPermission(this, 'permission', {
      action: 'lambda:InvokeFunction',
      functionName: fn.functionName,
      principal: 'secretsmanager.amazonaws.com',
      sourceArn: this.secret.arn,
    });
    new SecretsmanagerSecretRotation(this, 'rotation', {
      secretId: this.secret.id,
      rotationLambdaArn: fn.arn,
      rotateImmediately: true,
      rotationRules: { automaticallyAfterDays: 30 },
      dependsOn: [permission],
    });
  }
}
