import { DataAwsSecretsmanagerRandomPassword } from '@cdktf/provider-aws/lib/data-aws-secretsmanager-random-password';
import { SecretsmanagerSecret } from '@cdktf/provider-aws/lib/secretsmanager-secret';
import { SecretsmanagerSecretVersion } from '@cdktf/provider-aws/lib/secretsmanager-secret-version';
import { Construct } from 'constructs';

export interface BallotKeyProps {
  readonly prefix: string;
  readonly protect: boolean;
}

/**
 * The key of the hashes that stand for voters in exports and certificates. Not rotated: another key would give the voters of a certified survey
 * other names. Terraform makes it and its state holds it: the state is secret.
 */
export class BallotKey extends Construct {
  readonly secret: SecretsmanagerSecret;

  constructor(scope: Construct, id: string, props: BallotKeyProps) {
    super(scope, id);
    this.secret = new SecretsmanagerSecret(this, 'secret', {
      name: `${props.prefix}-survey-ballot-key`,
      description: 'Key of the hashes that stand for voters in exports and certificates.',
      recoveryWindowInDays: props.protect ? 30 : 0,
    });
    this.secret.overrideLogicalId('survey_ballot_key');
    const random = new DataAwsSecretsmanagerRandomPassword(this, 'random', {
      passwordLength: 64,
      excludePunctuation: true,
    });
    const version = new SecretsmanagerSecretVersion(this, 'version', {
      secretId: this.secret.id,
      secretString: random.randomPassword,
      // Every plan reads another password; the first one stays.
      lifecycle: { ignoreChanges: ['secret_string'] },
    });
    version.overrideLogicalId('survey_ballot_key');
  }
}
