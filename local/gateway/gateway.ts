import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Caller, Iam } from '../iam/iam.ts';
import { SignatureRefused } from '../iam/signature.ts';
import { listen } from '../listener.ts';
import type { World } from '../terraform/world.ts';
import { pass, readRequest, write } from './exchange.ts';
import { FAULT, type FaultEffect, type FaultMatch, Faults } from './faults.ts';
import { Forwarder } from './forward.ts';
import { Meter } from './meter.ts';
import { Gatekeeper, type Refusal } from './refusals.ts';
import { type Answer, type AwsRequest, type Call, type Problem, UnknownOperation } from './service.ts';
import { servicesOf } from './services.ts';

/** Where the calls of a service go: to an address, or into this process. Whoever gets them need not check anything. */
export type Engine = string | ((request: AwsRequest, call: Call, caller: Caller) => Promise<Answer>);

/** By the service's name in signatures. Calls of a service without an engine are refused by its name. */
export type Engines = Partial<
  Record<'dynamodb' | 'ivs' | 'lambda' | 's3' | 'secretsmanager' | 'sns' | 'sqs' | 'states', Engine>
>;

export interface GatewayOptions {
  world: World;
  iam: Iam;
  engines: Engines;
  /** Default: any that is free. */
  port?: number;
  /** Hears of refusals, of calls that the gateway does not know, and of engines that fail. Default: nobody. */
  report?: (line: string) => void;
}

export interface Gateway {
  /** `http://127.0.0.1:PORT`, for AWS_ENDPOINT_URL. */
  url: string;
  /** Delays calls or makes them fail; the answer ends that. */
  fault(match: FaultMatch, effect: FaultEffect): () => void;
  clearFaults(): void;
  /** Counts what tables are read and written with, once started. */
  meter: Meter;
  /** What policies refused since the start, the newest last, 200 at most. */
  refusals(): Refusal[];
  stop(): Promise<void>;
}

/**
 * Starts the one address that takes every call of an AWS SDK: finds out who signed it, whether policies allow it, and hands
 * it to the service's engine.
 */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const { world, iam, engines, report = () => {} } = options;
  const serviceOf = servicesOf(world);
  const gatekeeper = new Gatekeeper(iam, report);
  const faults = new Faults();
  const forwarder = new Forwarder();
  const meter = new Meter();

  const answer = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const request = await readRequest(incoming);
    const service = serviceOf(request);
    const refuse = (problem: Problem) => write(response, service.refuse(problem));
    try {
      const caller = await iam.verify(request);
      const call = service.callOf(request, world);
      const engine = engines[service.name as keyof Engines];
      if (!engine) throw new UnknownOperation(service.name, `${call.operation} (it has no engine)`);
      const lacking = gatekeeper.lacks(caller, call.permissions);
      if (lacking) return refuse(lacking);
      const fails = await faults.meet({ service: service.name, operation: call.operation, roleArn: caller.roleArn });
      if (fails === 'cut') return void response.destroy();
      if (fails) return refuse(FAULT);
      if (typeof engine === 'function') return write(response, await engine(request, call, caller));
      const path = incoming.url ?? '/';
      if (meter.measures(service.name)) {
        const answered = await forwarder.send(engine, meter.asking(request), path);
        return write(response, await meter.read(answered, call, caller.roleArn));
      }
      const answered = await forwarder.send(engine, request, path);
      const hidden = gatekeeper.hides(caller, service.toSee?.(call, answered.statusCode ?? 0) ?? []);
      if (!hidden) return pass(answered, response);
      answered.resume();
      refuse(hidden);
    } catch (error) {
      const problem = problemOf(error);
      report(problem.message);
      refuse(problem);
    }
  };

  const listener = await listen(options.port ?? 0, answer, (error) => report(`gateway: ${error}`));
  return {
    url: listener.url,
    fault: (match, effect) => faults.add(match, effect),
    clearFaults: () => faults.clear(),
    meter,
    refusals: () => [...gatekeeper.refusals],
    async stop() {
      await listener.stop();
      forwarder.close();
    },
  };
}

function problemOf(error: unknown): Problem {
  if (error instanceof SignatureRefused) return { kind: error.code, message: error.message };
  if (error instanceof UnknownOperation) return { kind: 'UnknownOperation', message: error.message };
  const { code = '', message } = error as NodeJS.ErrnoException;
  return { kind: 'Failure', message: `The engine failed: ${code} ${message}` };
}
