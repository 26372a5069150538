import { marshall } from '@aws-sdk/util-dynamodb';
import { readRecord } from '../../lambdas/change/change-record.ts';
import { wayOut } from '../../lambdas/change/way-out.ts';
import { streamRecord } from './stream-records.ts';

const STAGE = { pk: 'STAGE#matsuri26.main', sk: 'STAGE' };
const SESSION = { pk: 'STAGE#matsuri26.main', sk: 'SESSION#matsuri26.main.opening' };
const TIMER = { pk: 'STAGE#matsuri26.main', sk: 'STREAM#timer' };
const EVENT = { pk: 'EVENT#matsuri26', sk: 'EVENT' };

const wayOf = (...record: Parameters<typeof streamRecord>) => wayOut(readRecord(streamRecord(...record)), false);

describe('the way out of a change', () => {
  it('leads to the page of its stage', () => {
    const way = wayOf(SESSION, { before: { title: 'a' }, after: { title: 'b', origin: 'DESK' } });
    expect(way).toEqual({ group: 'matsuri26.main', stages: ['matsuri26.main'], site: false, routine: false });
  });

  it('leads from an event to the pages of all its stages, the one just taken out included, and to the front page', () => {
    const way = wayOf(EVENT, {
      before: { stages: new Set(['matsuri26.main', 'matsuri26.old']) },
      after: { stages: new Set(['matsuri26.main', 'matsuri26.new']) },
    });
    expect(way).toMatchObject({ group: 'matsuri26', site: true });
    expect(way?.stages.toSorted()).toEqual(['matsuri26.main', 'matsuri26.new', 'matsuri26.old']);
  });

  it.each([
    ['a new stage', { after: { order: 1 } }, true],
    ['a removed stage', { before: { order: 1 } }, true],
    ['a renamed stage', { before: { name: [{ value: 'a' }] }, after: { name: [{ value: 'b' }] } }, true],
    ['a stage that moved', { before: { order: 1 }, after: { order: 2 } }, true],
    ['a curtain', { before: { order: 1, curtain: 'UP' }, after: { order: 1, curtain: 'DOWN' } }, false],
  ])('leads to the front page where it shows: %s', (_, images, site) => {
    expect(wayOf(STAGE, images)?.site).toBe(site);
    // In the event's group, so that it and the event's own change are one publish of the front page.
    expect(wayOf(STAGE, images)?.group).toBe(site ? 'matsuri26' : 'matsuri26.main');
  });

  it('leads from the list of events to the front page, though its act touches the event as well: a hand may mend it alone', () => {
    const way = wayOf({ pk: 'SITE', sk: 'SITE' }, { after: { events: new Set(['matsuri26']) } });
    expect(way).toEqual({ group: 'site', stages: [], site: true, routine: false });
  });

  it.each(['TALLY#matsuri26.main.q1#0', 'STREAM#timer'])('is routine for %s', (sk) => {
    expect(wayOf({ ...STAGE, sk }, { after: { origin: 'DESK' } })?.routine).toBe(true);
  });

  it('is routine for what a spreadsheet wrote, and an act where an operator changes or removes it afterwards', () => {
    expect(wayOf(SESSION, { after: { origin: 'IMPORT' } })?.routine).toBe(true);
    expect(wayOf(SESSION, { before: { origin: 'IMPORT' }, after: { origin: 'DESK' } })?.routine).toBe(false);
    expect(wayOf(SESSION, { before: { origin: 'IMPORT' } })?.routine).toBe(false);
  });

  it.each([
    { pk: 'STAGE#matsuri26.main', sk: 'LIVE' },
    { pk: 'STAGE#matsuri26.main', sk: 'DESK' },
    { pk: 'SITE', sk: 'LIVE' },
    { pk: 'OPERATOR#1', sk: 'OPERATOR' },
    { pk: 'GATE#matsuri.main.first#0', sk: 'GATE' },
    { pk: 'LOOP#c1', sk: 'LOOP' },
  ])('does not exist for $pk $sk', (keys) => {
    expect(wayOf(keys, { after: { seq: 1 } })).toBeNull();
  });

  it('does not exist for a sign of life that expired, but does for one that somebody removed', () => {
    const removed = readRecord(streamRecord(TIMER, { before: { checkedAt: 'x' } }));
    expect(wayOut(removed, true)).toBeNull();
    expect(wayOut(removed, false)).not.toBeNull();
  });

  it('leads from a row of a later feature to the archive alone', () => {
    expect(wayOf({ pk: 'QUIZ#q1', sk: 'QUIZ' }, { after: {} })).toEqual({
      group: 'QUIZ#q1',
      stages: [],
      site: false,
      routine: false,
    });
  });
});

describe('a record read from the stream', () => {
  it('has plain rows: sets are lists and numbers that JavaScript cannot hold stay text', () => {
    const record = streamRecord(EVENT, { after: {} });
    record.dynamodb!.NewImage = {
      stages: { SS: ['a', 'b'] },
      version: { N: '3' },
      share: { N: '0.5' },
      huge: { N: '12345678901234567890' },
      nested: { M: { names: { L: [{ SS: ['x'] }] } } },
    };
    expect(JSON.parse(JSON.stringify(readRecord(record).newImage))).toEqual({
      stages: ['a', 'b'],
      version: 3,
      share: 0.5,
      huge: '12345678901234567890',
      nested: { names: [['x']] },
    });
  });

  it('tells when the change was stored', () => {
    const record = streamRecord(STAGE, { after: {} });
    record.dynamodb!.ApproximateCreationDateTime = Date.UTC(2026, 10, 20, 9) / 1_000;
    expect(readRecord(record).at).toBe('2026-11-20T09:00:00.000Z');
  });

  it('is refused without the keys that every record has', () => {
    const record = streamRecord(STAGE, { after: marshall({}) });
    delete record.dynamodb!.Keys;
    expect(() => readRecord(record)).toThrow('without eventID, eventName or Keys');
  });
});
