import { jest } from '@jest/globals';
import type { Snapshot } from '#graphql/live/snapshot';
import { publishSite } from '../../lambdas/live/publish-site.ts';
import { publishStage } from '../../lambdas/live/publish-stage.ts';
import { makeMemoryPublisher } from './memory-publisher.ts';
import { anEvent, aSession, aStage, rowsOf } from './rows.ts';

const STAGE = 'matsuri26.main';
const page = { stage: STAGE };
const make = (rows = rowsOf()) => makeMemoryPublisher({ stage: () => rows });
const failing = (reason: string) => async () => {
  throw new Error(reason);
};

describe('a publish of a stage', () => {
  it('delivers the same state to subscribers and to the snapshot, and keeps it', async () => {
    const { memory, publisher } = make();
    await publishStage(STAGE, publisher);
    const [state] = memory.delivered;
    const snapshot = JSON.parse(memory.files.get(`live/${STAGE}.json`)!.content) as Snapshot;
    expect(state).toMatchObject({ stage: STAGE, seq: 1, at: '2026-11-20T09:30:00.000Z' });
    expect(snapshot.state).toEqual(state);
    expect(memory.kept).toEqual([
      {
        page,
        published: { state, texts: Object.keys(snapshot.texts), publishedAt: '2026-11-20T09:30:00.000Z' },
      },
    ]);
  });

  it('puts the text files that the state names before it delivers, under the hash of their bytes', async () => {
    const { memory, publisher } = make();
    const publish = publisher.appsync.publish;
    publisher.appsync.publish = async (state) => {
      expect(memory.texts.size).toBe(3);
      await publish(state);
    };
    await publishStage(STAGE, publisher);
    const { description, programme, next } = memory.delivered[0]!;
    expect([...memory.texts.keys()].toSorted()).toEqual(
      [description, programme, next?.description].map((hash) => `text/${STAGE}/${hash}.json`).toSorted(),
    );
    expect(description).toMatch(/^[0-9a-f]{32}$/);
    expect(JSON.parse(memory.texts.get(`text/${STAGE}/${description}.json`)!)).toEqual([
      { lang: 'en', value: 'Wait a moment.' },
    ]);
  });

  it('puts a text file once', async () => {
    const { memory, publisher } = make();
    await publishStage(STAGE, publisher);
    const put = jest.fn(publisher.files.putText);
    publisher.files.putText = put;
    await publishStage(STAGE, publisher);
    expect(put).not.toHaveBeenCalled();
    expect(memory.delivered.map(({ seq }) => seq)).toEqual([1, 2]);
  });

  it('goes out though a text file fails, which a later publish puts again', async () => {
    const { memory, publisher } = make();
    const { putText } = publisher.files;
    publisher.files.putText = failing('S3 is away');
    await publishStage(STAGE, publisher);
    expect(memory.delivered).toHaveLength(1);
    expect(memory.noticed).toEqual(['TextFileFailed', 'TextFileFailed', 'TextFileFailed', 'Published']);
    expect(memory.liveOf(page).texts).toEqual([]);

    publisher.files.putText = putText;
    await publishStage(STAGE, publisher);
    expect(memory.texts.size).toBe(3);
  });

  it('reaches the snapshot when AppSync fails, and fails: the retry has a new number', async () => {
    const { memory, publisher } = make();
    const { publish } = publisher.appsync;
    publisher.appsync.publish = failing('AppSync is away');
    await expect(publishStage(STAGE, publisher)).rejects.toThrow('AppSync is away');
    expect(memory.files.get(`live/${STAGE}.json`)?.seq).toBe(1);
    expect(memory.kept).toEqual([]);

    publisher.appsync.publish = publish;
    await publishStage(STAGE, publisher);
    expect(memory.delivered.map(({ seq }) => seq)).toEqual([2]);
    expect(memory.files.get(`live/${STAGE}.json`)?.seq).toBe(2);
  });

  it('reaches subscribers when S3 fails, and fails', async () => {
    const { memory, publisher } = make();
    publisher.files.putIfNewer = failing('S3 is away');
    await expect(publishStage(STAGE, publisher)).rejects.toThrow('S3 is away');
    expect(memory.delivered).toHaveLength(1);
    expect(memory.kept).toEqual([]);
  });

  it('waits for the delivery that is slower than the failure of the other', async () => {
    const { memory, publisher } = make();
    const slow = Promise.withResolvers<void>();
    const { putIfNewer } = publisher.files;
    publisher.appsync.publish = failing('AppSync is away');
    publisher.files.putIfNewer = async (...args) => {
      await slow.promise;
      return putIfNewer(...args);
    };
    const published = publishStage(STAGE, publisher);
    setImmediate(slow.resolve);
    await expect(published).rejects.toThrow('AppSync is away');
    expect(memory.files.size).toBe(1);
  });

  it('is published and counted above 5 KB', async () => {
    const long = [{ lang: 'ja', value: '長'.repeat(200) }];
    const speakers = Array.from({ length: 10 }, () => ({ name: long, affiliation: long }));
    const stage = aStage({ session: 'matsuri26.main.opening' });
    const { memory, publisher } = make(rowsOf(STAGE, { stage, sessions: [aSession({ title: long, speakers })] }));
    await publishStage(STAGE, publisher);
    expect(memory.delivered).toHaveLength(1);
    expect(memory.noticed).toEqual(['OversizeLiveState', 'Published']);
  });

  it('does nothing for a stage that is gone', async () => {
    const { memory, publisher } = makeMemoryPublisher();
    await publishStage('matsuri26.gone', publisher);
    expect(memory.delivered).toEqual([]);
    expect(memory.files.size).toBe(0);
  });
});

describe('the turn of a publisher', () => {
  it('starts over under a new number when the number moved on while it read', async () => {
    const { memory, publisher } = make();
    const { readStage } = publisher.store;
    let reads = 0;
    publisher.store.readStage = async (id) => {
      reads += 1;
      if (reads === 1) memory.moveOn(page);
      return readStage(id);
    };
    await publishStage(STAGE, publisher);
    expect(memory.delivered.map(({ seq }) => seq)).toEqual([3]);
    expect(memory.noticed).toEqual(['Restarted', 'Published']);
    expect(memory.pauses).toHaveLength(1);
    expect(memory.pauses[0]).toBeLessThanOrEqual(200);
  });

  it('is over after three restarts, and the message fails', async () => {
    const { memory, publisher } = make();
    publisher.store.readStage = async () => {
      memory.moveOn(page);
      return rowsOf();
    };
    await expect(publishStage(STAGE, publisher)).rejects.toThrow('others passed matsuri26.main 4 times');
    expect(memory.noticed).toEqual(['Restarted', 'Restarted', 'Restarted']);
    expect(memory.delivered).toEqual([]);
  });

  it('is done when somebody with a higher number has reached every page, be it during the pause', async () => {
    const { memory, publisher } = make();
    publisher.store.readStage = async () => {
      memory.moveOn(page);
      return rowsOf();
    };
    publisher.pause = async () => {
      memory.live.set(STAGE, { ...memory.liveOf(page), published: memory.liveOf(page).seq });
    };
    await publishStage(STAGE, publisher);
    expect(memory.noticed).toEqual(['Overtaken']);
    expect(memory.delivered).toEqual([]);
    expect(memory.liveOf(page).seq).toBe(2);
  });
});

describe('a publish of the front page', () => {
  it('puts the list of events as a file, without drafts', async () => {
    const draft = { event: anEvent({ id: 'secret', state: 'DRAFT' }), stages: [] };
    const { memory, publisher } = makeMemoryPublisher({
      site: () => [draft, { event: anEvent(), stages: [aStage()] }],
    });
    await publishSite(publisher);
    const site = JSON.parse(memory.files.get('live/site.json')!.content);
    expect(site).toMatchObject({ seq: 1, events: [{ id: 'matsuri26', stages: [{ id: STAGE }] }] });
    expect(site.events).toHaveLength(1);
    expect(memory.liveOf('site').published).toBe(1);
    expect(memory.delivered).toEqual([]);
  });
});
