import { type ExecutionResult, execute } from 'graphql';
import type { Stats } from '../api.ts';
import type { Engine } from '../engine.ts';
import { FieldError } from '../errors.ts';
import type { Publication } from '../execution/execute-request.ts';
import { shownError } from '../execution/format-errors.ts';
import { newRequest } from '../execution/request.ts';
import { fieldsOf } from '../execution/selection.ts';
import { argumentsMatch, passes } from './filter.ts';
import { DataFrames } from './frame.ts';
import type { Group, Groups, Subscriber } from './groups.ts';

/** AppSync's quota for a payload, in bytes; a larger one is dropped, and the publisher is none the wiser. */
const maxPayload = 240 * 1024;

/** Messages written before other work gets a turn. */
const slice = 2_000;

interface Delivery {
  frames: DataFrames;
  to: Subscriber[];
}

type Counters = Pick<Stats, 'published' | 'delivered' | 'executions' | 'dropped'>;

/** Carries mutation results to subscribers: one execution per distinct selection and audience, one frame per id length. */
export class FanOut {
  readonly #engine: () => Engine;
  readonly #groups: Groups;
  readonly #queue: Delivery[] = [];
  #running = false;
  readonly counters: Counters = {
    published: 0,
    delivered: 0,
    executions: 0,
    dropped: { oversized: 0, slow: 0, unauthorized: 0 },
  };

  constructor(engine: () => Engine, groups: Groups) {
    this.#engine = engine;
    this.#groups = groups;
  }

  publish({ mutation, payload }: Publication): void {
    const engine = this.#engine();
    this.counters.published += 1;
    const bodies = new Map<string, DataFrames | undefined>();
    for (const field of engine.compiled.links.get(mutation) ?? []) {
      for (const group of this.#groups.of(field)) {
        if (!(group.filter ? passes(group.filter, payload) : argumentsMatch(group.args, payload))) continue;
        if (!bodies.has(group.selection)) bodies.set(group.selection, this.#frames(engine, group, payload));
        const frames = bodies.get(group.selection);
        if (frames) this.#queue.push({ frames, to: [...group.members] });
      }
      bodies.clear(); // selections are told apart within one field only
    }
    this.#run();
  }

  #frames(engine: Engine, group: Group, payload: Publication['payload']): DataFrames | undefined {
    this.counters.executions += 1;
    const body = project(engine, group, payload);
    if (body === undefined) {
      this.counters.dropped.unauthorized += group.members.size;
      engine.log(`${group.field}: nothing delivered to ${group.caller.audience}, which may not see the payload`);
      return undefined;
    }
    if (Buffer.byteLength(body) > maxPayload) {
      this.counters.dropped.oversized += group.members.size;
      engine.log(
        `${group.field}: a payload of ${Buffer.byteLength(body)} bytes was dropped; AppSync takes ${maxPayload}`,
      );
      return undefined;
    }
    return new DataFrames(body);
  }

  /** Delivers what is queued, in order, in slices. */
  #run(): void {
    if (this.#running) return;
    this.#running = true;
    const step = () => {
      let left = slice;
      while (left > 0) {
        const delivery = this.#queue[0];
        if (!delivery) {
          this.#running = false;
          return;
        }
        const now = delivery.to.splice(-left);
        left -= now.length;
        for (const subscriber of now) this.#deliver(subscriber, delivery.frames);
        if (delivery.to.length === 0) this.#queue.shift();
      }
      setImmediate(step);
    };
    step();
  }

  #deliver({ connection, idJson, group, id }: Subscriber, frames: DataFrames): void {
    const subscription = connection.subscriptions.get(id);
    if (typeof subscription === 'symbol' || subscription?.group !== group) return; // left while the publish was queued
    if (connection.send(frames.for(idJson))) this.counters.delivered += 1;
    else this.counters.dropped.slow += 1;
  }
}

/** The JSON of a data message's payload for one group, or undefined when the group may see nothing of it. */
function project(engine: Engine, group: Group, payload: Publication['payload']): string | undefined {
  const { compiled, log } = engine;
  const request = { ...newRequest({ api: compiled.api, caller: group.caller, headers: {}, log }), pushed: true };
  const { data, errors } = execute({
    schema: compiled.schema,
    document: group.prepared.document,
    rootValue: { [group.field]: payload },
    variableValues: group.variables,
    operationName: group.operationName ?? undefined,
    contextValue: request,
  }) as ExecutionResult;
  if (!errors) return JSON.stringify({ data });
  const refused = errors.filter(
    ({ originalError }) => originalError instanceof FieldError && originalError.errorType === 'Unauthorized',
  );
  if (refused.length > 0 && refused.filter(({ path }) => path?.length === 2).length >= shownFields(group))
    return undefined;
  const shown = errors.map((error) => shownError(error, group.prepared.fragments, compiled.schema));
  return JSON.stringify({ data, errors: shown });
}

function shownFields({ prepared, operationName }: Group): number {
  const roots = fieldsOf(prepared.operation(operationName).selectionSet, prepared.fragments);
  const fields = roots.flatMap(({ selectionSet }) => fieldsOf(selectionSet, prepared.fragments));
  return fields.filter(({ name }) => name.value !== '__typename').length;
}
