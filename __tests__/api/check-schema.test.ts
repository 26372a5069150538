import { cpSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkedSchema, problemsOfSchema } from '../../modules/api/check-schema.ts';

const STAFF = '@aws_cognito_user_pools(cognito_groups: ["operator"])';

/** A schema that is in order, but for what is replaced in it. */
const schema = (change: (sdl: string) => string): string =>
  change(`
    type Query { stage: Stage @aws_oidc }
    type Mutation { publish: Stage @aws_iam }
    type Subscription { onStage: Stage @aws_subscribe(mutations: ["publish"]) @aws_oidc }
    type Stage @aws_oidc @aws_iam { title: Text }
    type Text @aws_oidc @aws_iam { value: String ${STAFF} }
  `);

describe('The check of the schema', () => {
  it('lets ours through to the build', () => {
    expect(checkedSchema()).toContain('onLiveState(stage: ID!): LiveState');
  });

  it('fails the build for one field without directives in one slice of ours', () => {
    const folder = mkdtempSync(join(tmpdir(), 'butai-schema-'));
    cpSync(join(import.meta.dirname, '../../graphql'), folder, { recursive: true });
    writeFileSync(join(folder, 'careless.graphql'), 'extend type Query { everything: String }');
    expect(() => checkedSchema(folder)).toThrow('The schema is refused:\n  Query.everything names no audience');
  });

  it('finds nothing where all is in order', () => {
    expect(problemsOfSchema(schema((sdl) => sdl))).toEqual([]);
  });

  it.each([
    ['a query without directive', 'stage: Stage @aws_oidc', 'stage: Stage', 'Query.stage names no audience'],
    ['a mutation without directive', 'publish: Stage @aws_iam', 'publish: Stage', 'Mutation.publish names no audience'],
    ['a type without directive', 'type Text @aws_oidc @aws_iam', 'type Text', 'type Text names no audience'],
    [
      'a root field open to every user of the pool',
      'stage: Stage @aws_oidc',
      'stage: Stage @aws_cognito_user_pools',
      'Query.stage lets in every user of the pool: name the groups',
    ],
    [
      'a type open to every user of the pool',
      'type Text @aws_oidc @aws_iam',
      'type Text @aws_oidc @aws_iam @aws_cognito_user_pools',
      'type Text lets in every user of the pool: name the groups',
    ],
    [
      'a published type that subscribers may not read',
      'type Text @aws_oidc @aws_iam',
      'type Text @aws_iam',
      'type Text is published by publish but closed to aws_oidc',
    ],
    [
      'a published type that the publisher may not select',
      'type Stage @aws_oidc @aws_iam',
      'type Stage @aws_oidc',
      'type Stage is published by publish but closed to aws_iam',
    ],
    [
      'a subscription that nothing feeds',
      '@aws_subscribe(mutations: ["publish"])',
      '',
      'Subscription.onStage is fed by no mutation',
    ],
    [
      'a subscription to a mutation of another type',
      'publish: Stage @aws_iam',
      'publish: Text @aws_iam',
      'Subscription.onStage: there is no Mutation.publish that returns Stage',
    ],
  ])('refuses %s', (_what, before, after, problem) => {
    expect(problemsOfSchema(schema((sdl) => sdl.replace(before, after)))).toContain(problem);
  });
});
