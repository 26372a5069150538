import { EventUnderTest, en } from '../event-under-test.ts';
import { eventually, graphql } from '../stack.ts';

const PUT_SOURCES = `mutation ($stage: ID!, $sources: [StageSourceInput!]!, $expected: Int!) {
  putSources(stage: $stage, sources: $sources, expected: $expected) { version }
}`;
const SET_ALIGNED = `mutation ($stage: ID!, $expected: Int!) {
  setAligned(stage: $stage, aligned: true, expected: $expected) { aligned updatedAt }
}`;

describe('a stage whose pages are to wait for their pictures', () => {
  it('says when what goes with the picture last changed, while there is a picture', async () => {
    const event = await EventUnderTest.put('align');
    const act = async (mutation: string, variables: object) => {
      const all = { stage: event.stage('main'), expected: await event.stageVersion('main'), ...variables };
      return (await graphql<{ setAligned: { updatedAt: string } }>(event.operator, mutation, all)).data;
    };
    const effectiveAt = async () => (await event.snapshot('main'))?.state.effectiveAt;

    const floor = { id: 'floor', role: 'FLOOR', label: en('Floor'), channel: 'c1' };
    await act(PUT_SOURCES, { sources: [floor] });
    await event.setCurtain('main', 'UP');
    const switched = await act(SET_ALIGNED, {});
    await eventually(effectiveAt, (at) => at === switched?.setAligned.updatedAt);
    await event.putText('main', 'Back soon');
    await eventually(effectiveAt, (at) => typeof at === 'string' && at > `${switched?.setAligned.updatedAt}`);
    await event.setCurtain('main', 'DOWN');
    await eventually(effectiveAt, (at) => at === null);
  });
});
