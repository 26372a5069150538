import { inLanguage } from '../text/language.ts';

const ja = {
  eventState: {
    DRAFT: '非公開',
    ANNOUNCED: '開催前',
    LIVE: '開催中',
    OVER: '終了',
    CANCELLED: '中止',
    POSTPONED: '延期',
  },
  events: 'ほかのイベント',
  missingEvent: 'このイベントは見つかりません',
  nothing: '予定されているイベントはありません',
  toHome: 'トップページへ',
  stageDark: '幕が下りています',
};

const en: typeof ja = {
  eventState: {
    DRAFT: 'Not public',
    ANNOUNCED: 'Coming up',
    LIVE: 'Live',
    OVER: 'Over',
    CANCELLED: 'Cancelled',
    POSTPONED: 'Postponed',
  },
  events: 'Other events',
  missingEvent: 'There is no such event',
  nothing: 'No event is planned',
  toHome: 'To the front page',
  stageDark: 'The curtain is down',
};

/** What the front page and an event’s page say. */
export const eventWords = inLanguage({ ja, en });
