import { z } from 'zod';
import { resourcesOf, UnsupportedResource, type World } from '../../terraform/world.ts';
import { attributes, block, count, readAs, withoutEffect } from '../resource-schema.ts';

/** EventBridge: rules on the default bus, and what they give their events to. */
export const EVENT_TYPES = ['aws_cloudwatch_event_rule', 'aws_cloudwatch_event_target'] as const;

const rule = attributes({
  name: z.string(),
  description: withoutEffect('a label'),
  schedule_expression: z.string().optional(),
  event_pattern: z.string().optional(),
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

export type Target = z.output<typeof target> & { address: string };

export interface Rule {
  address: string;
  name: string;
  arn: string;
  schedule: string | undefined;
  pattern: string | undefined;
  enabled: boolean;
  targets: Target[];
}

/** @throws UnsupportedResource on a rule that never fires, as EventBridge refuses it */
export function rulesOf(world: World): Rule[] {
  const targets = resourcesOf(world, 'aws_cloudwatch_event_target').map((resource) => ({
    ...readAs(target, resource),
    address: resource.address,
  }));
  return resourcesOf(world, 'aws_cloudwatch_event_rule').map((resource) => {
    const values = readAs(rule, resource);
    const { address } = resource;
    const { name, arn = '', schedule_expression: schedule, event_pattern: pattern } = values;
    if (schedule === undefined && pattern === undefined) {
      throw new UnsupportedResource(address, 'a rule needs a schedule_expression or an event_pattern');
    }
    const enabled = values.state !== 'DISABLED' && values.is_enabled !== false;
    return { address, name, arn, schedule, pattern, enabled, targets: targets.filter((each) => each.rule === name) };
  });
}
