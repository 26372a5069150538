import type { FaultRates } from '../engines/mappings/stream-faults.ts';
import type { FaultEffect, FaultMatch } from '../gateway/faults.ts';
import type { Stack } from '../stack.ts';
import { resourcesOf } from '../terraform/world.ts';
import { channelActions } from './channel-actions.ts';
import type { Actions } from './control.ts';

/** How a token is asked for: `role` is viewer, operator, moderator or interpreter. */
export type GiveToken = (wish: Record<string, unknown>) => Promise<{ token: string }>;

/** How tokens of many viewers are asked for: `event` and `count`. */
export type GiveTokens = (wish: Record<string, unknown>) => Promise<{ tokens: string[] }>;

function required(input: Record<string, unknown>, name: string): string {
  const value = input[name];
  if (typeof value !== 'string' || value === '') throw new Error(`${name} is missing`);
  return value;
}

/** A function by its whole name or by the last part of it: `publish` for `butai-dev-publish`. */
function functionOf(stack: Stack, input: Record<string, unknown>): string {
  const wanted = required(input, 'name');
  const names = resourcesOf(stack.world, 'aws_lambda_function').map(({ values }) => String(values.function_name));
  const name = names.find((each) => each === wanted || each.endsWith(`-${wanted}`));
  if (!name) throw new Error(`there is no function ${wanted}: ${names.join(', ')}`);
  return name;
}

/** The ARN of a role by its whole name or by the last part of it: `live-publish` for `butai-dev-live-publish`. */
function roleOf(stack: Stack, input: Record<string, unknown>): string {
  const wanted = required(input, 'role');
  const roles = resourcesOf(stack.world, 'aws_iam_role').map(({ values }) => String(values.arn));
  const role = roles.find((arn) => arn.endsWith(`/${wanted}`) || arn.endsWith(`-${wanted}`));
  if (!role) throw new Error(`there is no role ${wanted}: ${roles.join(', ')}`);
  return role;
}

const nameOf = (values: Record<string, unknown>): string =>
  String(values.function_name ?? values.bucket ?? values.name);

/** What scripts and tests may do to a running stack. */
export const controlActions = (stack: Stack, giveToken: GiveToken, giveTokens: GiveTokens): Actions => ({
  'GET /token': giveToken,
  'POST /viewers': giveTokens,

  // For signing calls as one of the stack's roles. The keys are this run's, and good for nothing but this stack.
  'GET /credentials': (input) => {
    const roleArn = roleOf(stack, input);
    return { roleArn, region: stack.world.region, ...stack.iam.credentialsFor(roleArn) };
  },

  // The names that tables, buckets and topics have: `?type=aws_s3_bucket`.
  'GET /resources': (input) =>
    resourcesOf(stack.world, required(input, 'type')).map(({ address, values }) => ({ address, name: nameOf(values) })),

  // All of the GraphQL API, as pages meet it: queries and mutations, and real time.
  'POST /graphql/stop': async () => {
    await Promise.all([stack.graphql.http.stop(), stack.graphql.realtime.stop()]);
  },
  'POST /graphql/start': async () => {
    await Promise.all([stack.graphql.http.start(), stack.graphql.realtime.start()]);
  },

  // The real-time endpoint is a listener of its own, as on AWS, and can fail alone.
  'POST /realtime/stop': () => stack.graphql.realtime.stop(),
  'POST /realtime/start': () => stack.graphql.realtime.start(),
  'POST /realtime/cut': ({ authType }) => ({
    cut: stack.graphql.realtime.cut((connection) => authType === undefined || connection.authType === authType),
  }),

  'POST /site/cut': () => stack.edge.cut(),
  'POST /site/restore': () => stack.edge.restore(),

  'POST /functions/kill': (input) => stack.functions.kill(functionOf(stack, input)),
  'POST /functions/restart': (input) => stack.functions.restart(functionOf(stack, input)),
  'POST /functions/pause': (input) => stack.functions.pause(functionOf(stack, input)),
  'POST /functions/resume': (input) => stack.functions.resume(functionOf(stack, input)),

  // Delays AWS calls or makes them fail: `{"match": {"service": "s3"}, "effect": {"fail": "error"}}`.
  'POST /faults': ({ match, effect }) => {
    stack.gateway.fault(match as FaultMatch, effect as FaultEffect);
  },
  'POST /faults/clear': () => stack.gateway.clearFaults(),

  // What Lambda does to a stream's batches now and then, as shares: `{"name": "survey-tally", "redeliver": 0.05, "bisect": 0.05, "kill": 0.02}`.
  'POST /streams/faults': (input) => {
    const { redeliver, bisect, kill } = input as FaultRates;
    stack.mappings.fault(functionOf(stack, input), { redeliver, bisect, kill });
  },
  'POST /streams/split': (input) => stack.mappings.split(functionOf(stack, input)),

  ...channelActions(stack.ivs),

  'POST /schedules/fire': (input) => stack.schedules.fire(required(input, 'rule')),

  // Answers when the event source mappings are done with all that was written before.
  'POST /idle': () => stack.mappings.idle(),

  // How many messages wait in each queue, dead letters among them.
  'GET /queues': () => {
    const queues = resourcesOf(stack.world, 'aws_sqs_queue').map(({ values }) => {
      const waiting = stack.messaging.queue(String(values.arn)).getAttribute('ApproximateNumberOfMessages');
      return [String(values.name), Number(waiting)];
    });
    return Object.fromEntries(queues);
  },

  // What tables are read and written with, by table and role, from the last `start` on; measuring slows every call.
  'POST /meter/start': () => stack.gateway.meter.start(),
  'GET /meter': () => stack.gateway.meter.units(),

  'GET /refusals': () => stack.gateway.refusals(),
  'GET /stats': () => ({
    graphql: stack.graphql.stats(),
    functions: stack.functions.counts(),
    mappings: stack.mappings.counts(),
  }),
});
