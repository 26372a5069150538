import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppsyncFunction } from '@cdktf/provider-aws/lib/appsync-function';
import { AppsyncResolver } from '@cdktf/provider-aws/lib/appsync-resolver';
import { Construct } from 'constructs';
import { CHANNELS } from '#graphql/source/channels';
import { PICTURE_HOSTS } from '#graphql/source/picture-hosts';
import { STAGE_TABLE } from '#graphql/stage-table';
import { BALLOT_TABLE } from '#graphql/survey/ballot-table';
import { GATE_COPIES } from '#graphql/survey/gate-copies';
import { literal } from '../terraform-text.ts';
import { bundleResolver } from './bundle-resolver.ts';
import { type PlannedResolver, planResolvers } from './plan-resolvers.ts';

const FOLDER = join(import.meta.dirname, '../../graphql');

const RUNTIME = { name: 'APPSYNC_JS', runtimeVersion: '1.0.0' };

/** A file's first line may name the data source that it runs on; without one it is the Stage table. */
const DATA_SOURCE = /^\/\/ data source: (\w+)\n/;

/** Names of the API's data sources. */
export interface DataSources {
  readonly STAGE: string;
  readonly BALLOT: string;
  readonly PLAYBACK: string;
  /** The function that exports ballots. */
  readonly EXPORT: string;
  /** The function that handles stream keys. */
  readonly BROADCAST: string;
  readonly NONE: string;
}

/** AppSync takes letters, digits and underscores. */
const nameOf = (file: string): string =>
  file
    .replace(/\.ts$/, '')
    .replace(/^[\w-]+\//, '')
    .replaceAll(/\W/g, '_');

export interface ResolversProps {
  readonly apiId: string;
  /** The merged SDL. */
  readonly schema: string;
  /** What code needs to know of its environment, put in where it says so (graphql/stage-table.ts and others). */
  readonly texts: {
    readonly stageTable: string;
    readonly ballotTable: string;
    readonly gateCopies: number;
    readonly channels: number;
    readonly pictureHosts: readonly string[];
  };
  readonly dataSources: DataSources;
}

/** A resolver for every root field, from files whose names say what they resolve (plan-resolvers.ts). */
export class Resolvers extends Construct {
  readonly #props: ResolversProps;
  readonly #functions = new Map<string, AppsyncFunction>();

  constructor(scope: Construct, id: string, props: ResolversProps) {
    super(scope, id);
    this.#props = props;
    const paths = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' });
    for (const plan of planResolvers(paths, props.schema)) this.#resolver(plan);
  }

  #resolver({ type, field, kind, files }: PlannedResolver): void {
    const { apiId } = this.#props;
    const resolver = { apiId, type, field, kind, runtime: RUNTIME };
    const [file = ''] = files;
    new AppsyncResolver(
      this,
      `${type}.${field}`,
      kind === 'UNIT'
        ? { ...resolver, dataSource: this.#dataSourceOf(file), code: this.#code(file) }
        : {
            ...resolver,
            pipelineConfig: { functions: files.map((step) => this.#function(step).functionId) },
            code: this.#code('pipeline.ts'),
          },
    );
  }

  /** One function per file, however many pipelines run it. */
  #function(file: string): AppsyncFunction {
    const known = this.#functions.get(file);
    if (known) return known;
    const made = new AppsyncFunction(this, file, {
      apiId: this.#props.apiId,
      name: nameOf(file),
      dataSource: this.#dataSourceOf(file),
      runtime: RUNTIME,
      code: this.#code(file),
    });
    this.#functions.set(file, made);
    return made;
  }

  #code(file: string): string {
    const { stageTable, ballotTable, gateCopies, channels, pictureHosts } = this.#props.texts;
    return literal(bundleResolver(`graphql/${file}`))
      .replaceAll(STAGE_TABLE, stageTable)
      .replaceAll(BALLOT_TABLE, ballotTable)
      .replaceAll(JSON.stringify(GATE_COPIES), String(gateCopies))
      .replaceAll(JSON.stringify(CHANNELS), String(channels))
      .replaceAll(PICTURE_HOSTS, pictureHosts.join(','));
  }

  #dataSourceOf(file: string): string {
    const name = DATA_SOURCE.exec(readFileSync(join(FOLDER, file), 'utf8'))?.[1] ?? 'STAGE';
    const sources: Partial<Record<string, string>> = { ...this.#props.dataSources };
    const source = sources[name];
    if (!source) throw new Error(`graphql/${file}: there is no data source ${name}`);
    return source;
  }
}
