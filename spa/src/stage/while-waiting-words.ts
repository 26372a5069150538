import { inLanguage } from '../text/language.ts';

const ja = {
  whileWaiting: '待つあいだ、となりの舞台をどうぞ',
  watch: (name: string) => `${name}を見る`,
};

const en: typeof ja = {
  whileWaiting: 'While you wait, the stage next door',
  watch: (name) => `Watch ${name}`,
};

/** What invites to another stage. */
export const waitingWords = inLanguage({ ja, en });
