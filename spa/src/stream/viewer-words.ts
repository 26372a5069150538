import { inLanguage, language } from '../text/language.ts';

const ja = {
  watching: ' 人が視聴中',
  asOf: (seconds: number) => (seconds < 120 ? `${seconds}秒前の人数` : `${Math.floor(seconds / 60)}分前の人数`),
  rising: (more: string) => `盛り上がり中 +${more}`,
};

const en: typeof ja = {
  watching: ' watching',
  asOf: (seconds) => (seconds < 120 ? `as of ${seconds} s ago` : `as of ${Math.floor(seconds / 60)} min ago`),
  rising: (more) => `Heating up, +${more}`,
};

/** What is said of how many watch. */
export const viewerWords = inLanguage({ ja, en });

/** `4,012`. */
export const people = (count: number): string => count.toLocaleString(language());
