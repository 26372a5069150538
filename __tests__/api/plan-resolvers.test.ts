import { planResolvers } from '../../modules/api/plan-resolvers.ts';

const SDL = `
  type Query { stage: String @aws_oidc events: String @aws_oidc }
  type Mutation {
    setCurtain: String @aws_cognito_user_pools(cognito_groups: ["operator"])
    castBallot: String @aws_oidc
    publish: String @aws_iam
  }
`;
const FILES = [
  'event/Query.events/2.read-events.ts',
  'event/Query.events/1.read-site.ts',
  'live/Mutation.publish.ts',
  'pipeline.ts',
  'stage/Mutation.setCurtain.ts',
  'stage/Query.stage.ts',
  'stage/stage.ts',
  'survey/Mutation.castBallot/1.gate.ts',
];
const plan = (files: string[]) => planResolvers(files, SDL);
const of = (type: string, field: string, files = FILES) =>
  plan(files).find((resolver) => resolver.type === type && resolver.field === field);

describe('The plan of resolvers', () => {
  it('makes a unit resolver of a file that is named after its field', () => {
    expect(of('Query', 'stage')).toMatchObject({ kind: 'UNIT', files: ['stage/Query.stage.ts'] });
  });

  it('makes a pipeline of a folder, in the order of its numbers', () => {
    expect(of('Query', 'events')).toMatchObject({
      kind: 'PIPELINE',
      files: ['event/Query.events/1.read-site.ts', 'event/Query.events/2.read-events.ts'],
    });
  });

  it('orders ten steps by number, not by letter', () => {
    const steps = Array.from({ length: 10 }, (_, index) => `event/Query.events/${index + 1}.step.ts`);
    const files = [...FILES.filter((file) => !file.includes('Query.events')), ...steps];
    expect(of('Query', 'events', files)?.files).toEqual(steps);
  });

  it('admits the operator before each mutation for users of the pool', () => {
    expect(of('Mutation', 'setCurtain')).toMatchObject({
      kind: 'PIPELINE',
      files: ['operator/admit-operator.ts', 'stage/Mutation.setCurtain.ts'],
    });
  });

  it('admits nobody twice: what viewers and the publisher call is theirs', () => {
    expect(of('Mutation', 'castBallot')?.files).toEqual(['survey/Mutation.castBallot/1.gate.ts']);
    expect(of('Mutation', 'publish')?.files).toEqual(['live/Mutation.publish.ts']);
  });

  it('refuses a field without a file', () => {
    expect(() => plan(FILES.filter((file) => file !== 'stage/Query.stage.ts'))).toThrow(
      /Query\.stage is in the schema and has no resolver file/,
    );
  });

  it('refuses a file without a field', () => {
    expect(() => plan([...FILES, 'stage/Query.stagge.ts'])).toThrow(/no root field Query\.stagge in the schema/);
  });

  it('refuses two ways to resolve one field', () => {
    expect(() => plan([...FILES, 'stage/Query.stage/1.read.ts'])).toThrow(/Query\.stage: .* are not one file/);
    expect(() => plan([...FILES, 'event/Query.stage.ts'])).toThrow(/Query\.stage: .* are not one file/);
  });

  it('refuses steps that do not run 1, 2, 3', () => {
    expect(() => plan([...FILES, 'event/Query.events/4.sort.ts'])).toThrow(/Query\.events: .* steps 1, 2, 3/);
  });
});
