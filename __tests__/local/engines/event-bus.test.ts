import { createEventBus } from '../../../local/engines/event-bus.ts';
import { eventOf } from '../../../local/engines/events/event.ts';
import { ACCOUNT, arnOf, REGION, worldOf } from './small-world.ts';

const FUNCTION = arnOf('lambda', 'function:start');
const MACHINE = arnOf('states', 'stateMachine:loop');
const QUEUE = arnOf('sqs', 'streams');
const CHANNEL = arnOf('ivs', 'channel/abc');
const starts = {
  source: ['aws.ivs'],
  'detail-type': ['IVS Stream State Change'],
  resources: [CHANNEL],
  detail: { event_name: ['Stream Start', 'Stream End'] },
};
const rule = (pattern: object = starts, more = {}) => ({
  name: 'streams',
  arn: arnOf('events', 'rule/streams'),
  event_pattern: JSON.stringify(pattern),
  ...more,
});
const toFunction = { 'aws_cloudwatch_event_target.f': { rule: 'streams', arn: FUNCTION } };

function create(
  resources: Record<string, Record<string, unknown>>,
  ports: { may?: boolean; allowed?: boolean; fails?: boolean } = {},
) {
  const calls: unknown[][] = [];
  const world = worldOf(resources);
  const bus = createEventBus({
    world,
    functions: {
      settings: () => ({}) as never,
      invoke: async (...call) => {
        if (ports.fails) throw new Error('away');
        calls.push(call);
        return {} as never;
      },
    },
    machines: {
      startExecution: (...call) => {
        calls.push(call);
        return {} as never;
      },
    },
    may: () => ports.may ?? true,
    allowed: () => ports.allowed ?? true,
    send: (...call) => void calls.push(call),
  });
  const put = (event_name: string, channel = CHANNEL) => {
    const happened = {
      source: 'aws.ivs',
      'detail-type': 'IVS Stream State Change',
      resources: [channel],
      detail: { event_name },
    };
    const event = eventOf(happened, world, Date.parse('2026-08-01T10:00:00.123Z'));
    return bus.put(event).then(() => event);
  };
  return { put, calls };
}

describe('an event', () => {
  it('goes to every target of the rules that it matches: function, state machine, queue', async () => {
    const { put, calls } = create({
      'aws_cloudwatch_event_rule.r': rule(),
      ...toFunction,
      'aws_cloudwatch_event_target.m': { rule: 'streams', arn: MACHINE, role_arn: 'arn:role' },
      'aws_cloudwatch_event_target.q': { rule: 'streams', arn: QUEUE },
    });
    const event = await put('Stream Start');
    expect(event).toMatchObject({ account: ACCOUNT, region: REGION, time: '2026-08-01T10:00:00Z', version: '0' });
    expect(calls).toEqual([
      [FUNCTION, event, { type: 'Event' }],
      [MACHINE, event],
      [QUEUE, JSON.stringify(event)],
    ]);
  });

  it('goes nowhere that it does not match, be it by a detail or by a resource', async () => {
    const { put, calls } = create({ 'aws_cloudwatch_event_rule.r': rule(), ...toFunction });
    await put('Session Created');
    await put('Stream Start', arnOf('ivs', 'channel/other'));
    expect(calls).toEqual([]);
  });

  it('goes nowhere by a rule that is disabled, or has a schedule alone', async () => {
    const { put, calls } = create({
      'aws_cloudwatch_event_rule.r': rule(starts, { state: 'DISABLED' }),
      'aws_cloudwatch_event_rule.s': { name: 'minute', schedule_expression: 'rate(1 minute)' },
      'aws_cloudwatch_event_target.s': { rule: 'minute', arn: FUNCTION },
      ...toFunction,
    });
    await put('Stream Start');
    expect(calls).toEqual([]);
  });

  it('that a target does not take goes to its dead letters', async () => {
    const target = { rule: 'streams', arn: FUNCTION, dead_letter_config: { arn: 'arn:dead' } };
    const { put, calls } = create(
      { 'aws_cloudwatch_event_rule.r': rule(), 'aws_cloudwatch_event_target.f': target },
      { fails: true },
    );
    const event = await put('Stream End');
    expect(calls).toEqual([['arn:dead', JSON.stringify(event)]]);
  });
});

describe('what is refused', () => {
  it.each([
    [
      'a queue that does not let EventBridge in',
      { 'aws_cloudwatch_event_target.q': { rule: 'streams', arn: QUEUE } },
      { allowed: false },
      'aws_cloudwatch_event_target.q: events.amazonaws.com may not sqs:SendMessage',
    ],
    [
      'an operator that is not known',
      { 'aws_cloudwatch_event_rule.r': rule({ source: [{ wildcard: 'aws.*' }] }) },
      {},
      'aws_cloudwatch_event_rule.r: event_pattern: $.source',
    ],
    [
      'a rule that never fires',
      { 'aws_cloudwatch_event_rule.n': { name: 'never' } },
      {},
      'aws_cloudwatch_event_rule.n: a rule needs',
    ],
  ])('%s', (_, more, ports, message) =>
    expect(() => create({ 'aws_cloudwatch_event_rule.r': rule(), ...more }, ports)).toThrow(message));
});
