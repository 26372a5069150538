import { Construct } from 'constructs';
import type { Alarms } from '../alarm/alarms.ts';
import { Loop } from './loop.ts';
import { Pool, type PoolProps } from './pool.ts';

export interface StreamProps extends PoolProps {
  readonly region: string;
  readonly alarms: Alarms;
}

/** Pictures: the pool of channels, and the loops that watch them. */
export class Stream extends Construct {
  readonly pool: Pool;

  constructor(scope: Construct, id: string, props: StreamProps) {
    super(scope, id);
    this.pool = new Pool(this, 'pool', props);
    new Loop(this, 'loop', { ...props, pool: this.pool });
  }
}
