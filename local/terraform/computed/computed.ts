import { WITHOUT_LOCAL_EFFECT } from '../without-local-effect.ts';
import { UnsupportedResource } from '../world.ts';
import { API } from './api.ts';
import { DATA } from './data.ts';
import { EDGE } from './edge.ts';
import { IDENTITY } from './identity.ts';
import { MESSAGING } from './messaging.ts';
import { type Compute, madeUp, type Place } from './place.ts';
import { VIDEO } from './video.ts';
import { WORK } from './work.ts';

/** Every resource type that has an engine, and those without local effect whose attributes others refer to. */
const COMPUTED: Record<string, Compute> = { ...API, ...DATA, ...EDGE, ...IDENTITY, ...MESSAGING, ...VIDEO, ...WORK };

/**
 * What the provider would compute for a resource.
 * @throws UnsupportedResource on a type that is neither known nor listed as without local effect
 */
export function computedOf(type: string, values: Record<string, unknown>, place: Place): Record<string, unknown> {
  const compute = COMPUTED[type];
  if (compute) return compute(values, place);
  if (type in WITHOUT_LOCAL_EFFECT) return { id: madeUp(place, 20, 'lower') };
  throw new UnsupportedResource(place.address, `the resource type ${type} is not supported by the local stack`);
}
