import { buildASTSchema, type GraphQLObjectType, parse } from 'graphql';
import { APPSYNC_DECLARATIONS } from './merge-schema.ts';

/** Reads an operator's row before anything else happens: AppSync does not ask whether a token was revoked. */
const ADMIT_OPERATOR = 'operator/admit-operator.ts';

/** `event/Query.events.ts`, or a function of a pipeline: `survey/Mutation.castBallot/2.put.ts`. */
const RESOLVER = /(?:^|\/)(?<type>[A-Z]\w*)\.(?<field>[a-z]\w*)(?:\.ts|\/(?<step>[1-9]\d?)\.[a-z0-9-]+\.ts)$/;

export interface PlannedResolver {
  readonly type: string;
  readonly field: string;
  readonly kind: 'UNIT' | 'PIPELINE';
  /** Files in the order in which they run; one for a UNIT resolver. */
  readonly files: readonly string[];
}

interface Found {
  readonly path: string;
  readonly step: number;
}

function groupByField(paths: readonly string[]): Map<string, Found[]> {
  const fields = new Map<string, Found[]>();
  for (const path of [...paths].sort()) {
    const match = RESOLVER.exec(path)?.groups;
    if (!match) continue;
    const name = `${match.type}.${match.field}`;
    fields.set(name, [...(fields.get(name) ?? []), { path, step: Number(match.step ?? 0) }]);
  }
  return fields;
}

/** Names of a root type's fields, and of those that users of the pool may call. */
function fieldsOf(type: GraphQLObjectType | null | undefined): { name: string; forUsers: boolean }[] {
  return Object.values(type?.getFields() ?? {}).map(({ name, astNode }) => ({
    name: `${type?.name}.${name}`,
    forUsers: Boolean(astNode?.directives?.some((directive) => directive.name.value === 'aws_cognito_user_pools')),
  }));
}

/**
 * The resolvers that files below graphql/ make by their names. Every mutation for users of the pool admits the operator first.
 * @param paths from graphql/ on, with forward slashes
 * @param sdl the merged schema
 * @throws Error that lists every file without a field, field without a file, and numbering that does not run 1, 2, 3
 */
export function planResolvers(paths: readonly string[], sdl: string): PlannedResolver[] {
  const schema = buildASTSchema(parse(APPSYNC_DECLARATIONS + sdl));
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].flatMap(fieldsOf);
  const mutation = schema.getMutationType()?.name;
  const found = groupByField(paths);
  const problems: string[] = [];

  for (const { name } of roots) {
    if (!found.has(name)) problems.push(`${name} is in the schema and has no resolver file`);
  }
  const plans = [...found].map(([name, files]): PlannedResolver => {
    const [type = '', field = ''] = name.split('.');
    const root = roots.find((candidate) => candidate.name === name);
    if (!root)
      problems.push(`${files.map((file) => file.path).join(', ')}: there is no root field ${name} in the schema`);
    const steps = files.toSorted((a, b) => a.step - b.step);
    const unit = steps[0]?.step === 0;
    if (unit ? steps.length > 1 : steps.some((file, index) => file.step !== index + 1)) {
      problems.push(`${name}: ${steps.map((file) => file.path).join(', ')} are not one file, nor steps 1, 2, 3 …`);
    }
    const own = steps.map((file) => file.path);
    const admitted = type === mutation && root?.forUsers;
    return {
      type,
      field,
      kind: unit && !admitted ? 'UNIT' : 'PIPELINE',
      files: admitted ? [ADMIT_OPERATOR, ...own] : own,
    };
  });
  if (problems.length) throw new Error(`graphql/: ${problems.length} problem(s)\n  ${problems.join('\n  ')}`);
  return plans;
}
