import fc from 'fast-check';
import { type BallotRow, sumUp, verdictOf } from '#graphql/survey/count';
import type { SurveyRow } from '#graphql/survey/machine';
import { choicesOf } from '#graphql/survey/survey';
import { answerId } from '../../lambdas/survey/answers.ts';
import type { Cast } from '../../lambdas/survey/casts.ts';
import { countBatch } from '../../lambdas/survey/count-batch.ts';
import { recount } from '../../lambdas/survey/recount.ts';
import { aBallot, aSurvey, makeMemoryStore } from './memory-store.ts';

const lunch = aSurvey({ kind: 'MULTIPLE', maxChoices: 2 });
const words = aSurvey({ id: 'matsuri26.main.words', kind: 'TEXT', options: [] });
const TEXTS = ['S3', 's3 ', 'SQS'];
const CHOICES = [['rice'], ['noodles'], ['rice', 'noodles'], ['soup']];

/** Numbers of different lengths follow, as on a shard that lives long. */
const FIRST_SEQUENCE = 10n ** 21n - 10n;

/** What happens, one after the other. Each takes a millisecond. */
type Step =
  | { do: 'ANSWER'; on: SurveyRow; viewer: number; said: number }
  | { do: 'CLOSE'; on: SurveyRow }
  | { do: 'SPLIT' }
  | { do: 'DELIVER'; shard: number; most: number; faults: Fault[] };

/** What befalls a batch before it succeeds. */
type Fault = { what: 'BISECT' | 'REDELIVER' | 'REWIND' } | { what: 'DIE'; when: 'BEFORE' | 'AFTER'; write: number };

const someFault: fc.Arbitrary<Fault> = fc.oneof(
  fc.record({ what: fc.constantFrom('BISECT' as const, 'REDELIVER' as const, 'REWIND' as const) }),
  fc.record({
    what: fc.constant('DIE' as const),
    when: fc.constantFrom('BEFORE' as const, 'AFTER' as const),
    write: fc.nat(4),
  }),
);
const someStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({
      do: fc.constant('ANSWER' as const),
      on: fc.constantFrom(lunch, words),
      viewer: fc.nat(7),
      said: fc.nat(3),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('CLOSE' as const), on: fc.constantFrom(lunch, words) }) },
  { weight: 1, arbitrary: fc.constant({ do: 'SPLIT' as const }) },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('DELIVER' as const),
      shard: fc.nat(5),
      most: fc.integer({ min: 1, max: 6 }),
      faults: fc.array(someFault, { maxLength: 3 }),
    }),
  },
);

/** The platform around the tally: a table of ballots, its stream in shards that split, and Lambda's deliveries with all that befalls them. */
const makePlatform = () => {
  const store = makeMemoryStore(lunch, words);
  const rows = new Map<string, { survey: string; viewer: number; row: BallotRow }>();
  const shards: { name: string; records: Cast[]; done: number }[] = [];
  let open: (typeof shards)[number][] = [];
  let clock = Date.parse('2026-11-20T09:00:01.000Z');
  let sequence = 0n;

  const split = () => {
    open = [0, 1].map((half) => ({ name: `shardId-${shards.length + half}`, records: [], done: 0 }));
    shards.push(...open);
  };
  split();

  const answer = ({ on, viewer, said }: Extract<Step, { do: 'ANSWER' }>) => {
    const key = `${on.id} ${viewer}`;
    const before = rows.get(key)?.row ?? null;
    const castAt = new Date(++clock).toISOString();
    const given =
      on.kind === 'TEXT' ? { choices: [], text: TEXTS[said % TEXTS.length]! } : { choices: CHOICES[said]!, text: null };
    const prev = before && { prev: { choices: before.choices, text: before.text }, prevAt: before.castAt };
    const after: BallotRow = { ...aBallot(viewer), ...given, castAt, net: `${viewer % 3}`, ...prev };
    rows.set(key, { survey: on.id, viewer, row: after });
    sequence += 1n;
    const sequenceNumber = String(FIRST_SEQUENCE + sequence);
    open[viewer % open.length]!.records.push({
      survey: on.id,
      sequence: sequenceNumber.padStart(40, '0'),
      sequenceNumber,
      before,
      after,
    });
  };
  const close = (survey: SurveyRow) => {
    const row = store.memory.surveys.get(survey.id)!;
    if (row.state === 'OPEN')
      store.memory.surveys.set(survey.id, { ...row, state: 'CLOSED', closedAt: new Date(++clock).toISOString() });
  };

  const invoke = async (records: readonly Cast[], shard: string): Promise<number> => {
    const failed = await countBatch(records, shard, { ...store, notice: () => undefined });
    return failed ? records.indexOf(failed) : records.length;
  };

  /** Delivers until it succeeds; each fault befalls one attempt. Returns whether Lambda remembers that it did. */
  const deliver = async (records: readonly Cast[], shard: string, faults: Fault[]): Promise<boolean> => {
    const [fault, ...later] = faults;
    if (fault?.what === 'BISECT' && records.length > 1) {
      const middle = Math.ceil(records.length / 2);
      await deliver(records.slice(0, middle), shard, later);
      return deliver(records.slice(middle), shard, []);
    }
    if (fault?.what === 'DIE') {
      let writes = 0;
      store.memory.around = (when) => {
        if (when === fault.when && writes++ >= fault.write) throw new Error('died');
      };
    }
    const done = await invoke(records, shard);
    store.memory.around = () => undefined;
    if (fault?.what === 'REWIND') return false;
    if (fault?.what === 'REDELIVER') return deliver(records, shard, later);
    return done === records.length || deliver(records.slice(done), shard, later);
  };

  const take = async (shard: (typeof shards)[number], most: number, faults: Fault[]) => {
    const records = shard.records.slice(shard.done, shard.done + most);
    if (await deliver(records, shard.name, faults)) shard.done += records.length;
  };

  const run = async (step: Step) => {
    if (step.do === 'ANSWER') answer(step);
    else if (step.do === 'CLOSE') close(step.on);
    else if (step.do === 'SPLIT') split();
    else await take(shards[step.shard % shards.length]!, step.most, step.faults);
  };

  const drain = async () => {
    for (const shard of shards) while (shard.done < shard.records.length) await take(shard, 5, []);
  };

  const rowsOf = (survey: SurveyRow) => [...rows.values()].filter((each) => each.survey === survey.id);
  return { ...store, run, drain, close, rowsOf };
};

/** The count that anybody would make who has all rows. */
const truth = (survey: SurveyRow, rows: BallotRow[]) => {
  const numbers: Record<string, number> = {};
  const texts: Record<string, number> = {};
  for (const row of rows) {
    const { verdict, counted } = verdictOf(row, choicesOf(survey), survey.closedAt);
    const names = counted ? ['ballots', ...counted.choices.map((id) => `choice_${id}`)] : [verdict.toLowerCase()];
    for (const name of names) numbers[name] = (numbers[name] ?? 0) + 1;
    if (counted?.text) texts[answerId(counted.text)] = (texts[answerId(counted.text)] ?? 0) + 1;
  }
  return { numbers, texts };
};

const withoutZeros = (numbers: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(numbers).filter(([name, value]) => value !== 0 && !/^(age|net|new)_/.test(name)));

const sumOf = (numbers: Record<string, number | undefined>, prefix: string) =>
  Object.entries(numbers).reduce((sum, [name, value = 0]) => (name.startsWith(prefix) ? sum + value : sum), 0);

describe('whatever happens to ballots, closings, shards and deliveries', () => {
  const always = (check: (platform: ReturnType<typeof makePlatform>, survey: SurveyRow) => Promise<void> | void) =>
    fc.assert(
      fc.asyncProperty(fc.array(someStep, { minLength: 1, maxLength: 60 }), async (steps) => {
        const platform = makePlatform();
        for (const step of steps) await platform.run(step);
        await platform.drain();
        for (const { id } of [lunch, words]) await check(platform, platform.memory.surveys.get(id)!);
      }),
      { numRuns: 500 },
    );

  it('the tally is the count of the rows', () =>
    always(({ memory, rowsOf }, survey) => {
      const { numbers } = truth(
        survey,
        rowsOf(survey).map(({ row }) => row),
      );
      const sum = sumUp(memory.tallyRows(survey.id));
      expect(withoutZeros(sum)).toEqual(numbers);
      expect(sumOf(sum, 'age_')).toBe(numbers.ballots ?? 0);
      expect(sumOf(sum, 'net_')).toBe(numbers.ballots ?? 0);
    }));

  it('each free text is counted as often as the rows have it', () =>
    always(({ memory, rowsOf }, survey) => {
      const { texts } = truth(
        survey,
        rowsOf(survey).map(({ row }) => row),
      );
      const answers = [...memory.answers].filter(([key, { count }]) => key.startsWith(`${survey.id} `) && count !== 0);
      expect(Object.fromEntries(answers.map(([, { id, count }]) => [id, count]))).toEqual(texts);
    }));

  it('the certificate is the tally', () =>
    always(async ({ memory, ballots, close, rowsOf }, survey) => {
      close(survey);
      const closed = memory.surveys.get(survey.id)!;
      memory.ballots.set(
        survey.id,
        rowsOf(survey).map(({ viewer, row }) => ({ ...aBallot(viewer), ...row })),
      );
      const certificate = await recount({ ...closed, closedAt: closed.closedAt! }, ballots, 'key');
      const sum = sumUp(memory.tallyRows(survey.id));
      expect(certificate).toMatchObject({
        ballots: sum.ballots ?? 0,
        late: sum.late ?? 0,
        foreign: sum.foreign ?? 0,
        counts: choicesOf(survey).map((option) => ({ option, count: sum[`choice_${option}`] ?? 0 })),
      });
    }));
});
