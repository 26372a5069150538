import { UnsupportedResource, type World } from '../terraform/world.ts';
import { type Clock, systemClock } from './clock.ts';
import { eventOf } from './events/event.ts';
import { type Rule, rulesOf } from './events/rules.ts';
import { type TargetOptions, targetsOf } from './events/targets.ts';

const UNIT_MS: Record<string, number> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

function intervalOf(address: string, expression: string) {
  const [, number, unit = '', plural] = /^rate\((\d+) (minute|hour|day)(s?)\)$/.exec(expression) ?? [];
  const ms = UNIT_MS[unit];
  // EventBridge takes "1 minute" and "2 minutes", and nothing else.
  if (!ms || Number(number) < 1 || (Number(number) === 1) !== (plural === '')) {
    throw new UnsupportedResource(address, `schedule_expression ${expression} is not known to the local engine`);
  }
  return Number(number) * ms;
}

export interface SchedulesOptions extends TargetOptions {
  world: World;
  clock?: Clock;
}

export interface Schedules {
  /** Fires a rule now, also a disabled one. @throws if there is none */
  fire(ruleName: string): Promise<void>;
  stop(): void;
}

const timed = (rule: Rule): rule is Rule & { schedule: string } => rule.schedule !== undefined;

/** Fires the world's rules by their schedules, the first time one interval from now, and gives their targets the event. */
export function startSchedules(options: SchedulesOptions): Schedules {
  const { world, clock = systemClock, report = () => undefined } = options;
  const rules = rulesOf(world)
    .filter(timed)
    .map((rule) => ({
      ...rule,
      everyMs: intervalOf(rule.address, rule.schedule),
      give: targetsOf(rule, options),
    }));
  const fire = async (name: string) => {
    const found = rules.find((each) => each.name === name);
    if (!found) throw new Error(`there is no rule ${name}`);
    const happened = { source: 'aws.events', 'detail-type': 'Scheduled Event', resources: [found.arn], detail: {} };
    await found.give(eventOf(happened, world, clock.now()));
  };
  const ends = rules
    .filter((each) => each.enabled)
    .map(({ name, everyMs }) =>
      clock.every(everyMs, () => void fire(name).catch((error) => report(name, String(error)))),
    );
  return {
    fire,
    stop: () => {
      for (const end of ends) end();
    },
  };
}
