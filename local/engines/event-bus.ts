import { UnsupportedResource, type World } from '../terraform/world.ts';
import type { AwsEvent } from './events/event.ts';
import { type Rule, rulesOf } from './events/rules.ts';
import { type TargetOptions, targetsOf } from './events/targets.ts';
import { filterFrom } from './filter-criteria.ts';

export interface EventBusOptions extends TargetOptions {
  world: World;
}

export interface EventBus {
  /** Gives an event to the targets of every enabled rule whose pattern it matches. Settles when they have it. Rejects only where not even a dead-letter queue took it. */
  put(event: AwsEvent): Promise<void>;
}

function patternOf({ address, pattern = '{}' }: Rule): (event: unknown) => boolean {
  try {
    return filterFrom([pattern]);
  } catch (cause) {
    throw new UnsupportedResource(address, `event_pattern: ${cause instanceof Error ? cause.message : cause}`, {
      cause,
    });
  }
}

/**
 * The account's default event bus, as far as services of AWS put their events on it.
 * @throws UnsupportedResource, PermissionMissing on rules and targets that would not work
 */
export function createEventBus(options: EventBusOptions): EventBus {
  const rules = rulesOf(options.world)
    .filter(({ pattern }) => pattern !== undefined)
    .map((rule) => ({ enabled: rule.enabled, matches: patternOf(rule), give: targetsOf(rule, options) }));
  return {
    async put(event) {
      const matching = rules.filter(({ enabled, matches }) => enabled && matches(event));
      await Promise.all(matching.map(({ give }) => give(event)));
    },
  };
}
