import { inLanguage } from '../text/language.ts';

const ja = {
  open: 'アンケート受付中',
  scan: 'スマホで回答',
  closing: 'まもなく締め切り',
  ownWords: 'ことばで答えます',
  upTo: (most: number) => `${most}つまで選べます`,
  exactly: (count: number) => `${count}つ選びます`,
  between: (fewest: number, most: number) => `${fewest}つから${most}つまで選びます`,
  several: '複数回答',
  results: { SO_FAR: '途中経過', PROVISIONAL: '結果速報', FINAL: '確定結果' },
};

const en: typeof ja = {
  open: 'Survey open',
  scan: 'Scan to answer',
  closing: 'Closing soon',
  ownWords: 'Answer in your own words',
  upTo: (most) => `Choose up to ${most}`,
  exactly: (count) => `Choose ${count}`,
  between: (fewest, most) => `Choose ${fewest} to ${most}`,
  several: 'Several answers each',
  results: { SO_FAR: 'Results so far', PROVISIONAL: 'Provisional results', FINAL: 'Final results' },
};

/** What an overlay says itself: few words, read from the back of a hall. */
export const overlayWords = inLanguage({ ja, en });
