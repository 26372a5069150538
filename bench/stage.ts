import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { ON_LIVE_STATE } from '#graphql/live/documents.generated';
import type { LiveState } from '#graphql/schema.generated';
import { type Crowd, startCrowd } from './crowd.ts';
import { type Arrival, clock } from './crowd-messages.ts';
import { keep, milliseconds, percentile, type Row, say, thousands } from './report.ts';
import { type MeasuredStack, runningStack, startStack, viewerToken } from './server.ts';
import { prepareShow, type Show } from './show.ts';

const { values } = parseArgs({
  options: {
    viewers: { type: 'string', default: '1000' },
    acts: { type: 'string', default: '100' },
    running: { type: 'boolean', default: false },
  },
});
const VIEWERS = Number(values.viewers);
const ACTS = Number(values.acts);
/** Acts before those that count: functions start cold, and code warms up. */
const WARM_UP = 5;
/** Acts as fast as the API answers, for what must hold under haste. */
const HASTE = 20;
/** An act that is not on every page by then is lost. */
const LOST_MS = 15_000;

interface Measured {
  row: Row;
  summary: string;
  problems: string[];
}

/** The number of the act that a state shows; -1 before the first. */
function actOf({ state }: Arrival): number {
  const { title } = state as unknown as LiveState;
  const [, number] = /^act (\d+)$/.exec(title?.at(-1)?.value ?? '') ?? [];
  return Number(number ?? -1);
}

async function gather({ addresses }: MeasuredStack, { event, stage }: Show): Promise<Crowd> {
  const Authorization = await viewerToken(addresses, event);
  const began = clock();
  const crowd = await startCrowd({
    dialect: 'appsync',
    url: addresses.realtime,
    sockets: VIEWERS,
    authorization: { host: new URL(addresses.graphql).host, Authorization },
    query: ON_LIVE_STATE,
    variables: { stage },
    field: 'onLiveState',
  });
  const seconds = (clock() - began) / 1000;
  say(
    `  ${thousands(VIEWERS)} viewers subscribed in ${seconds.toFixed(1)} s, in ${crowd.processes} process(es) of their own`,
  );
  return crowd;
}

interface Times {
  answered: number[];
  first: number[];
  last: number[];
  lost: number;
}

async function acts(show: Show, crowd: Crowd): Promise<Times> {
  const times: Times = { answered: [], first: [], last: [], lost: 0 };
  for (let act = 0; act < WARM_UP + ACTS; act++) {
    const began = clock();
    await show.retitle(`act ${act}`);
    const answered = clock();
    const arrival = await crowd.arrival((each) => actOf(each) === act, LOST_MS);
    if (!arrival) times.lost += 1;
    else if (act >= WARM_UP) {
      times.answered.push(answered - began);
      times.first.push(arrival.first - began);
      times.last.push(arrival.last - began);
      const done = act + 1 - WARM_UP;
      if (done % 25 === 0)
        say(
          `  ${done} acts: p50 ${milliseconds(percentile(times.last, 50))}, p99 ${milliseconds(percentile(times.last, 99))}`,
        );
    }
    // Without a pause of random length every act would meet the pollers at the same moment.
    await pause(50 + Math.random() * 300);
  }
  return times;
}

/** What the first page load would show. */
async function snapshot({ addresses }: MeasuredStack, { stage }: Show): Promise<string> {
  await pause(1_100); // the edge keeps a snapshot for a second
  const response = await fetch(`${addresses.site}/live/${stage}.json`);
  const { state } = (await response.json()) as { state: LiveState };
  return String(state.title?.at(-1)?.value);
}

/** Nothing lost, doubled or backwards: the one thing that fails a run. */
async function check(stack: MeasuredStack, show: Show, crowd: Crowd, lost: number): Promise<string[]> {
  const last = WARM_UP + ACTS + HASTE - 1;
  for (let act = WARM_UP + ACTS; act <= last; act++) await show.retitle(`act ${act}`);
  const end = await crowd.arrival((each) => actOf(each) === last, LOST_MS);
  const { doubled, closed, late, shown } = await crowd.findings();
  const rising = crowd.arrivals.toSorted((one, other) => one.state.seq - other.state.seq).map(actOf);
  const backwards = rising.filter((act, index) => act < (rising[index - 1] ?? -1)).length;
  const atFirstPaint = await snapshot(stack, show);
  say(
    `  ${HASTE} acts in haste became ${crowd.arrivals.filter((each) => actOf(each) >= WARM_UP + ACTS).length} publishes; ${late} messages came late, which pages ignore`,
  );
  return [
    lost > 0 && `${lost} acts were not on every page within ${LOST_MS} ms`,
    !end && 'the last act was not on every page',
    doubled > 0 && `${doubled} messages came twice`,
    closed > 0 && `${closed} connections were closed`,
    backwards > 0 && `${backwards} times a higher seq showed an older act`,
    Object.keys(shown).length > 1 && `pages ended with ${Object.keys(shown).length} different states`,
    atFirstPaint !== `act ${last}` && `the snapshot ended with ${atFirstPaint}, not with act ${last}`,
  ].filter((problem) => problem !== false);
}

async function measure(polling: string, stack: MeasuredStack): Promise<Measured> {
  const show = await prepareShow(stack.addresses);
  const crowd = await gather(stack, show);
  try {
    const { answered, first, last, lost } = await acts(show, crowd);
    const problems = await check(stack, show, crowd, lost);
    const figure = (list: readonly number[], percent: number) =>
      list.length > 0 ? milliseconds(percentile(list, percent)) : 'none';
    return {
      row: {
        polling,
        'act answered p50': figure(answered, 50),
        'first viewer p50': figure(first, 50),
        'last viewer p50': figure(last, 50),
        p90: figure(last, 90),
        p99: figure(last, 99),
        max: figure(last, 100),
      },
      summary: `p50 ${figure(last, 50)}, p99 ${figure(last, 99)} (${polling})`,
      problems: problems.map((problem) => `${polling}: ${problem}`),
    };
  } finally {
    await crowd.stop();
  }
}

const runs: [polling: string, start: () => Promise<MeasuredStack>][] = values.running
  ? [['as script/server runs', async () => runningStack()]]
  : [
      ['short polling', () => startStack(false)],
      ['as on AWS', () => startStack(true)],
    ];
const measured: Measured[] = [];
for (const [polling, start] of runs) {
  say(`stage: ${polling}: starting the local stack`);
  const stack = await start();
  try {
    measured.push(await measure(polling, stack));
  } finally {
    await stack.stop();
  }
}
const problems = measured.flatMap((each) => each.problems);
const verdict = problems.length > 0 ? problems.join('; ') : 'nothing lost, doubled or backwards';
const settings = `${thousands(VIEWERS)} viewers, ${ACTS} acts (updateStageText), from the operator's request to the last viewer.`;
keep('stage', settings, [measured.map(({ row }) => row)], `${verdict}.`);
say(
  `stage: act → last of ${thousands(VIEWERS)} viewers: ${measured.map(({ summary }) => summary).join('; ')}; ${verdict}`,
);
process.exitCode = problems.length > 0 ? 1 : 0;
