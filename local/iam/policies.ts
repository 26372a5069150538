import { type Resource, resourcesOf, UnsupportedResource, type World } from '../terraform/world.ts';
import { readPolicy, type Statement } from './policy.ts';

/** Statements by what they are attached to. */
type Attached = Map<string, Statement[]>;

export interface Policies {
  /** By role ARN. A role without policies has an empty list; an ARN that is no role's has none. */
  identity: Attached;
  /** By the ARN of the resource that holds them: queue, topic, bucket, function, secret, role (its trust). */
  resource: Attached;
}

/** Per type: which attribute holds the policy, which the resource it is attached to. */
const RESOURCE_POLICIES: Record<string, { policy: string; holder: string }> = {
  aws_iam_role: { policy: 'assume_role_policy', holder: 'arn' },
  aws_s3_bucket: { policy: 'policy', holder: 'arn' },
  aws_s3_bucket_policy: { policy: 'policy', holder: 'bucket' },
  aws_secretsmanager_secret: { policy: 'policy', holder: 'arn' },
  aws_secretsmanager_secret_policy: { policy: 'policy', holder: 'secret_arn' },
  aws_sns_topic: { policy: 'policy', holder: 'arn' },
  aws_sns_topic_policy: { policy: 'policy', holder: 'arn' },
  aws_sqs_queue: { policy: 'policy', holder: 'arn' },
  aws_sqs_queue_policy: { policy: 'policy', holder: 'queue_url' },
};

const REFUSED: Record<string, string[]> = {
  aws_iam_role: ['inline_policy', 'managed_policy_arns', 'permissions_boundary'],
  aws_lambda_permission: ['event_source_token', 'function_url_auth_type', 'principal_org_id', 'qualifier'],
};

/**
 * Gathers every policy of the world.
 * @throws UnsupportedPolicy, UnsupportedResource on what the local stack does not evaluate, with addresses
 */
export function policiesOf(world: World): Policies {
  for (const [type, attributes] of Object.entries(REFUSED)) refuseAttributes(world, type, attributes);
  const identity: Attached = new Map(resourcesOf(world, 'aws_iam_role').map(({ values }) => [String(values.arn), []]));
  for (const policy of resourcesOf(world, 'aws_iam_role_policy')) {
    add(identity, roleOf(world, policy), readPolicy(String(policy.values.policy), policy.address));
  }
  for (const attachment of resourcesOf(world, 'aws_iam_role_policy_attachment')) {
    const policy = managedPolicy(world, attachment);
    add(identity, roleOf(world, attachment), readPolicy(String(policy.values.policy), policy.address));
  }
  return { identity, resource: resourcePolicies(world) };
}

function resourcePolicies(world: World): Attached {
  const attached: Attached = new Map();
  for (const [type, { policy, holder }] of Object.entries(RESOURCE_POLICIES)) {
    for (const { address, values } of resourcesOf(world, type)) {
      if (values[policy] === undefined) continue;
      add(attached, holderArn(world, String(values[holder])), readPolicy(String(values[policy]), address));
    }
  }
  for (const { values } of resourcesOf(world, 'aws_lambda_permission')) {
    const arn = functionArn(world, String(values.function_name));
    add(attached, arn, [permission(values, arn)]);
  }
  return attached;
}

/** What `aws_lambda_permission` adds to the function's policy. */
function permission(values: Record<string, unknown>, arn: string): Statement {
  const { source_arn: sourceArn, source_account: sourceAccount } = values;
  return {
    effect: 'Allow',
    principals: [String(values.principal)],
    actions: [String(values.action)],
    resources: [arn],
    condition: {
      ...(sourceArn !== undefined && { ArnLike: { 'aws:sourcearn': [String(sourceArn)] } }),
      ...(sourceAccount !== undefined && { StringEquals: { 'aws:sourceaccount': [String(sourceAccount)] } }),
    },
  };
}

/** Policies name their holder by ARN, by queue URL or by bucket name. */
function holderArn(world: World, holder: string): string {
  if (holder.startsWith('arn:')) return holder;
  if (!/^https?:/.test(holder)) return `arn:aws:s3:::${holder}`;
  return `arn:aws:sqs:${world.region}:${world.account}:${holder.split('/').at(-1)}`;
}

function functionArn(world: World, nameOrArn: string): string {
  return nameOrArn.startsWith('arn:')
    ? nameOrArn
    : `arn:aws:lambda:${world.region}:${world.account}:function:${nameOrArn}`;
}

function roleOf(world: World, policy: Resource): string {
  const role = resourcesOf(world, 'aws_iam_role').find(({ values }) => values.name === policy.values.role);
  if (!role) throw new UnsupportedResource(policy.address, `there is no role ${policy.values.role}`);
  return String(role.values.arn);
}

function managedPolicy(world: World, attachment: Resource): Resource {
  const policy = resourcesOf(world, 'aws_iam_policy').find(({ values }) => values.arn === attachment.values.policy_arn);
  if (policy) return policy;
  throw new UnsupportedResource(
    attachment.address,
    `policies of AWS's own (${attachment.values.policy_arn}) are not supported`,
  );
}

function refuseAttributes(world: World, type: string, attributes: string[]): void {
  for (const { address, values } of resourcesOf(world, type)) {
    for (const name of attributes) {
      if (values[name] !== undefined) throw new UnsupportedResource(address, `${name} is not supported`);
    }
  }
}

function add(attached: Attached, holder: string, statements: Statement[]): void {
  attached.set(holder, [...(attached.get(holder) ?? []), ...statements]);
}
