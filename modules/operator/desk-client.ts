import { CognitoManagedLoginBranding } from '@cdktf/provider-aws/lib/cognito-managed-login-branding';
import { CognitoUserPoolClient } from '@cdktf/provider-aws/lib/cognito-user-pool-client';
import { Construct } from 'constructs';
import type { UserPool } from './user-pool.ts';

export interface DeskClientProps {
  readonly prefix: string;
  readonly operators: UserPool;
  /** Where the desk is: signing in and out both come back here. */
  readonly deskUrl: string;
}

/** The admin desk as a client of the user pool: a public one (no secret), by code + PKCE alone. */
export class DeskClient extends Construct {
  readonly clientId: string;

  constructor(scope: Construct, id: string, props: DeskClientProps) {
    super(scope, id);
    const userPoolId = props.operators.pool.id;
    const client = new CognitoUserPoolClient(this, 'client', {
      name: `${props.prefix}-desk`,
      userPoolId,
      generateSecret: false,
      allowedOauthFlowsUserPoolClient: true,
      allowedOauthFlows: ['code'],
      allowedOauthScopes: ['openid', 'email'],
      callbackUrls: [props.deskUrl],
      logoutUrls: [props.deskUrl],
      supportedIdentityProviders: ['COGNITO'],
      // Not ALLOW_REFRESH_TOKEN_AUTH, which Cognito refuses beside rotation.
      explicitAuthFlows: ['ALLOW_USER_SRP_AUTH'],
      preventUserExistenceErrors: 'ENABLED',
      enableTokenRevocation: true,
      refreshTokenRotation: [{ feature: 'ENABLED', retryGracePeriodSeconds: 60 }],
      // A shift of a 24-hour event without signing in again; AppSync never asks whether a token was revoked, so those are short.
      tokenValidityUnits: [{ accessToken: 'minutes', idToken: 'minutes', refreshToken: 'hours' }],
      accessTokenValidity: 30,
      idTokenValidity: 30,
      refreshTokenValidity: 30,
      dependsOn: [props.operators.domain],
    });
    client.overrideLogicalId('desk');
    // Without a branding, managed login 2 shows "Login pages unavailable".
    new CognitoManagedLoginBranding(this, 'branding', {
      userPoolId,
      clientId: client.id,
      useCognitoProvidedValues: true,
    });
    this.clientId = client.id;
  }
}
