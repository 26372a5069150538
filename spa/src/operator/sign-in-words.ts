import { inLanguage } from '../text/language.ts';

const ja = {
  title: '進行卓',
  out: 'サインインすると、イベントとステージを動かせます。',
  failed: 'サインインできませんでした。もう一度試します。',
  signIn: 'サインイン',
  again: 'もう一度サインイン',
  other: '別の人としてサインイン',
  expired: 'サインインの期限が切れました。',
  kept: '書いたものはこの端末に残っています。サインインし直すと、同じ場所に戻ります。',
  noRole: 'あなたには、ここでの役割がありません',
  who: (email: string) => `${email} としてサインインしています。`,
  groups: (groups: string) => `所属: ${groups}`,
  noGroups: '所属なし',
  ask: '役割が必要なら、このサイトの管理者に頼みます。',
  unreachable: 'サイトの設定を読めません',
  unreachableHint: '接続を確かめて、もう一度読み込みます。',
  reload: 'もう一度読み込む',
};

const en: typeof ja = {
  title: 'Stage desk',
  out: 'Sign in to run events and stages.',
  failed: 'The sign-in did not work. Try once more.',
  signIn: 'Sign in',
  again: 'Sign in again',
  other: 'Sign in as somebody else',
  expired: 'Your sign-in has ended.',
  kept: 'What you typed is kept on this device. Signing in again brings you back here.',
  noRole: 'You have no role here',
  who: (email) => `You are signed in as ${email}.`,
  groups: (groups) => `Groups: ${groups}`,
  noGroups: 'No groups',
  ask: 'If you need a role, ask who runs this site.',
  unreachable: 'The site’s settings cannot be read',
  unreachableHint: 'Check the connection, then read again.',
  reload: 'Read again',
};

export const signInWords = inLanguage({ ja, en });
