import type { Clock } from '../../../local/engines/clock.ts';
import { startSchedules } from '../../../local/engines/schedules.ts';
import { ACCOUNT, arnOf, REGION, worldOf } from './small-world.ts';

const BEAT = arnOf('states', 'stateMachine:beat');
const FUNCTION = arnOf('lambda', 'function:f');
const ruleArn = arnOf('events', 'rule/minute');
const rule = (more = {}) => ({ name: 'minute', arn: ruleArn, schedule_expression: 'rate(1 minute)', ...more });
const machineTarget = { rule: 'minute', arn: BEAT, role_arn: 'arn:role' };

function run(
  resources: Record<string, Record<string, unknown>>,
  ports: { may?: boolean; allowed?: boolean; fails?: boolean } = {},
) {
  const calls: unknown[][] = [];
  const timers: { ms: number; work: () => void; ended: boolean }[] = [];
  const clock: Clock = {
    now: () => Date.parse('2026-08-01T10:00:00.123Z'),
    every: (ms, work) => {
      const timer = { ms, work, ended: false };
      timers.push(timer);
      return () => {
        timer.ended = true;
      };
    },
  };
  const schedules = startSchedules({
    world: worldOf(resources),
    clock,
    functions: {
      settings: () => ({}) as never,
      invoke: async (...call) => {
        calls.push(call);
        return {} as never;
      },
    },
    machines: {
      startExecution: (...call) => {
        if (ports.fails) throw new Error('away');
        calls.push(call);
        return {} as never;
      },
    },
    may: () => ports.may ?? true,
    allowed: () => ports.allowed ?? true,
    send: (...call) => void calls.push(call),
  });
  return { schedules, calls, timers };
}
const settled = () => new Promise((resolve) => setImmediate(resolve));
const event = {
  version: '0',
  id: expect.any(String),
  'detail-type': 'Scheduled Event',
  source: 'aws.events',
  account: ACCOUNT,
  time: '2026-08-01T10:00:00Z',
  region: REGION,
  resources: [ruleArn],
  detail: {},
};

describe('a rule', () => {
  it('starts its state machine every minute with the event of EventBridge', async () => {
    const { timers, calls } = run({
      'aws_cloudwatch_event_rule.r': rule(),
      'aws_cloudwatch_event_target.t': machineTarget,
    });
    expect(timers.map(({ ms }) => ms)).toEqual([60_000]);
    timers[0]?.work();
    await settled();
    expect(calls).toEqual([[BEAT, event]]);
  });

  it('gives a function its own input, asynchronously', async () => {
    const target = { rule: 'minute', arn: FUNCTION, input: '{"a":1}' };
    const { schedules, calls } = run({
      'aws_cloudwatch_event_rule.r': rule(),
      'aws_cloudwatch_event_target.t': target,
    });
    await schedules.fire('minute');
    expect(calls).toEqual([[FUNCTION, { a: 1 }, { type: 'Event' }]]);
  });

  it('waits while it is disabled, and can be fired all the same', async () => {
    const { schedules, timers, calls } = run({
      'aws_cloudwatch_event_rule.r': rule({ state: 'DISABLED' }),
      'aws_cloudwatch_event_target.t': machineTarget,
    });
    expect(timers).toEqual([]);
    await schedules.fire('minute');
    expect(calls).toHaveLength(1);
    await expect(schedules.fire('other')).rejects.toThrow('there is no rule other');
  });

  it('sends to its dead letters what its target did not take', async () => {
    const target = { ...machineTarget, dead_letter_config: [{ arn: 'arn:dead' }], input: '{"a":1}' };
    const { schedules, calls } = run(
      { 'aws_cloudwatch_event_rule.r': rule(), 'aws_cloudwatch_event_target.t': target },
      { fails: true },
    );
    await schedules.fire('minute');
    expect(calls).toEqual([['arn:dead', '{"a":1}']]);
  });

  it('ends with the stack', () => {
    const { schedules, timers } = run({ 'aws_cloudwatch_event_rule.r': rule() });
    schedules.stop();
    expect(timers.map(({ ended }) => ended)).toEqual([true]);
  });
});

describe('what is refused', () => {
  it.each([
    [
      'a machine that the role may not start',
      { 'aws_cloudwatch_event_target.t': machineTarget },
      { may: false },
      'aws_cloudwatch_event_target.t: arn:role may not states:StartExecution',
    ],
    [
      'a function that does not let EventBridge in',
      { 'aws_cloudwatch_event_target.t': { rule: 'minute', arn: FUNCTION } },
      { allowed: false },
      'events.amazonaws.com may not lambda:InvokeFunction',
    ],
    [
      'another target',
      { 'aws_cloudwatch_event_target.t': { rule: 'minute', arn: arnOf('kinesis', 'stream/s') } },
      {},
      'a target of kinesis',
    ],
    [
      'a plural that EventBridge refuses',
      { 'aws_cloudwatch_event_rule.r': rule({ schedule_expression: 'rate(1 minutes)' }) },
      {},
      'rate(1 minutes)',
    ],
    [
      'cron',
      { 'aws_cloudwatch_event_rule.r': rule({ schedule_expression: 'cron(0 * * * ? *)' }) },
      {},
      'cron(0 * * * ? *)',
    ],
  ])('%s', (_, more, ports, message) =>
    expect(() => run({ 'aws_cloudwatch_event_rule.r': rule(), ...more }, ports)).toThrow(message));
});
