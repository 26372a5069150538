import { readFileSync } from 'node:fs';
import { resolve as resolvePath } from 'node:path';
import { computedOf } from './computed/computed.ts';
import type { Place } from './computed/place.ts';
import { readDataSource } from './data-sources.ts';
import { access, evaluateExpression, type Scope } from './expression/evaluate.ts';
import { parseTemplate } from './expression/parse.ts';
import { ExpressionError } from './expression/syntax.ts';
import { configurationOf } from './meta-arguments.ts';
import { type Resource, UnsupportedResource, type World } from './world.ts';

type ByTypeAndName = Record<string, Record<string, Record<string, unknown>>>;

/** What synthesis writes for a stack: `cdk.tf.json`. */
export interface Synthesised {
  resource?: ByTypeAndName;
  data?: ByTypeAndName;
  output?: Record<string, { value: unknown }>;
  provider?: { aws?: { region?: string; alias?: string }[] };
  terraform?: unknown;
  '//'?: unknown;
}

/** From the configured values of a resource (`data.…` for a data source) to its computed ones. */
export type Provider = (type: string, values: Record<string, unknown>, place: Place) => Record<string, unknown>;

export interface EvaluateOptions {
  /** 12 digits. */
  account: string;
  /** Where resources are that do not say so themselves. Default: the region of the provider's configuration. */
  region?: string;
  /** The stack's folder, to which the paths in it are relative. */
  baseDir: string;
  /** Default: the file system. */
  readFile?: (absolutePath: string) => Uint8Array;
  /** What the provider computes for a resource or reads by a data source. Default: what the local stack makes up. */
  provider?: Provider;
}

const SECTIONS = ['//', 'data', 'output', 'provider', 'resource', 'terraform'];
const FILES: Record<string, string> = { aws_lambda_function: 'filename', aws_s3_object: 'source' };

/**
 * The world that a first `terraform apply` of the stack would make, with made-up but lasting ids: the same JSON and files
 * always give the same world. Numbers and booleans stay as they were written, where Terraform would convert them to the
 * attribute's type.
 * @throws UnsupportedResource on unknown resource types, functions, meta-arguments and attributes, and on cycles, with addresses
 */
export function evaluate(json: Synthesised, options: EvaluateOptions): World {
  for (const section of Object.keys(json)) {
    if (!SECTIONS.includes(section)) throw new UnsupportedResource(section, 'this part of Terraform is not supported');
  }
  const evaluation = new Evaluation(json, options);
  const addresses = [...addressesOf('', json.resource), ...addressesOf('data.', json.data)];
  const resources = addresses.map((address) => withAbsoluteFile(evaluation.resource(address), options.baseDir));
  const outputs = Object.fromEntries(
    Object.entries(json.output ?? {}).map(([name, { value }]) => [name, evaluation.value(value, `output.${name}`, '')]),
  );
  return { resources, outputs, account: options.account, region: evaluation.region };
}

class Evaluation implements Scope {
  readonly region: string;
  private readonly json: Synthesised;
  private readonly options: EvaluateOptions;
  private readonly done = new Map<string, Resource>();
  private readonly underWay: string[] = [];

  constructor(json: Synthesised, options: EvaluateOptions) {
    this.json = json;
    this.options = options;
    const region = options.region ?? json.provider?.aws?.find((provider) => !provider.alias)?.region;
    if (!region) throw new UnsupportedResource('provider.aws', 'it has no region');
    this.region = region;
  }

  /** The resource at an address, evaluated when first asked for: what it refers to comes before it. */
  resource(address: string): Resource {
    const known = this.done.get(address);
    if (known) return known;
    const start = this.underWay.indexOf(address);
    if (start >= 0)
      throw new UnsupportedResource(address, `cycle: ${[...this.underWay.slice(start), address].join(' → ')}`);
    this.underWay.push(address);
    const resource = this.evaluated(address);
    this.underWay.pop();
    this.done.set(address, resource);
    return resource;
  }

  private evaluated(address: string): Resource {
    const isData = address.startsWith('data.');
    const [type = '', name = ''] = address.replace(/^data\./, '').split('.');
    const written = (isData ? this.json.data : this.json.resource)?.[type]?.[name];
    if (!written) throw new UnsupportedResource(address, 'there is no such resource');
    const { configuration, provider: providerName, dependsOn } = configurationOf(address, written);
    for (const other of dependsOn) this.resource(other);
    const configured = this.value(configuration, address, '') as Record<string, unknown>;
    const region = String(configured.region ?? this.regionOf(providerName, address));
    const provider = this.options.provider ?? (isData ? readDataSource : computedOf);
    const computed = provider(type, configured, { address, account: this.options.account, region });
    return { address, type, name, values: { ...computed, ...configured } };
  }

  private regionOf(provider: string | undefined, address: string): string {
    if (!provider) return this.region;
    const configuration = this.json.provider?.aws?.find(({ alias }) => provider === `aws.${alias}`);
    if (!configuration?.region)
      throw new UnsupportedResource(address, `there is no provider ${provider} with a region`);
    return configuration.region;
  }

  /** A configured value with the expressions in it resolved. `path` says where it stands in the resource. */
  value(written: unknown, address: string, path: string): unknown {
    if (Array.isArray(written)) return written.map((item, index) => this.value(item, address, `${path}[${index}]`));
    if (written !== null && typeof written === 'object') {
      const entries = Object.entries(written).filter(([, inner]) => inner !== null);
      return Object.fromEntries(
        entries.map(([key, inner]) => [
          this.text(key, address, path),
          this.value(inner, address, path ? `${path}.${key}` : key),
        ]),
      );
    }
    return typeof written === 'string' ? this.text(written, address, path) : written;
  }

  private text(written: string, address: string, path: string): unknown {
    if (!written.includes('${') && !written.includes('%{')) return written;
    try {
      return evaluateExpression(parseTemplate(written), this);
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      throw new UnsupportedResource(path ? `${address} (${path})` : address, error.message, { cause: error });
    }
  }

  resolve(path: string[]): unknown {
    const parts = path[0] === 'data' ? 3 : 2;
    if (!path[0]?.startsWith('aws_') && path[0] !== 'data')
      throw new ExpressionError(`${path.join('.')} is not supported`);
    const resource = this.resource(path.slice(0, parts).join('.'));
    return path.slice(parts).reduce<unknown>((value, name, depth) => {
      try {
        return access(value, name);
      } catch (error) {
        const attribute = path.slice(parts, parts + depth + 1).join('.');
        const problem = `${resource.address} has no attribute ${attribute}: it is neither configured nor computed locally`;
        throw new ExpressionError(problem, { cause: error });
      }
    }, resource.values);
  }

  readFile(path: string): Uint8Array {
    const absolute = resolvePath(this.options.baseDir, path);
    try {
      return (this.options.readFile ?? readFileSync)(absolute);
    } catch (error) {
      throw new ExpressionError(`${absolute} cannot be read: ${(error as Error).message}`, { cause: error });
    }
  }
}

function addressesOf(prefix: string, byType: ByTypeAndName = {}): string[] {
  return Object.entries(byType).flatMap(([type, byName]) =>
    Object.keys(byName).map((name) => `${prefix}${type}.${name}`),
  );
}

function withAbsoluteFile(resource: Resource, baseDir: string): Resource {
  const attribute = FILES[resource.type];
  const path = attribute && resource.values[attribute];
  if (typeof path !== 'string') return resource;
  return { ...resource, values: { ...resource.values, [attribute as string]: resolvePath(baseDir, path) } };
}
