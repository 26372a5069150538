import type { EventState } from '#graphql/schema.generated';
import { inLanguage } from '../text/language.ts';

type StateWords = Readonly<Record<EventState, string>>;

const jaShows: StateWords = {
  DRAFT: 'どのページも「このイベントはまだ公開されていません」になり、題名も番組表も消えます。',
  ANNOUNCED: 'だれでも題名・日時・番組表を見られます。ページは開演を待つ幕を出します。',
  LIVE: 'トップページに開催中として出ます。ステージのページは上演中の演目を出します。',
  OVER: 'どのページも「終演しました」になり、映像は出ません。',
  CANCELLED: 'どのページも「開催を中止しました」になり、映像は出ません。下のお知らせも出ます。',
  POSTPONED: 'どのページも「開催を延期しました」になり、映像は出ません。下のお知らせも出ます。',
};

const enShows: StateWords = {
  DRAFT: 'Every page says “This event is not public yet”. Its title and timetable go.',
  ANNOUNCED: 'Everybody sees title, dates and timetable. Pages show the curtain before the start.',
  LIVE: 'The front page names it as live. Stages show what is on air.',
  OVER: 'Every page says “The show is over”, without a picture.',
  CANCELLED: 'Every page says “This event is cancelled”, without a picture, and shows the notice below.',
  POSTPONED: 'Every page says “This event is postponed”, without a picture, and shows the notice below.',
};

const ja = {
  title: 'イベント',
  none: 'イベントはまだありません',
  createFirst: '最初のイベントを作る',
  create: '新しいイベント',
  edit: 'イベントの内容',
  missing: 'このイベントはありません',
  back: 'イベントの一覧へ',
  id: 'アドレス',
  idHint: '英小文字・数字・ハイフン、20文字まで。あとから変えられません',
  taken: 'このアドレスのイベントはもうあります',
  name: '題名',
  phraseHint: '「|」を入れると、そこで改行できます',
  notice: 'お知らせ',
  noticeHint: 'イベントのどのページにも出ます。中止や延期のときは理由と次の知らせを書きます',
  startsAt: '始まり',
  endsAt: '終わり',
  zone: 'タイムゾーン',
  zoneHint: '会場の時刻で書きます',
  languages: '言語',
  languagesHint: '例: ja, en。最初の言語が、訳のないときに出ます',
  access: 'だれでも見られます',
  state: '状態',
  shows: jaShows,
  confirm: (state: string) => `「${state}」にする`,
  confirmTitle: '観客にはこう見えます',
  noNotice: 'お知らせは書かれていません',
  back2: 'やめる',
  what: (title: string) => `イベント「${title}」`,
  stages: 'ステージ',
};

const en: typeof ja = {
  title: 'Events',
  none: 'No events yet',
  createFirst: 'Create the first event',
  create: 'New event',
  edit: 'The event',
  missing: 'There is no such event',
  back: 'To the list of events',
  id: 'Address',
  idHint: 'a–z, 0–9 and hyphens, up to 20. It cannot change later',
  taken: 'There is an event with this address already',
  name: 'Title',
  phraseHint: 'A “|” after a space marks where a line may break',
  notice: 'Notice',
  noticeHint: 'Shown on every page of the event. When cancelled or postponed, say why and what comes next',
  startsAt: 'Starts',
  endsAt: 'Ends',
  zone: 'Time zone',
  zoneHint: 'Times are those of the place',
  languages: 'Languages',
  languagesHint: 'Such as ja, en. The first one shows where there is no translation',
  access: 'Open to everybody',
  state: 'State',
  shows: enShows,
  confirm: (state) => `Set to “${state}”`,
  confirmTitle: 'What the audience will see',
  noNotice: 'There is no notice',
  back2: 'Go back',
  what: (title) => `The event “${title}”`,
  stages: 'Stages',
};

export const eventDeskWords = inLanguage({ ja, en });
