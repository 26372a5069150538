import { S3Client } from '@aws-sdk/client-s3';
import { chooseLocalPorts, httpApiPort, local, localHosts } from './addresses.ts';
import { startAppSync } from './appsync/start.ts';
import { everythingIsBuilt } from './engine-of.ts';
import { startDynamoDb } from './engines/dynamodb.ts';
import { createEventBus } from './engines/event-bus.ts';
import { startFunctions } from './engines/functions.ts';
import { startMappings } from './engines/mappings.ts';
import { startMessaging } from './engines/messaging.ts';
import type { Allowed, May, Report } from './engines/ports.ts';
import { startSchedules } from './engines/schedules.ts';
import { startStateMachines } from './engines/state-machines.ts';
import type { Poll } from './engines/stream-mapping.ts';
import { startGateway } from './gateway/gateway.ts';
import { graphqlApiOf } from './graphql-api.ts';
import { startHttpApi } from './http-api/start.ts';
import { appSyncPort } from './iam/appsync-port.ts';
import { createIam } from './iam/iam.ts';
import { startIvs } from './ivs/ivs.ts';
import { startSecrets } from './secrets/secrets.ts';
import { startSignIn } from './sign-in/start.ts';
import { startSite } from './site/start.ts';
import { evaluate } from './terraform/evaluate.ts';
import { mapHosts } from './terraform/map-hosts.ts';
import { readStack } from './terraform/read-stack.ts';
import { resourcesOf } from './terraform/world.ts';

/** The account that the local stack pretends to be in. */
const ACCOUNT = '123456789012';

export interface StackOptions {
  /** Which of the synthesised stacks. Default `butai-dev`. */
  stack?: string;
  /** Where synthesis wrote. Default `cdktf.out`. */
  cdktfOut?: string;
  /** The site's port, the others following it; 0 for free ones. */
  port?: number;
  poll?: Poll;
  /** By how much reads that are not marked consistent may lag, in milliseconds. */
  lagMs?: number;
  /** Delivers every now and then a stream's batch twice, as Lambda may. */
  redeliver?: () => boolean;
  /** Keeps tables and objects there. */
  dataDir?: string;
  /** Hears what starts, as it starts. */
  progress?: (what: string) => void;
  report?: Report;
  /** Each line that a function writes. */
  functionLog?: (functionName: string, line: string) => void;
}

/** The stack as it runs, each engine with what it lets one do. */
export type Stack = Awaited<ReturnType<typeof startStack>>;

/** What `terraform apply` would make of the stack, with the addresses of this machine. */
async function localWorld(options: StackOptions) {
  const { json, baseDir } = readStack(options.cdktfOut ?? 'cdktf.out', options.stack ?? 'butai-dev');
  const onAws = evaluate(json, { account: ACCOUNT, baseDir });
  everythingIsBuilt(onAws);
  const ports = await chooseLocalPorts(onAws, options.port ?? 0);
  return { world: mapHosts(onAws, localHosts(onAws, ports)), ports };
}

/**
 * Starts every engine with what the synthesised stack says, and nothing else. When one refuses, what had started is stopped again.
 * @throws UnsupportedResource with the address of what the local stack does not know
 */
export async function startStack(options: StackOptions = {}) {
  const {
    poll = 'short',
    lagMs = 0,
    dataDir,
    progress = () => {},
    report = () => {},
    functionLog = () => {},
  } = options;
  const stops: (() => unknown)[] = [];
  const stop = async () => {
    for (const each of stops.splice(0).reverse()) await each();
  };
  const started = async <Engine extends { stop(): unknown }>(what: string, engine: Promise<Engine> | Engine) => {
    progress(what);
    const running = await engine;
    stops.push(() => running.stop());
    return running;
  };
  try {
    const { world, ports } = await localWorld(options);
    const endpoint = local(ports.gateway);
    const iam = createIam(world);
    const may: May = (roleArn, action, resource) => iam.decide({ roleArn }, action, resource).allowed;
    const allowed: Allowed = (service, action, resource, sourceArn) =>
      iam.decide({ service }, action, resource, { 'aws:SourceArn': sourceArn }).allowed;

    const dynamodb = await started('tables (DynamoDB Local)', startDynamoDb({ world, dataDir, lagMs, report }));
    const messaging = await started('topics, queues and buckets', startMessaging({ world, allowed, dataDir, report }));
    const functions = await started(
      'functions',
      startFunctions({
        world,
        endpoint,
        credentialsFor: (roleArn) => iam.credentialsFor(roleArn, 'lambda.amazonaws.com'),
        log: functionLog,
      }),
    );
    const invoke = async (arn: string, event: unknown) => {
      const { functionError, payload } = await functions.invoke(arn, event);
      if (functionError) throw new Error(`${arn}: ${JSON.stringify(payload)}`);
      return payload;
    };
    const secrets = await started('secrets', startSecrets({ world, invoke, allowed, report }));
    const machines = await started('state machines', startStateMachines({ world, functions, may, report }));
    const targets = { functions, machines, may, allowed, send: messaging.send, report };
    const bus = createEventBus({ world, ...targets });
    const ivs = await started(
      'channels for video',
      startIvs({
        world,
        port: ports.video,
        publish: (event) => void bus.put(event).catch((error) => report('event bus', String(error))),
        report,
      }),
    );
    const gateway = await started(
      'the gateway for AWS calls',
      startGateway({
        world,
        iam,
        port: ports.gateway,
        report: (line) => report('gateway', line),
        engines: {
          dynamodb: dynamodb.url,
          ivs: ivs.answer,
          sns: messaging.url,
          sqs: messaging.url,
          s3: messaging.url,
          secretsmanager: secrets.url,
          states: machines.url,
        },
      }),
    );
    await secrets.beginRotations();

    const signIn = await started(
      'sign-in for operators',
      startSignIn(world, { port: ports.operators, log: (line) => report('sign-in', line) }),
    );
    const httpApis: Record<string, string> = {};
    for (const api of resourcesOf(world, 'aws_apigatewayv2_api')) {
      const { url } = await started(
        `the HTTP API ${api.values.name}`,
        startHttpApi(world, api, {
          port: httpApiPort(world, ports, api),
          invoke,
          allowed,
          log: (line) => report('http-api', line),
        }),
      );
      httpApis[String(api.values.name)] = url;
    }
    const graphql = await started(
      'the GraphQL API',
      startAppSync(
        graphqlApiOf({
          world,
          endpoint,
          credentialsFor: (roleArn) => iam.credentialsFor(roleArn, 'appsync.amazonaws.com'),
          invoke: (arn, payload) => functions.invoke(arn, payload),
          may,
          issuerOf: () => signIn.issuer,
        }),
        {
          iam: appSyncPort(iam),
          ports: { http: ports.graphql, realtime: ports.realtime },
          log: (line) => report('graphql', line),
        },
      ),
    );
    const s3 = new S3Client({
      endpoint: messaging.url,
      forcePathStyle: true,
      region: world.region,
      credentials: { accessKeyId: 'edge', secretAccessKey: 'edge' },
    });
    const edge = await started(
      'the site',
      startSite(world, { s3, allowed, port: ports.site, log: (line) => report('site', line) }),
    );
    const mappings = await started(
      'event source mappings',
      startMappings({
        world,
        dynamodb,
        messaging,
        functions,
        may,
        poll,
        redeliver: options.redeliver,
        report,
      }),
    );
    const schedules = await started('schedules', startSchedules({ world, ...targets }));
    return {
      world,
      ports,
      iam,
      dynamodb,
      messaging,
      functions,
      secrets,
      machines,
      ivs,
      gateway,
      signIn,
      httpApis,
      graphql,
      edge,
      mappings,
      schedules,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
