import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppsyncFunction } from '@cdktf/provider-aws/lib/appsync-function';
import { AppsyncResolver } from '@cdktf/provider-aws/lib/appsync-resolver';
import { Construct } from 'constructs';
import { STAGE_TABLE } from '#graphql/stage-table';
import { literal } from '../terraform-text.ts';
import { bundleResolver } from './bundle-resolver.ts';
import { type PlannedResolver, planResolvers } from './plan-resolvers.ts';

const FOLDER = join(import.meta.dirname, '../../graphql');

const RUNTIME = { name: 'APPSYNC_JS', runtimeVersion: '1.0.0' };

/** A file that starts with this line touches no table. */
const WITHOUT_DATA = '// data source: NONE';

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
  /** Requests for several rows carry the table's name. */
  readonly tableName: string;
  /** Names of the API's data sources. */
  readonly dataSources: { readonly table: string; readonly none: string };
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
    return literal(bundleResolver(`graphql/${file}`)).replaceAll(STAGE_TABLE, this.#props.tableName);
  }

  #dataSourceOf(file: string): string {
    const { none, table } = this.#props.dataSources;
    return readFileSync(join(FOLDER, file), 'utf8').startsWith(WITHOUT_DATA) ? none : table;
  }
}
