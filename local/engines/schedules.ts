import { z } from 'zod';
import { type Resource, resourcesOf, UnsupportedResource, type World } from '../terraform/world.ts';
import { type Clock, systemClock } from './clock.ts';
import type { Functions } from './functions.ts';
import { type Allowed, type May, PermissionMissing, type Report, type SendToQueue } from './ports.ts';
import { attributes, block, count, readAs, withoutEffect } from './resource-schema.ts';
import type { StateMachines } from './state-machines.ts';

export const SCHEDULE_TYPES = ['aws_cloudwatch_event_rule', 'aws_cloudwatch_event_target'] as const;

const rule = attributes({
  name: z.string(),
  description: withoutEffect('a label'),
  schedule_expression: z.string(),
  state: z.enum(['ENABLED', 'DISABLED']).optional(),
  is_enabled: z.boolean().optional(),
  event_bus_name: z.literal('default').optional(),
  role_arn: withoutEffect('its targets have roles of their own'),
  force_destroy: withoutEffect('nothing destroys a rule'),
});
const target = attributes({
  rule: z.string(),
  arn: z.string(),
  target_id: z.string().optional(),
  role_arn: z.string().optional(),
  input: z.string().optional(),
  event_bus_name: z.literal('default').optional(),
  dead_letter_config: block({ arn: z.string().optional() }),
  retry_policy: block({ maximum_event_age_in_seconds: count.optional(), maximum_retry_attempts: count.optional() }),
  force_destroy: withoutEffect('nothing destroys a target'),
});

const UNIT_MS: Record<string, number> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

function intervalOf(resource: Resource, expression: string) {
  const [, number, unit = '', plural] = /^rate\((\d+) (minute|hour|day)(s?)\)$/.exec(expression) ?? [];
  const ms = UNIT_MS[unit];
  // EventBridge takes "1 minute" and "2 minutes", and nothing else.
  if (!ms || Number(number) < 1 || (Number(number) === 1) !== (plural === '')) {
    throw new UnsupportedResource(
      resource.address,
      `schedule_expression ${expression} is not known to the local engine`,
    );
  }
  return Number(number) * ms;
}

export interface SchedulesOptions {
  world: World;
  functions: Pick<Functions, 'invoke' | 'settings'>;
  machines: Pick<StateMachines, 'startExecution'>;
  /** Asked with a target's role, for a state machine. */
  may: May;
  /** Asked with ('events.amazonaws.com', 'lambda:InvokeFunction', function, rule), for a function. */
  allowed: Allowed;
  /** Where events go that a target did not take, if it has a dead-letter queue. */
  send: SendToQueue;
  clock?: Clock;
  report?: Report;
}

export interface Schedules {
  /** Fires a rule now, also a disabled one. @throws if there is none */
  fire(ruleName: string): Promise<void>;
  stop(): void;
}

type Target = z.output<typeof target> & { address: string };
interface Rule {
  name: string;
  arn: string;
  everyMs: number;
  enabled: boolean;
  targets: Target[];
}

function rulesOf(world: World): Rule[] {
  const targets = resourcesOf(world, 'aws_cloudwatch_event_target').map((resource) => ({
    ...readAs(target, resource),
    address: resource.address,
  }));
  return resourcesOf(world, 'aws_cloudwatch_event_rule').map((resource) => {
    const values = readAs(rule, resource);
    return {
      name: values.name,
      arn: values.arn ?? '',
      everyMs: intervalOf(resource, values.schedule_expression),
      enabled: values.state !== 'DISABLED' && values.is_enabled !== false,
      targets: targets.filter((each) => each.rule === values.name),
    };
  });
}

const eventOf = ({ arn }: Rule, { account, region }: World, now: number) => ({
  version: '0',
  id: crypto.randomUUID(),
  'detail-type': 'Scheduled Event',
  source: 'aws.events',
  account,
  time: new Date(now).toISOString().replace(/\.\d+Z$/, 'Z'),
  region,
  resources: [arn],
  detail: {},
});

/** How a target takes events; what it may not do is found when the stack starts. */
function delivererTo(from: Rule, to: Target, { functions, machines, may, allowed }: SchedulesOptions) {
  const [, , service] = to.arn.split(':');
  if (service === 'lambda') {
    const events = 'events.amazonaws.com';
    functions.settings(to.arn);
    if (!allowed(events, 'lambda:InvokeFunction', to.arn, from.arn)) {
      throw new PermissionMissing(to.address, events, 'lambda:InvokeFunction', to.arn);
    }
    return (event: unknown) => functions.invoke(to.arn, event, { type: 'Event' });
  }
  if (service === 'states') {
    if (!to.role_arn || !may(to.role_arn, 'states:StartExecution', to.arn)) {
      throw new PermissionMissing(to.address, to.role_arn ?? 'no role', 'states:StartExecution', to.arn);
    }
    return async (event: unknown) => machines.startExecution(to.arn, event);
  }
  throw new UnsupportedResource(to.address, `a target of ${service} is not known to the local engine`);
}

/** Fires the world's rules by their schedules, the first time one interval from now, and gives their targets the event. */
export function startSchedules(options: SchedulesOptions): Schedules {
  const { world, clock = systemClock, report = () => undefined, send } = options;
  const rules = rulesOf(world).map((each) => ({
    ...each,
    targets: each.targets.map((to) => ({ to, deliver: delivererTo(each, to, options) })),
  }));
  const fire = async (name: string) => {
    const found = rules.find((each) => each.name === name);
    if (!found) throw new Error(`there is no rule ${name}`);
    const { targets, ...about } = found;
    for (const { to, deliver } of targets) {
      const event = to.input ? JSON.parse(to.input) : eventOf({ ...about, targets: [] }, world, clock.now());
      try {
        await deliver(event);
      } catch (error) {
        report(to.address, `did not take the event: ${error}`);
        if (to.dead_letter_config?.arn) send(to.dead_letter_config.arn, JSON.stringify(event));
      }
    }
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
