import type { PlaybackBrowser, PlaybackDevice, PlaybackTrouble } from '#graphql/schema.generated';
import { inLanguage } from '../text/language.ts';

const ja = {
  tab: '届いている映像',
  of: (stage: string) => `「${stage}」の観客に届いている映像`,
  device: '端末',
  all: 'すべて',
  devices: { PHONE: 'スマートフォン', TABLET: 'タブレット', DESKTOP: 'パソコン' } satisfies Record<
    PlaybackDevice,
    string
  >,
  otherBrowser: 'ほか',
  viewers: '観客',
  firstFrame: '映り始め',
  latency: '遅れ',
  spread: '半数 / 95%',
  stalls: '停止',
  perMinute: '回/人・分',
  stalled: '停止時間',
  rendition: '画質',
  trouble: '映らない',
  troubles: {
    NOT_STARTED: '始まっていない',
    ENDED: '途切れた・終わった',
    MISSING: '見つからない',
    OVER_CAPACITY: '満員',
    UNSUPPORTED: 'ブラウザーが非対応',
    SLOW_START: '始まるのが遅い',
    UNREACHABLE: '届かない',
  } satisfies Record<PlaybackTrouble, string>,
  seconds: (text: string) => `${text}秒`,
  times: (what: string, count: string) => `${what} ${count}`,
  unknown: '不明',
  everybody: 'すべての観客のページからの報告です',
  sample: (pages: string) => `${pages}ページに1ページの割合で選んだ、観客のページからの報告です`,
  window: (at: string) => `この10分の合計(${at} 現在)`,
  nothing: 'この10分に報告はありません',
  nothingHint: '映像が出ている観客のページから、20秒ごとに届きます',
  save: 'CSV で保存',
};

const en: typeof ja = {
  tab: 'What viewers get',
  of: (stage) => `What viewers of ${stage} get`,
  device: 'Device',
  all: 'All',
  devices: { PHONE: 'Phone', TABLET: 'Tablet', DESKTOP: 'Computer' },
  otherBrowser: 'other',
  viewers: 'Viewers',
  firstFrame: 'First picture',
  latency: 'Behind',
  spread: 'half / 95 %',
  stalls: 'Stalls',
  perMinute: 'per minute',
  stalled: 'Time stalled',
  rendition: 'Picture size',
  trouble: 'No picture',
  troubles: {
    NOT_STARTED: 'not started',
    ENDED: 'broken off or over',
    MISSING: 'missing',
    OVER_CAPACITY: 'over capacity',
    UNSUPPORTED: 'browser cannot play it',
    SLOW_START: 'slow to start',
    UNREACHABLE: 'does not arrive',
  },
  seconds: (text) => `${text} s`,
  times: (what, count) => `${what}: ${count}`,
  unknown: 'unknown',
  everybody: 'Every viewer’s page reports',
  sample: (pages) => `A sample: one viewer’s page in ${pages} reports`,
  window: (at) => `The last ten minutes, as of ${at}`,
  nothing: 'Nothing was reported in the last ten minutes',
  nothingHint: 'Viewers’ pages report every 20 seconds while they have a picture',
  save: 'Save as CSV',
};

export const playbackDeskWords = inLanguage({ ja, en });

/** As their makers write them. */
export const BROWSER_NAMES: Readonly<Partial<Record<PlaybackBrowser, string>>> = {
  CHROME: 'Chrome',
  EDGE: 'Edge',
  FIREFOX: 'Firefox',
  SAFARI: 'Safari',
};
