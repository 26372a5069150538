import { inLanguage } from '../text/language.ts';
import type { Trouble } from './trouble.ts';

type Told = Readonly<Record<Trouble, { readonly title: string; readonly hint: string }>>;

const jaTrouble: Told = {
  notStarted: { title: '映像はまだ届いていません', hint: '届きしだい、ここに映ります。' },
  ended: { title: '映像が途切れています', hint: '再開すると、ここに映ります。' },
  missing: { title: 'この映像は見つかりません', hint: 'しばらくおきに確認しています。' },
  overCapacity: {
    title: '映像は定員に達しています',
    hint: '空きしだい映ります。アンケートなどは、このまま使えます。',
  },
  unsupported: {
    title: 'このブラウザーでは映像を再生できません',
    hint: '新しいブラウザーでは見られます。アンケートなどは、このまま使えます。',
  },
  slowStart: { title: '映像の準備に時間がかかっています', hint: '自動でやり直しています。' },
  unreachable: { title: '映像に接続できません', hint: '自動で接続し直しています。' },
};

const enTrouble: Told = {
  notStarted: { title: 'No picture yet', hint: 'It appears here as soon as it arrives.' },
  ended: { title: 'The picture has stopped', hint: 'It returns here by itself.' },
  missing: { title: 'This picture cannot be found', hint: 'This page keeps looking for it.' },
  overCapacity: {
    title: 'The picture has no more room',
    hint: 'It starts when there is some. Surveys and all else work meanwhile.',
  },
  unsupported: {
    title: 'This browser cannot play the picture',
    hint: 'A newer one can. Surveys and all else work here.',
  },
  slowStart: { title: 'The picture takes long to start', hint: 'Trying again by itself.' },
  unreachable: { title: 'The picture cannot be reached', hint: 'Connecting again by itself.' },
};

const ja = {
  picture: '映像',
  trouble: jaTrouble,
  again: 'いますぐ試す',
  loading: '映像を読み込んでいます',
  stalled: '映像の続きを待っています',
  listen: '音が出ていません。タップして聞く',
  watch: 'タップして見る',
  watchHint: 'この端末では、映像は自動で始まりません。',
  noPicture: { title: '文字だけで表示しています', hint: '映像のデータは受け取りません。' },
  showPicture: '映像を表示する',
  elsewhere: '映像は、一度に一つのタブで再生します',
  playHere: 'ここで再生する',
  play: '再生',
  pause: '一時停止',
  mute: '音を消す',
  unmute: '音を出す',
  volume: '音量',
  live: 'ライブ',
  behind: (seconds: number) => `${seconds}秒遅れ`,
  goLive: '、最新へ',
  settings: '映像の設定',
  quality: '画質',
  auto: '自動',
  now: (quality: string) => `いま ${quality}`,
  saveData: 'データを節約',
  upTo: (height: number) => `${height}p まで`,
  audioOnly: '音声のみ',
  source: '映像と音声',
  textOnly: '文字だけにする',
  savesData: '端末がデータを節約しています。',
  keepPicture: '映像のまま',
  pictureInPicture: '小窓で見る',
  theatre: '画面いっぱいに表示',
  leaveTheatre: 'もとの大きさに戻す',
  fullScreen: '全画面',
  leaveFullScreen: '全画面を終わる',
};

const en: typeof ja = {
  picture: 'Picture',
  trouble: enTrouble,
  again: 'Try now',
  loading: 'The picture is loading',
  stalled: 'Waiting for the picture',
  listen: 'Sound is off. Tap to listen',
  watch: 'Tap to watch',
  watchHint: 'This device starts no picture by itself.',
  noPicture: { title: 'Text only', hint: 'No video is loaded.' },
  showPicture: 'Show the picture',
  elsewhere: 'The picture plays in one tab at a time',
  playHere: 'Play here',
  play: 'Play',
  pause: 'Pause',
  mute: 'Mute',
  unmute: 'Unmute',
  volume: 'Volume',
  live: 'Live',
  behind: (seconds) => `${seconds} s behind`,
  goLive: ', go to live',
  settings: 'Picture settings',
  quality: 'Quality',
  auto: 'Auto',
  now: (quality) => `now ${quality}`,
  saveData: 'Save data',
  upTo: (height) => `up to ${height}p`,
  audioOnly: 'Audio only',
  source: 'Picture and sound',
  textOnly: 'Text only',
  savesData: 'Your device is saving data.',
  keepPicture: 'Keep the picture',
  pictureInPicture: 'Picture in picture',
  theatre: 'Fill the window',
  leaveTheatre: 'Leave the full window',
  fullScreen: 'Full screen',
  leaveFullScreen: 'Exit full screen',
};

/** What the picture says. */
export const playerWords = inLanguage({ ja, en });
