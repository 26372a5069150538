import type { Environment } from '../modules/environment.ts';

/** The site that an audience sees. The state's bucket is made once, by hand, before the first apply: docs/deploy.md. */
export const environment: Environment = {
  name: 'prod',
  region: 'ap-northeast-1',
  viewers: 10_000,
  contact: 'platform@example.com',
  protect: true,
  state: { bucket: 'example-butai-terraform-state', region: 'ap-northeast-1' },
};
