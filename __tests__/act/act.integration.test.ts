import type { LiveState } from '#graphql/schema.generated';
import { accessKey, stageTable } from '../aws.ts';
import { EventUnderTest } from '../event-under-test.ts';
import { broadcast, cutOff, floorFrom, noticed, putSources } from '../player/picture-under-test.ts';
import { control, eventually, graphql, settled } from '../stack.ts';
import { SurveyUnderTest } from '../survey-under-test.ts';
import { watch } from '../watch.ts';
import { act } from './act-on.ts';

/** A message that failed is seen again after four seconds at most, and the loop that watches a channel rests for up to fifteen. */
const LONG = 120_000;
const CHANNEL = 'c4';

interface Stats {
  functions: Record<string, { invocations: number }>;
  mappings: Record<string, { failed?: number }>;
}

let event: EventUnderTest;
let stage: string;

beforeAll(async () => {
  event = await EventUnderTest.put('act');
  stage = event.stage('main');
  await broadcast(CHANNEL);
  await putSources(event, 'main', [floorFrom(CHANNEL)]);
  await event.setCurtain('main', 'UP');
  await noticed(event, 'main');
}, LONG);

afterAll(async () => {
  await control('POST', '/graphql/start');
  await cutOff(CHANNEL);
  await settled();
}, LONG);

const inSnapshot = async (): Promise<LiveState | undefined> => (await event.snapshot('main'))?.state;
const stats = () => control<Stats>('GET', '/stats');
const sent = async () => (await stats()).functions['butai-dev-fallback-send-frames']?.invocations ?? 0;
const failed = async () =>
  Object.entries((await stats()).mappings).find(([address]) => address.includes('on-act'))?.[1].failed ?? 0;

it(
  'acts while all of AppSync is away, and what it did leaves by the snapshot and the pictures at once',
  async () => {
    const survey = await SurveyUnderTest.put(event, 'first');
    await settled();
    const before = { failed: await failed() };
    await control('POST', '/graphql/stop');
    await expect(graphql(event.operator, '{ events { id } }')).rejects.toThrow();
    const sentBefore = await sent();

    const told = await act('openSurvey', '--survey', survey.id, '--expected', '1');
    expect(told).toContain('state: OPEN');
    expect(told).toContain('updatedBy: break-glass:local');
    await eventually(inSnapshot, (state) => state?.survey?.id === survey.id && state.survey.state === 'OPEN');
    await eventually(sent, (now) => now > sentBefore);
    await eventually(failed, (now) => now > before.failed);

    await control('POST', '/graphql/start');
    const watcher = await watch(stage, await event.viewer());
    await watcher.until((state) => state.survey?.state === 'OPEN', LONG);
    watcher.close();
    expect(await survey.read()).toMatchObject({ version: 2, state: 'OPEN' });
  },
  LONG,
);

it(
  'is held by the same conditions as the desk',
  async () => {
    const survey = await SurveyUnderTest.put(event, 'second');
    await expect(act('openSurvey', '--survey', survey.id, '--expected', '7')).rejects.toThrow(/CONFLICT.*"version":1/);
    await expect(act('openSurvey', '--survey', survey.id, '--expected', '1')).rejects.toThrow(/SURVEY_OPEN/);
    await expect(act('castBallot', '{}')).rejects.toThrow(/no act of operators/);
    expect(await survey.read()).toMatchObject({ version: 1, state: 'DRAFT' });
  },
  LONG,
);

it(
  'shows what there is to act on',
  async () => {
    expect(await act('show')).toContain(`${stage}  version`);
    const shown = await act('show', stage);
    expect(shown).toMatch(new RegExp(`survey  ${event.id}.main.first  version 2  OPEN`));
    expect(shown).toMatch(new RegExp(`source  floor  FLOOR  ${CHANNEL}`));
  },
  LONG,
);

it(
  'is shut out by the row of its session, as an operator is by theirs',
  async () => {
    const table = await stageTable();
    const key = { pk: 'OPERATOR#break-glass:local', sk: 'OPERATOR' };
    const version = String(await event.stageVersion('main'));
    await table.set(key, { removed: true });
    try {
      await expect(act('setCurtain', '--stage', stage, '--curtain', 'DOWN', '--expected', version)).rejects.toThrow(
        /OPERATOR_REMOVED/,
      );
    } finally {
      await table.set(key, { removed: false });
    }
    await act('setCurtain', '--stage', stage, '--curtain', 'DOWN', '--expected', version);
    await eventually(inSnapshot, (state) => state?.curtain === 'DOWN');
  },
  LONG,
);

it(
  'leaves nothing behind: no dead letters, and no role but its own was used',
  async () => {
    await settled();
    const queues = await control<Record<string, number>>('GET', '/queues');
    expect(Object.entries(queues).filter(([name, count]) => name.includes('-dead') && count > 0)).toEqual([]);
    const { roleArn } = await accessKey('break-glass');
    const refusals = await control<{ roleArn?: string }[]>('GET', '/refusals');
    expect(refusals.filter((each) => each.roleArn === roleArn)).toEqual([]);
  },
  LONG,
);
