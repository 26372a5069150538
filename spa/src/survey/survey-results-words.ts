import { inLanguage } from '../text/language.ts';

const ja = {
  votes: (count: number) => `${count.toLocaleString('ja')}票`,
  yours: 'あなたの回答',
  average: '平均',
  outOf: '/ 5',
  spread: (value: string) => `ばらつき ±${value}`,
  times: (count: number) => `${count.toLocaleString('ja')}件`,
  noneShown: '表示できる回答はまだありません',
};

const en: typeof ja = {
  votes: (count) => `${count.toLocaleString('en')} ${count === 1 ? 'vote' : 'votes'}`,
  yours: 'Your answer',
  average: 'Average',
  outOf: 'of 5',
  spread: (value) => `Spread ±${value}`,
  times: (count) => `${count.toLocaleString('en')} ${count === 1 ? 'time' : 'times'}`,
  noneShown: 'No answers are shown yet',
};

/** What results say, wherever they are shown. */
export const resultsWords = inLanguage({ ja, en });
