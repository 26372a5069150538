import { UnsupportedResource } from './world.ts';

const REFUSED = ['count', 'for_each', 'provisioner', 'connection', 'dynamic'];
/** What these ask of later applies and of destruction does not matter to a first apply. */
const LIFECYCLE = ['//', 'prevent_destroy', 'ignore_changes', 'create_before_destroy'];

/**
 * Parts a resource's configuration from what is addressed to Terraform itself.
 * @throws UnsupportedResource on meta-arguments that the local stack does not carry out
 */
export function configurationOf(
  address: string,
  written: Record<string, unknown>,
): { configuration: Record<string, unknown>; provider?: string; dependsOn: string[] } {
  const { '//': _comment, lifecycle, depends_on: dependsOn = [], provider, ...configuration } = written;
  for (const name of REFUSED) {
    if (name in configuration) throw new UnsupportedResource(address, `the meta-argument ${name} is not supported`);
  }
  for (const name of Object.keys(lifecycle ?? {})) {
    if (!LIFECYCLE.includes(name)) throw new UnsupportedResource(address, `lifecycle.${name} is not supported`);
  }
  return { configuration, ...(typeof provider === 'string' && { provider }), dependsOn: dependsOn as string[] };
}
