import { buildSite } from '#graphql/live/site';
import type { Event } from '#graphql/schema.generated';
import { at, event, stage, stageOf } from './stage-rows.ts';

describe('the list of events', () => {
  const older: Event = { ...event, id: 'hanabi', startsAt: '2025-07-01T09:00:00.000Z', state: 'OVER' };

  it('comes newest start first, with the stages of each in their order', () => {
    const { events } = buildSite(
      [
        { event: older, stages: [] },
        { event, stages: [stageOf('naraku', 2), stage] },
      ],
      { seq: 3, at },
    );
    expect(events.map(({ id, stages }) => [id, stages.map((one) => one.id)])).toEqual([
      ['matsuri', ['matsuri.main', 'matsuri.naraku']],
      ['hanabi', []],
    ]);
  });

  it('knows no drafts', () => {
    const site = buildSite([{ event: { ...event, state: 'DRAFT' }, stages: [stage] }], { seq: 3, at });
    expect(site).toEqual({ seq: 3, at, events: [] });
  });

  it('holds what viewers may see of an event, and no more', () => {
    const [shown] = buildSite([{ event, stages: [] }], { seq: 3, at }).events;
    expect(Object.keys(shown ?? {}).toSorted()).toEqual([
      'access',
      'endsAt',
      'id',
      'languages',
      'notice',
      'stages',
      'startsAt',
      'state',
      'title',
      'zone',
    ]);
  });
});
