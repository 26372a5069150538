import { randomBytes } from 'node:crypto';
import type { World } from '../terraform/world.ts';
import type { Context } from './condition.ts';
import { policiesOf } from './policies.ts';
import { applies, type Principal, type Statement } from './policy.ts';
import { type Credentials, checkSignature, claimOf, SignatureRefused, type SignedRequest } from './signature.ts';

/** Whoever signed a request. */
export interface Caller {
  roleArn: string;
  accountId: string;
  /** `arn:aws:sts::ACCOUNT:assumed-role/ROLE/local` */
  userArn: string;
  accessKeyId: string;
  /** The service that the signature is for, as in its scope: `dynamodb`. */
  service: string;
}

export interface Decision {
  allowed: boolean;
  /** In the words of AWS: `no identity-based policy allows the sqs:SendMessage action`. */
  reason: string;
}

export interface Iam {
  /**
   * The access key of a role, made anew with each start.
   * @param service who takes the role on, e.g. `lambda.amazonaws.com`; left out, nobody asks whether the role trusts them
   * @throws Error on a role that the world does not have, or that does not trust the service
   */
  credentialsFor(roleArn: string, service?: string): Credentials;
  /** Who signed the request. Throws `SignatureRefused`. */
  verify(request: SignedRequest): Promise<Caller>;
  /**
   * Whether policies let a principal do something. For a role its own policies or the resource's must allow it, for a
   * service the resource's; a deny in any of them wins.
   * @param context by condition key, e.g. `{ 'aws:SourceArn': … }`. `aws:SourceAccount` is the world's, `aws:SecureTransport`
   *   is true unless given: loopback stands for TLS.
   */
  decide(principal: Principal, action: string, resource: string, context?: Record<string, string>): Decision;
}

export interface IamOptions {
  /** Milliseconds since 1970. Default: the clock. */
  now?: () => number;
}

/** Access keys and policies of the world's roles. Throws on policies that it could not evaluate. */
export function createIam(world: World, { now = Date.now }: IamOptions = {}): Iam {
  const policies = policiesOf(world);
  const keys = new Map([...policies.identity.keys()].map((roleArn) => [roleArn, newCredentials()]));
  const callers = new Map([...keys].map(([roleArn, key]) => [key.accessKeyId, { key, roleArn }]));

  const decide: Iam['decide'] = (principal, action, resource, context = {}) => {
    const circumstances: Context = { 'aws:securetransport': 'true', 'aws:sourceaccount': world.account };
    for (const [key, value] of Object.entries(context)) circumstances[key.toLowerCase()] = value;
    const matching = (statements: Statement[] = []) =>
      statements.filter((statement) => applies(statement, principal, action, resource, circumstances));
    const identity = 'roleArn' in principal ? matching(policies.identity.get(principal.roleArn)) : undefined;
    return decisionOf(identity, matching(policies.resource.get(holderOf(resource))), action);
  };

  return {
    decide,

    credentialsFor(roleArn, service) {
      const key = keys.get(roleArn);
      if (!key) throw new Error(`there is no role ${roleArn}`);
      if (!service || decide({ service }, 'sts:AssumeRole', roleArn).allowed) return key;
      throw new Error(`${roleArn} does not trust ${service}`);
    },

    async verify(request) {
      const claim = claimOf(request.headers);
      const caller = callers.get(claim.accessKeyId);
      if (!caller)
        throw new SignatureRefused('UnrecognizedClient', 'The security token included in the request is invalid.');
      if (claim.region !== world.region) {
        throw new SignatureRefused(
          'InvalidSignature',
          `Credential should be scoped to a valid region: ${world.region}`,
        );
      }
      await checkSignature(request, claim, caller.key, now());
      const { roleArn } = caller;
      const userArn = `arn:aws:sts::${world.account}:assumed-role/${roleArn.split('/').at(-1)}/local`;
      return { roleArn, accountId: world.account, userArn, accessKeyId: claim.accessKeyId, service: claim.service };
    },
  };
}

function decisionOf(identity: Statement[] | undefined, resource: Statement[], action: string): Decision {
  const denies = (statements: Statement[] = []) => statements.some(({ effect }) => effect === 'Deny');
  if (denies(identity)) return { allowed: false, reason: 'with an explicit deny in an identity-based policy' };
  if (denies(resource)) return { allowed: false, reason: 'with an explicit deny in a resource-based policy' };
  if (identity?.length) return { allowed: true, reason: `an identity-based policy allows the ${action} action` };
  if (resource.length) return { allowed: true, reason: `a resource-based policy allows the ${action} action` };
  return {
    allowed: false,
    reason: `because no ${identity ? 'identity' : 'resource'}-based policy allows the ${action} action`,
  };
}

/** The resource whose policy speaks of this one: an object's is its bucket's. */
function holderOf(resource: string): string {
  return resource.startsWith('arn:aws:s3:::') ? resource.split('/')[0]! : resource;
}

function newCredentials(): Credentials {
  const accessKeyId = `AKIA${randomBytes(10).toString('hex').toUpperCase().slice(0, 16)}`;
  return { accessKeyId, secretAccessKey: randomBytes(30).toString('base64') };
}
