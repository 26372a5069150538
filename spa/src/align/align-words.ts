import { inLanguage } from '../text/language.ts';

const ja = {
  title: '映像に合わせた表示',
  on: '映像に合わせています',
  off: 'すぐに表示しています',
  hint: '視聴者の映像は数秒遅れて届きます。合わせると、演目の切り替え、文、アンケートの開始と結果は、それぞれの映像が追いついたときに出ます。遅くとも15秒後です。幕、締め切り、終了、お知らせは待ちません。',
  unknown: '遅れが分からない端末には、すぐに出ます。',
  turnOn: '映像に合わせる',
  turnOff: 'すぐに表示する',
  doing: '切り替えています',
  saidOn: (stage: string) => `「${stage}」は、次の変更から映像に合わせて表示します`,
  saidOff: (stage: string) => `「${stage}」は、変更をすぐに表示します`,
};

const en: typeof ja = {
  title: 'In step with the picture',
  on: 'Pages wait for their picture',
  off: 'Pages show changes at once',
  hint: 'A viewer’s picture is some seconds late. In step with it, a new session, a text, a survey’s opening and its results appear when the viewer’s own picture gets there, 15 seconds later at the most. The curtain, deadlines, endings and notices never wait.',
  unknown: 'Where a device does not know how late its picture is, changes show at once.',
  turnOn: 'Wait for the picture',
  turnOff: 'Show at once',
  doing: 'Changing',
  saidOn: (stage) => `From the next change on, ${stage} waits for the picture`,
  saidOff: (stage) => `${stage} shows changes at once`,
};

/** What the desk says of pages that wait for their pictures. */
export const alignWords = inLanguage({ ja, en });
