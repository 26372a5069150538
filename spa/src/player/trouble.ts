import type { Fault } from './player.ts';

/** Why there is no picture, as a viewer is told. */
export type Trouble = 'notStarted' | 'ended' | 'missing' | 'overCapacity' | 'unsupported' | 'slowStart' | 'unreachable';

/** IVS answers the same to a stream that is not there yet and to one that is over: whoever has seen it knows which. */
export function troubleOf(fault: Fault, hasPlayed: boolean): Trouble {
  switch (fault) {
    case 'offline':
      return hasPlayed ? 'ended' : 'notStarted';
    case 'refused':
      return 'missing';
    case 'full':
      return 'overCapacity';
    default:
      return fault;
  }
}

/** Whether it may pass by itself. */
export const mayPass = (trouble: Trouble): boolean => trouble !== 'unsupported';
