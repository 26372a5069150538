import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Message } from '#graphql/fallback/message';
import { type Built, buildLiveState, type StageRows } from '#graphql/live/live-state';
import { serialize, type TextFile } from '#graphql/live/snapshot';
import type { EventProgramme, PlannedSurvey } from '#graphql/programme/event-programme';
import { readProgramme } from '#graphql/programme/read-programme';
import type { LiveSurvey } from '#graphql/schema.generated';

// What a stage of the example programme says while its keynote is on air: real words, because invented filler deflates too well.

const SAID = { version: 3, updatedAt: '2026-11-20T09:45:12.345Z' };
const STAGE = 'matsuri26.main';

function readExample(): EventProgramme {
  const read = readProgramme(readFileSync(new URL('../examples/programme.csv', import.meta.url), 'utf8'));
  if ('problems' in read) throw new Error(`examples/programme.csv: ${JSON.stringify(read.problems)}`);
  return read.programme;
}

const programme = readExample();
const hash = (content: string) => createHash('sha256').update(content).digest('hex').slice(0, 32);
const inBoth = (ja: string, en: string) => [
  { lang: 'ja', value: ja },
  { lang: 'en', value: en },
];

/** The state and text files of the main stage: three sources, viewers, a talk on air, a survey with results. */
export function buildShow(seq: number): Built {
  const stages = programme.stages.map((stage) => ({
    ...stage,
    ...SAID,
    title: inBoth('まもなく開演', 'Starting soon'),
    description: [],
    curtain: 'UP' as const,
  }));
  const stage = stages.find(({ id }) => id === STAGE);
  const survey = programme.surveys.find((each) => each.stage === STAGE && each.kind === 'MULTIPLE');
  if (!stage || !survey) throw new Error('the example has no main stage with a survey of several choices');
  const channel = (id: string) =>
    `https://4c62a87c1810.us-west-2.playback.live-video.net/api/video/v1/us-west-2.049054135175.channel.${id}.m3u8`;
  const rows: StageRows = {
    event: { ...programme.event, ...SAID, notice: [], access: 'OPEN', state: 'LIVE' },
    stage: { ...stage, session: `${STAGE}.keynote` },
    stages,
    sessions: programme.sessions
      .filter((session) => session.stage === STAGE)
      .map((session) => ({ ...session, ...SAID })),
    streams: [{ checkedAt: '2026-11-20T09:59:51.120Z' }],
    sources: [
      { id: 'floor', role: 'FLOOR', label: inBoth('会場の音声', 'Floor'), url: channel('GHRwjPylmdXm') },
      { id: 'en', role: 'LANGUAGE', label: inBoth('英語', 'English'), url: channel('qv2bTkzMhYcR') },
      { id: 'sign', role: 'SIGN', label: inBoth('手話', 'Sign language'), url: channel('Zn8LsWfK3xJe') },
    ],
  };
  const built = buildLiveState(rows, { seq, at: '2026-11-20T10:00:00.000Z', hash });
  const viewers = { count: 3_912, countedAt: '2026-11-20T09:59:51.120Z', trend: [3_702, 3_755, 3_841, 3_890, 3_912] };
  return { ...built, state: { ...built.state, viewers, survey: asked(survey, seq) } };
}

function asked({ id, stage, order, seconds, ...fields }: PlannedSurvey, seq: number): LiveSurvey {
  const counts = fields.options.map((option, i) => ({ option: option.id, count: 137 * (i + 1) + seq }));
  return {
    ...fields,
    id,
    version: 2,
    state: 'OPEN',
    openedAt: '2026-11-20T09:58:40.017Z',
    closesAt: '2026-11-20T10:00:10.017Z',
    closedAt: null,
    withdrawnAt: null,
    results: { survey: id, status: 'SO_FAR', ballots: 1_204 + seq, counts, answers: null },
    answers: null,
  };
}

export const stateMessage = (seq: number): Message => ({ kind: 'state', state: buildShow(seq).state });

export const textMessage = (file: TextFile): Extract<Message, { kind: 'text' }> => ({
  kind: 'text',
  stage: STAGE,
  hash: hash(serialize(file)),
  file,
});

/** So many characters of the programme's own prose, the longest descriptions first. */
export function prose(lang: 'ja' | 'en', characters: number): string {
  const descriptions = programme.sessions.map(
    ({ description }) => description.find((text) => text.lang === lang)?.value ?? '',
  );
  const text = descriptions.toSorted((a, b) => b.length - a.length).join('\n\n');
  if (text.length < characters) throw new Error(`the example has no ${characters} characters in ${lang}`);
  return text.slice(0, characters);
}

export const proseMessage = (lang: 'ja' | 'en', characters: number) =>
  textMessage([{ lang, value: prose(lang, characters) }]);

/** The stage's timetable. */
export function timetableMessage(): Message {
  const { state, texts } = buildShow(1);
  const file = texts[state.programme ?? ''];
  if (!file) throw new Error('the example has no timetable');
  return textMessage(file);
}
