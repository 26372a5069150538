import type { AnswerReview } from '#graphql/schema.generated';
import { inLanguage } from '../text/language.ts';

const count = (value: number, lang: string) => value.toLocaleString(lang);

const ja = {
  ballots: (n: number) => `${count(n, 'ja')}票`,
  perSecond: (n: number) => `毎秒 ${count(n, 'ja')}票`,
  share: (percent: number, viewers: string) => `視聴中の${viewers}人の ${percent} %`,
  status: { SO_FAR: '途中経過', PROVISIONAL: '速報', FINAL: '確定' },
  readAt: (time: string) => `${time} 現在`,
  tally: '集計',
  notCounted: 'まだ集計していません',
  degraded: '一部の票を数え直しています。確定の結果には入ります',
  late: (n: number) => `締切後の票 ${count(n, 'ja')}`,
  foreign: (n: number) => `選択肢にない票 ${count(n, 'ja')}`,
  certified: (time: string) => `確定 ${time}`,
  digest: 'SHA-256',
  origin: '票の出どころ',
  ages: (after: number, minutes: number, earlier: number) =>
    `参加した時期: 質問のあと ${after} %、質問の直前10分 ${minutes} %、それより前 ${earlier} %`,
  cluster: (share: number, ballots: number, young: number) =>
    `${share} %(${count(ballots, 'ja')}票)が一つの回線から。そのうち ${young} % は質問のあとに作られた参加`,
  hall: '会場が一つの回線を使うこともあります。質問のあとに作られた参加が多いときに疑います',
  unit: '一票の単位: ブラウザー',
  answers: '自由回答の確認',
  reviews: { NEW: '未確認', SHOWN: '表示中', REJECTED: '出さない' } satisfies Record<AnswerReview, string>,
  noAnswers: {
    NEW: '確かめる回答はありません',
    SHOWN: '出している回答はありません',
    REJECTED: '出さないと決めた回答はありません',
  } satisfies Record<AnswerReview, string>,
  toMove: 'で移動',
  approve: '出す',
  reject: '出さない',
  takeBack: '未確認に戻す',
  times: (n: number) => `${count(n, 'ja')}件`,
  reviewed: {
    NEW: '回答を未確認に戻しました',
    SHOWN: '回答を出しました',
    REJECTED: '回答を出さないことにしました',
  } satisfies Record<AnswerReview, string>,
  restoresReview: {
    NEW: '取り消す: 未確認に戻す',
    SHOWN: '取り消す: また出す',
    REJECTED: '取り消す: 出さないに戻す',
  } satisfies Record<AnswerReview, string>,
  exports: '書き出し',
  exportAndReset: '書き出し、やり直し',
  exportResults: (kind: string) => `結果 ${kind}`,
  exportBallots: (kind: string) => `票 ${kind}`,
  exportLines: '照合用の行',
  exportHint: '票に名前や住所はありません。照合用の行のファイルの SHA-256 は、確定の値と一致します',
  reading: (n: number) => `${count(n, 'ja')}票を読みました`,
  stop: 'やめる',
  exported: (n: number) => `${count(n, 'ja')}票を書き出しました`,
  preview: 'アンケート',
};

const en: typeof ja = {
  ballots: (n) => `${count(n, 'en')} ${n === 1 ? 'vote' : 'votes'}`,
  perSecond: (n) => `${count(n, 'en')} a second`,
  share: (percent, viewers) => `${percent} % of ${viewers} watching`,
  status: { SO_FAR: 'So far', PROVISIONAL: 'Provisional', FINAL: 'Final' },
  readAt: (time) => `as of ${time}`,
  tally: 'Count',
  notCounted: 'Not counted yet',
  degraded: 'Some answers are being recounted; the final count will have them',
  late: (n) => `${count(n, 'en')} after closing`,
  foreign: (n) => `${count(n, 'en')} for unknown options`,
  certified: (time) => `Final at ${time}`,
  digest: 'SHA-256',
  origin: 'Where votes come from',
  ages: (after, minutes, earlier) =>
    `Joined after the question ${after} %, in the ten minutes before it ${minutes} %, earlier ${earlier} %`,
  cluster: (share, ballots, young) =>
    `${share} % (${count(ballots, 'en')}) from one network, ${young} % of them with tokens younger than the question`,
  hall: 'A hall can share one network. What is odd is many tokens younger than the question',
  unit: 'One vote per browser',
  answers: 'Answers to review',
  reviews: { NEW: 'New', SHOWN: 'Shown', REJECTED: 'Rejected' },
  noAnswers: { NEW: 'No answer waits', SHOWN: 'No answer is shown', REJECTED: 'No answer was rejected' },
  toMove: 'to move',
  approve: 'Show',
  reject: 'Reject',
  takeBack: 'Take back',
  times: (n) => `${count(n, 'en')} ${n === 1 ? 'time' : 'times'}`,
  reviewed: { NEW: 'The answer is taken back', SHOWN: 'The answer is shown', REJECTED: 'The answer is rejected' },
  restoresReview: { NEW: 'Undo: take it back', SHOWN: 'Undo: show it again', REJECTED: 'Undo: reject it again' },
  exports: 'Export',
  exportAndReset: 'Export, reset',
  exportResults: (kind) => `Results ${kind}`,
  exportBallots: (kind) => `Ballots ${kind}`,
  exportLines: 'Lines to check',
  exportHint: 'Ballots carry no name and no address. The SHA-256 of the lines’ file is the one of the final count',
  reading: (n) => `Read ${count(n, 'en')} ballots`,
  stop: 'Stop',
  exported: (n) => `Exported ${count(n, 'en')} ballots`,
  preview: 'Survey',
};

/** What the desk says about ballots: their count, where they come from, moderation and export. */
export const surveyCountWords = inLanguage({ ja, en });
