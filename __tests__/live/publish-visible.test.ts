import { publishStage } from '../../lambdas/live/publish-stage.ts';
import { publishVisible } from '../../lambdas/live/publish-visible.ts';
import { makeMemoryPublisher } from './memory-publisher.ts';
import { rows, stage } from './stage-rows.ts';

const ID = stage.id;

describe('A publish that a tick asks for', () => {
  it('is left out, and takes no number, where nobody would see a difference', async () => {
    const { memory, publisher } = makeMemoryPublisher({ stage: () => rows });
    await publishStage(ID, publisher);
    await publishVisible(ID, publisher);
    expect(memory.delivered).toHaveLength(1);
    expect(memory.liveOf({ stage: ID }).seq).toBe(1);
    expect(memory.noticed).toEqual(['Published', 'Unchanged']);
  });

  it('goes out with what changed', async () => {
    let shown = rows;
    const { memory, publisher } = makeMemoryPublisher({ stage: () => shown });
    await publishStage(ID, publisher);
    shown = { ...rows, stage: { ...stage, curtain: 'DOWN' } };
    await publishVisible(ID, publisher);
    expect(memory.delivered.map(({ curtain }) => curtain)).toEqual(['UP', 'DOWN']);
  });

  it('goes out after a silence, changed or not', async () => {
    const { memory, publisher } = makeMemoryPublisher({ stage: () => rows });
    await publishStage(ID, publisher);
    publisher.now = () => new Date('2026-11-20T09:30:15.000Z');
    await publishVisible(ID, publisher);
    expect(memory.delivered).toHaveLength(2);
  });

  it('is none where there is no such stage', async () => {
    const { memory, publisher } = makeMemoryPublisher();
    await publishVisible(ID, publisher);
    expect(memory.delivered).toEqual([]);
  });
});
