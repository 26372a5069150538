import { inLanguage } from '../text/language.ts';

const ja = {
  close: '閉じる',
  zoneLabel: '時刻の表示',
  zoneDevice: (zone: string) => `この端末 (${zone})`,
  zoneEvent: (zone: string) => `開催地 (${zone})`,
  noTimetable: '番組表はまだありません',
};

const en: typeof ja = {
  close: 'Close',
  zoneLabel: 'Show times in',
  zoneDevice: (zone) => `This device (${zone})`,
  zoneEvent: (zone) => `The event’s place (${zone})`,
  noTimetable: 'There is no timetable yet',
};

/** What the timetable says. */
export const timetableWords = inLanguage({ ja, en });
