import { DataAwsCallerIdentity } from '@cdktf/provider-aws/lib/data-aws-caller-identity';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { Fn, LocalBackend, S3Backend, TerraformOutput, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { Alarms } from './alarm/alarms.ts';
import { GraphqlApi } from './api/graphql-api.ts';
import { BreakGlass } from './break-glass/break-glass.ts';
import { Broadcast } from './broadcast/broadcast.ts';
import { capacityFor } from './capacity.ts';
import { Change } from './change/change.ts';
import type { Environment } from './environment.ts';
import { Frames, FramesQueue } from './fallback/frames.ts';
import { Beat } from './live/beat.ts';
import { Live } from './live/live.ts';
import { DeskClient } from './operator/desk-client.ts';
import { UserPool } from './operator/user-pool.ts';
import { Playback } from './playback/playback.ts';
import { Site } from './site/site.ts';
import { Stream } from './stream/stream.ts';
import { Survey } from './survey/survey.ts';
import { Table } from './table/table.ts';
import { AUDIENCE, Issuer } from './viewer/issuer.ts';

/** Floor and two languages, or two stages with their spares. */
const DEFAULT_CHANNELS = 4;

export interface ButaiStackProps {
  readonly environment: Environment;
  /** The folder that the SPA's build wrote. */
  readonly spaDist: string;
}

/** One environment: backend and site together, one apply. */
export class ButaiStack extends TerraformStack {
  constructor(scope: Construct, props: ButaiStackProps) {
    const { environment } = props;
    const { region, protect, channels = DEFAULT_CHANNELS, pictureHosts = [] } = environment;
    const prefix = `butai-${environment.name}`;
    super(scope, prefix);
    this.#terraform(environment);
    const account = new DataAwsCallerIdentity(this, 'account').accountId;
    const capacity = capacityFor(environment.viewers);
    const alarms = new Alarms(this, 'alarm', { prefix, contact: environment.contact });

    // In this order nothing waits for itself: AppSync needs the viewers' issuer, the site's policy names AppSync, the desk's client names
    // the site, and config.json names them all.
    // The one truth: events, stages, sessions and what was last published of them.
    const { table } = new Table(this, 'stage', { prefix, name: 'stage', protect, stream: true });
    const issuer = new Issuer(this, 'viewer', {
      prefix,
      protect,
      table,
      requestsPerSecond: capacity.sessionsPerSecond,
      alarms,
    });
    const playback = new Playback(this, 'playback', { prefix, protect, origin: issuer.origin, alarms });
    const { topic } = new Change(this, 'change', { prefix, table, alarms });
    const survey = new Survey(this, 'survey', {
      prefix,
      protect,
      stages: table,
      topic,
      gateCopies: capacity.gateCopies,
      alarms,
    });
    const operators = new UserPool(this, 'operator', { prefix, account, region, protect });
    const stream = new Stream(this, 'stream', {
      prefix,
      account,
      region,
      protect,
      table,
      channels,
      channelType: environment.channelType,
      recordingDays: environment.recordingDays,
      alarms,
    });
    const broadcast = new Broadcast(this, 'broadcast', {
      prefix,
      account,
      region,
      table,
      channels: stream.pool.arns,
      alarms,
    });
    const api = new GraphqlApi(this, 'api', {
      prefix,
      region,
      tables: { stages: table, ballots: survey.ballots, playback: playback.table },
      ballotExport: survey.export,
      streamKeys: broadcast.keys,
      gateCopies: capacity.gateCopies,
      channels,
      pictureHosts,
      viewers: { issuer: issuer.url, audience: AUDIENCE },
      operators: operators.pool,
      introspection: !protect,
    });
    const breakGlass = new BreakGlass(this, 'break-glass', { prefix, account, table });
    const frames = new FramesQueue(this, 'frames', { prefix, alarms });
    const live = new Live(this, 'live', {
      prefix,
      account,
      protect,
      table,
      ballots: survey.ballots,
      frames: frames.queue,
      topic,
      api,
      alarms,
    });
    new Beat(this, 'beat', { prefix, table, alarms });
    new Frames(this, 'fallback', {
      prefix,
      table,
      live: live.bucket,
      frames: frames.queue,
      channels: stream.pool.arns,
      alarms,
    });
    const site = new Site(this, 'site', {
      prefix,
      account,
      protect,
      domain: environment.domain,
      live: live.bucket,
      issuer,
      playback,
      // The slash lets in what lies below the authority, such as its discovery document.
      connect: [api.url, api.realtimeUrl, `${operators.authority}/`, operators.signInUrl],
      pictureHosts,
      spaDist: props.spaDist,
    });
    const desk = new DeskClient(this, 'desk', { prefix, operators, deskUrl: `${site.url}/admin` });
    site.configure({
      graphql: {
        url: api.url,
        realtime: api.realtimeUrl,
        host: Fn.trimsuffix(Fn.trimprefix(api.url, 'https://'), '/graphql'),
      },
      operators: { authority: operators.authority, clientId: desk.clientId },
      audience: AUDIENCE,
      spread: capacity.spread,
      poll: capacity.poll,
      sample: capacity.sample,
    });

    // Names only, no secrets.
    this.#output('site_url', site.url, 'The site. A DNS record for its own name must point here.');
    this.#output('admin_url', `${site.url}/admin`, 'The desk.');
    this.#output('graphql_url', api.url, 'The GraphQL API.');
    this.#output('issuer_url', issuer.url, "Issuer of viewers' tokens.");
    this.#output('user_pool_id', operators.pool.id, 'Where to invite operators.');
    this.#output('stage_table', table.name, 'Where to raise warm throughput before a big event.');
    this.#output('ballot_table', survey.ballots.name, 'Its warm throughput bounds how fast votes are taken.');
    this.#output('break_glass_role_arn', breakGlass.role.arn, 'What a helper takes on while the API is away.');
    this.#output('alarm_topic_arn', alarms.topic.arn, 'Where to subscribe to alarms.');
  }

  #terraform({ name, region, contact, state }: Environment): void {
    // 1.10 brought locks in S3 itself.
    this.addOverride('terraform.required_version', '>= 1.10.0');
    const defaultTags = [{ tags: { project: 'butai', environment: name, contact } }];
    new AwsProvider(this, 'aws', { region, defaultTags });
    if (state === 'local') {
      new LocalBackend(this, { path: `../../../terraform.tfstate.d/${this.node.id}.tfstate` });
      return;
    }
    const backend = new S3Backend(this, { ...state, key: `${this.node.id}.tfstate`, encrypt: true });
    backend.addOverride('use_lockfile', true);
  }

  #output(name: string, value: string, description: string): void {
    new TerraformOutput(this, name, { value, description, staticId: true });
  }
}
