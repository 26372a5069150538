/** A resource or data source of the synthesised stack, with every expression resolved. */
export interface Resource {
  /** `aws_sqs_queue.live_dead`, or `data.aws_iam_policy_document.trust` for a data source. */
  address: string;
  /** `aws_sqs_queue`; the same for a resource and a data source. */
  type: string;
  name: string;
  /**
   * Attributes by their Terraform names: as configured, and what a provider would compute (arn, id, url …). A nested block is
   * an object or a list of objects, as synthesised: read it with `blocks`. Paths of files are absolute.
   */
  values: Record<string, unknown>;
}

/** A stack as `terraform apply` would leave it, of which engines build what is theirs. */
export interface World {
  resources: Resource[];
  outputs: Record<string, unknown>;
  account: string;
  region: string;
}

/** The resources of a type (no data sources), in the order of the synthesised JSON. */
export function resourcesOf(world: World, type: string): Resource[] {
  return world.resources.filter((resource) => resource.type === type && !resource.address.startsWith('data.'));
}

/** The nested blocks of a name: none, one or several, whichever way they were synthesised. */
export function blocks(values: Record<string, unknown>, name: string): Record<string, unknown>[] {
  const value = values[name];
  if (value === undefined || value === null) return [];
  return (Array.isArray(value) ? value : [value]) as Record<string, unknown>[];
}

/** Something in the synthesised stack that the local stack cannot make. The message names the resource's address. */
export class UnsupportedResource extends Error {
  override readonly name = 'UnsupportedResource';

  readonly address: string;

  constructor(address: string, problem: string, options?: ErrorOptions) {
    super(`${address}: ${problem}`, options);
    this.address = address;
  }
}
