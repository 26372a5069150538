import { phrasesOf, pick, plain } from '../../spa/src/text/pick.ts';

const ja = { lang: 'ja', value: '舞台' };
const en = { lang: 'en', value: 'stage' };
const pt = { lang: 'pt-br', value: 'palco' };

describe('pick', () => {
  it.each([
    ['the language itself', [ja, en], 'en', en],
    ['a regional form of it', [ja, pt], 'pt', pt],
    ['else the first there is', [ja, pt], 'en', ja],
  ])('takes %s', (_case, texts, language, expected) => {
    expect(pick(texts, language)).toBe(expected);
  });

  it('is empty where there is no text', () => {
    expect(pick([], 'ja').value).toBe('');
    expect(pick(null, 'ja').value).toBe('');
  });
});

describe('phrase marks', () => {
  it('part a title where it may break, keeping a space where one was typed', () => {
    expect(phrasesOf('本番で障害が起きたとき、|最初に見るのは?')).toEqual([
      { words: '本番で障害が起きたとき、', space: false },
      { words: '最初に見るのは?', space: false },
    ]);
    expect(phrasesOf('Meeting a million viewers |in your sleep')).toEqual([
      { words: 'Meeting a million viewers', space: true },
      { words: 'in your sleep', space: false },
    ]);
  });

  it('at an end, or doubled, leave no empty phrase', () => {
    expect(phrasesOf('|one||two|').map((phrase) => phrase.words)).toEqual(['one', 'two']);
  });

  it('are not in a plain title', () => {
    expect(plain('Meeting a million viewers |in your sleep')).toBe('Meeting a million viewers in your sleep');
    expect(plain('眠った|まま')).toBe('眠ったまま');
  });
});
