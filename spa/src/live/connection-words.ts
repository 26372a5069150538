import { inLanguage } from '../text/language.ts';

const ja = {
  connection: '接続の状態',
  fallbackNote: 'ライブ接続が切れています。数秒おきに確認して更新しています。',
  pictureNote: 'ライブ接続が切れています。映像を通じて更新しています。',
  staleNote: (time: string) => `更新が届いていません。表示は ${time} 時点のものです。`,
  reconnecting: (attempt: number, seconds: number) =>
    seconds > 0 ? `再接続しています(${attempt}回目、あと${seconds}秒)` : `再接続しています(${attempt}回目)`,
  asking: '最新の状態を確認しています。',
};

const en: typeof ja = {
  connection: 'Connection',
  fallbackNote: 'The live connection is down. This page checks for updates every few seconds.',
  pictureNote: 'The live connection is down. Updates are coming through the video.',
  staleNote: (time) => `No updates arrive. What you see is from ${time}.`,
  reconnecting: (attempt, seconds) =>
    seconds > 0 ? `Reconnecting (try ${attempt}, in ${seconds} s)` : `Reconnecting (try ${attempt})`,
  asking: 'Asking for the latest.',
};

/** What is said of a connection that is down. */
export const connectionWords = inLanguage({ ja, en });
