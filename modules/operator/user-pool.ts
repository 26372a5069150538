import { CognitoUserGroup } from '@cdktf/provider-aws/lib/cognito-user-group';
import { CognitoUserPool } from '@cdktf/provider-aws/lib/cognito-user-pool';
import { CognitoUserPoolDomain } from '@cdktf/provider-aws/lib/cognito-user-pool-domain';
import { Construct } from 'constructs';

/** Who works on a show, most powerful first. A token's groups admit to the fields that name them. */
const GROUPS = {
  operator: 'Runs the show: events, stages, sessions, surveys.',
  moderator: 'Reads what operators read; looks after questions and comments.',
  interpreter: 'Reads what operators read; feeds a language.',
};

export interface UserPoolProps {
  readonly prefix: string;
  readonly account: string;
  readonly region: string;
  readonly protect: boolean;
}

/** Operators, moderators and interpreters. Nobody signs up: whoever may in is invited. */
export class UserPool extends Construct {
  readonly pool: CognitoUserPool;
  readonly domain: CognitoUserPoolDomain;
  /** Origin of the sign-in pages, which the desk also asks for tokens. */
  readonly signInUrl: string;
  /** `iss` of its tokens; below it lies the discovery document. */
  readonly authority: string;

  constructor(scope: Construct, id: string, props: UserPoolProps) {
    super(scope, id);
    this.pool = new CognitoUserPool(this, 'pool', {
      name: `${props.prefix}-operators`,
      // The least tier that has managed login.
      userPoolTier: 'ESSENTIALS',
      deletionProtection: props.protect ? 'ACTIVE' : 'INACTIVE',
      adminCreateUserConfig: { allowAdminCreateUserOnly: true },
      usernameAttributes: ['email'],
      usernameConfiguration: { caseSensitive: false },
      autoVerifiedAttributes: ['email'],
      userAttributeUpdateSettings: { attributesRequireVerificationBeforeUpdate: ['email'] },
      accountRecoverySetting: { recoveryMechanism: [{ name: 'verified_email', priority: 1 }] },
      mfaConfiguration: 'OPTIONAL',
      softwareTokenMfaConfiguration: { enabled: true },
      passwordPolicy: {
        minimumLength: 14,
        requireLowercase: false,
        requireUppercase: false,
        requireNumbers: false,
        requireSymbols: false,
        temporaryPasswordValidityDays: 7,
      },
      lifecycle: { preventDestroy: props.protect },
    });
    this.pool.overrideLogicalId('operators');

    this.domain = new CognitoUserPoolDomain(this, 'domain', {
      // Taken globally, hence the account's number.
      domain: `${props.prefix}-${props.account}`,
      userPoolId: this.pool.id,
      managedLoginVersion: 2,
    });
    this.domain.overrideLogicalId('operators');
    this.signInUrl = `https://${this.domain.domain}.auth.${props.region}.amazoncognito.com`;
    this.authority = `https://${this.pool.endpoint}`;

    Object.entries(GROUPS).forEach(([name, description], index) => {
      new CognitoUserGroup(this, name, { name, description, precedence: index + 1, userPoolId: this.pool.id });
    });
  }
}
