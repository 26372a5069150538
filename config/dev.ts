import type { Environment } from '../modules/environment.ts';

/** To try things out: `destroy` leaves nothing behind, Terraform's state is a local file. Put in your own address. */
export const environment: Environment = {
  name: 'dev',
  region: 'eu-west-1',
  viewers: 1_000,
  contact: 'platform@example.com',
  protect: false,
  state: 'local',
};
