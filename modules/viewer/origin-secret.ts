import { DataAwsSecretsmanagerRandomPassword } from '@cdktf/provider-aws/lib/data-aws-secretsmanager-random-password';
import { SecretsmanagerSecret } from '@cdktf/provider-aws/lib/secretsmanager-secret';
import { SecretsmanagerSecretVersion } from '@cdktf/provider-aws/lib/secretsmanager-secret-version';
import { Construct } from 'constructs';

export interface OriginSecretProps {
  readonly prefix: string;
  readonly protect: boolean;
}

/**
 * What CloudFront says to its HTTP APIs so that nobody walks round the edge and its rate rules. It must exist when the distribution is made,
 * hence Terraform makes it and its state holds it: the state is secret.
 */
export class OriginSecret extends Construct {
  readonly secret: SecretsmanagerSecret;
  /** The header's value. */
  readonly value: string;

  constructor(scope: Construct, id: string, props: OriginSecretProps) {
    super(scope, id);
    this.secret = new SecretsmanagerSecret(this, 'secret', {
      name: `${props.prefix}-viewer-origin`,
      description: 'Header by which the issuer knows that a request came through CloudFront.',
      recoveryWindowInDays: props.protect ? 30 : 0,
    });
    this.secret.overrideLogicalId('viewer_origin');
    const random = new DataAwsSecretsmanagerRandomPassword(this, 'random', {
      passwordLength: 48,
      excludePunctuation: true,
    });
    const version = new SecretsmanagerSecretVersion(this, 'version', {
      secretId: this.secret.id,
      secretString: random.randomPassword,
      // Every plan reads another password; the first one stays.
      lifecycle: { ignoreChanges: ['secret_string'] },
    });
    version.overrideLogicalId('viewer_origin');
    this.value = version.secretString;
  }
}
