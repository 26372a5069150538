import { UnsupportedResource } from '../../terraform/world.ts';
import type { Functions } from '../functions.ts';
import { type Allowed, type May, PermissionMissing, type Report, type SendToQueue } from '../ports.ts';
import type { StateMachines } from '../state-machines.ts';
import type { AwsEvent } from './event.ts';
import type { Rule, Target } from './rules.ts';

export interface TargetOptions {
  functions: Pick<Functions, 'invoke' | 'settings'>;
  machines: Pick<StateMachines, 'startExecution'>;
  /** Asked with a target's role, for a state machine. */
  may: May;
  /** Asked with ('events.amazonaws.com', an action, function or queue, rule). */
  allowed: Allowed;
  /** Puts events on queues: on targets, and on dead-letter queues of targets that did not take one. */
  send: SendToQueue;
  report?: Report;
}

type Deliver = (event: unknown) => unknown;

const EVENTS = 'events.amazonaws.com';

function delivererTo(from: Rule, to: Target, { functions, machines, may, allowed, send }: TargetOptions): Deliver {
  const [, , service] = to.arn.split(':');
  const demand = (action: string) => {
    if (!allowed(EVENTS, action, to.arn, from.arn)) throw new PermissionMissing(to.address, EVENTS, action, to.arn);
  };
  if (service === 'lambda') {
    functions.settings(to.arn);
    demand('lambda:InvokeFunction');
    return (event) => functions.invoke(to.arn, event, { type: 'Event' });
  }
  if (service === 'sqs') {
    demand('sqs:SendMessage');
    return (event) => send(to.arn, JSON.stringify(event));
  }
  if (service === 'states') {
    if (!to.role_arn || !may(to.role_arn, 'states:StartExecution', to.arn)) {
      throw new PermissionMissing(to.address, to.role_arn ?? 'no role', 'states:StartExecution', to.arn);
    }
    return (event) => machines.startExecution(to.arn, event);
  }
  throw new UnsupportedResource(to.address, `a target of ${service} is not known to the local engine`);
}

/**
 * How a rule's targets are given an event: each its own input or the event, and what one does not take goes to its dead letters.
 * @throws PermissionMissing, UnsupportedResource: what a target may not do is found when the stack starts
 */
export function targetsOf(rule: Rule, options: TargetOptions): (event: AwsEvent) => Promise<void> {
  const { send, report = () => undefined } = options;
  const targets = rule.targets.map((to) => ({ to, deliver: delivererTo(rule, to, options) }));
  return async (event) => {
    for (const { to, deliver } of targets) {
      const given: unknown = to.input ? JSON.parse(to.input) : event;
      try {
        await deliver(given);
      } catch (error) {
        report(to.address, `did not take the event: ${error}`);
        if (to.dead_letter_config?.arn) send(to.dead_letter_config.arn, JSON.stringify(given));
      }
    }
  };
}
