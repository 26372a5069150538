import type { RefusalCode } from '../desk/refusal.ts';
import { inLanguage } from './language.ts';

/** A sentence for each code: what is true, and what to do. */
const ja: Readonly<Record<RefusalCode, string>> = {
  CONFLICT: 'その間にほかの人が変更しました。いまの状態を見て、もう一度操作する',
  NOT_FOUND: 'もうありません。ほかの人が外したようです',
  INVALID_ID: 'アドレスに使えるのは、英小文字・数字・ハイフンの1〜20文字です',
  INVALID_LANGUAGE: '言語は ja、en のような小文字のタグで書きます',
  INVALID_TEXT: '文が必要です。どれか一つの言語で書きます',
  TEXT_TOO_LONG: '文が長すぎます',
  TOO_MANY: '数が多すぎます。話者は10人、ステージは20、イベントは100までです',
  INVALID_ORDER: '順番は 1 から 99 までです',
  INVALID_TIMES: '終わりが始まりより後になるようにします',
  INVALID_ZONE: 'タイムゾーンは Asia/Tokyo のように書きます',
  EVENT_NOT_FOUND: 'このイベントはありません',
  STAGE_NOT_FOUND: 'このステージはありません',
  SESSION_NOT_FOUND: 'この演目はありません。ほかの人が外したか、もう終えています',
  SESSION_ON_AIR: '上演中の演目は外せません。先に終演にします',
  SESSION_STARTED: 'すでに上演された演目です。取り込みでは変わりません',
  FIELD_EDITED: 'この卓で直した項目です。取り込みでは変わりません',
  ACCESS_FIXED: '公開したあとは、見られる人を変えられません',
  ACCESS_UNAVAILABLE: '招待制のイベントは、まだ作れません',
  NOT_ADMITTED: 'あなたの役割ではできない操作です',
  OPERATOR_REMOVED: 'このアカウントは卓から外されています。管理者に確かめる',
  EVENT_NOT_OPEN: 'このイベントはまだ公開されていません',
  TOO_MANY_REQUESTS: '混み合っています。少し待って、もう一度操作する',
  SIGNED_OUT: 'サインインの期限が切れました。書いたものは残っています',
  UNREACHABLE: '返事がありません。届いたかどうかは、観客の画面で確かめる',
  FAULT: 'できませんでした。もう一度試し、だめなら管理者に知らせる',
};

const en: typeof ja = {
  CONFLICT: 'Somebody else changed it meanwhile. See what holds now, then act again',
  NOT_FOUND: 'It is not there any more. Somebody removed it',
  INVALID_ID: 'An address is 1 to 20 characters: a–z, 0–9 and hyphens',
  INVALID_LANGUAGE: 'Languages are tags in lower case, such as ja or en',
  INVALID_TEXT: 'A text is needed, in one language at least',
  TEXT_TOO_LONG: 'The text is too long',
  TOO_MANY: 'Too many. At most 10 speakers, 20 stages, 100 events',
  INVALID_ORDER: 'The order is a number from 1 to 99',
  INVALID_TIMES: 'It has to end after it starts',
  INVALID_ZONE: 'A time zone is written like Asia/Tokyo',
  EVENT_NOT_FOUND: 'There is no such event',
  STAGE_NOT_FOUND: 'There is no such stage',
  SESSION_NOT_FOUND: 'There is no such session. Somebody removed it, or it has ended',
  SESSION_ON_AIR: 'A session on air cannot be removed. End it first',
  SESSION_STARTED: 'It has been on air. An import does not change it',
  FIELD_EDITED: 'It was edited at the desk. An import does not change it',
  ACCESS_FIXED: 'Who may watch does not change once the event is announced',
  ACCESS_UNAVAILABLE: 'Events by invitation cannot be made yet',
  NOT_ADMITTED: 'Your role does not allow this',
  OPERATOR_REMOVED: 'This account was taken off the desk. Ask who runs the site',
  EVENT_NOT_OPEN: 'This event is not public yet',
  TOO_MANY_REQUESTS: 'The site is busy. Wait a moment, then act again',
  SIGNED_OUT: 'Your sign-in has ended. What you typed is kept',
  UNREACHABLE: 'No answer came. See on the audience’s screens whether it arrived',
  FAULT: 'It was not done. Try once more; if it stays so, tell who runs the site',
};

/** What people read where something was refused. */
export const refusalWords = inLanguage({ ja, en });
