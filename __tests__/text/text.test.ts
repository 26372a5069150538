import { checkLanguages, checkRequiredTexts, checkTexts, isLanguage, MAX_LENGTH, sameTexts } from '#graphql/text/text';

const text = (lang: string, value: string) => ({ lang, value });

describe('a language tag', () => {
  it.each(['ja', 'en', 'pt-br', 'zh-hant', 'gsw', 'es-419'])('%s is one', (lang) => {
    expect(isLanguage(lang)).toBe(true);
  });

  it.each(['', 'j', 'JA', 'japanese', 'pt_br', 'pt-', '-br', 'en us', '12', 'de-'.repeat(12)])('%j is none', (lang) => {
    expect(isLanguage(lang)).toBe(false);
  });
});

describe('a list of languages', () => {
  it('may hold ten and no more', () => {
    const ten = ['aa', 'bb', 'cc', 'dd', 'ee', 'ff', 'gg', 'hh', 'ii', 'jj'];
    expect(checkLanguages('languages', ten)).toBeNull();
    expect(checkLanguages('languages', [...ten, 'kk'])).toMatchObject({ code: 'TOO_MANY', field: 'languages' });
  });

  it('holds no language twice', () => {
    expect(checkLanguages('languages', ['ja', 'en', 'ja'])).toMatchObject({ code: 'INVALID_TEXT' });
  });
});

describe('an audience text', () => {
  it('may be as long as the limit and no longer', () => {
    expect(checkTexts('title', [text('ja', '祭'.repeat(200))], MAX_LENGTH.title)).toBeNull();
    expect(checkTexts('title', [text('ja', '祭'.repeat(201))], MAX_LENGTH.title)).toMatchObject({
      code: 'TEXT_TOO_LONG',
      field: 'title',
    });
  });

  it('is looked at in every language', () => {
    expect(checkTexts('title', [text('ja', '祭'), text('en', 'x'.repeat(201))], 200)).toMatchObject({
      code: 'TEXT_TOO_LONG',
    });
  });

  it.each(['', ' ', '\n', '　'])('is never blank (%j)', (value) => {
    expect(checkTexts('notice', [text('ja', value)], 500)).toMatchObject({ code: 'INVALID_TEXT', field: 'notice' });
  });

  it.each([
    'a\u0000b',
    '\u001b[0m',
    'a\u007fb',
    'a\ufffeb',
    'a\uffffb',
  ])('holds no sign that is no text (%j)', (value) => {
    expect(checkTexts('title', [text('ja', value)], 200)).toMatchObject({ code: 'INVALID_TEXT', field: 'title' });
  });

  it('may have lines and tabs, whatever ends a line, and signs of every plane', () => {
    expect(checkTexts('description', [text('ja', '一\n二\r\n\t三 🎪')], 4_000)).toBeNull();
  });

  it('may be absent, unless it is required', () => {
    expect(checkTexts('notice', [], 500)).toBeNull();
    expect(checkRequiredTexts('title', [], 200)).toMatchObject({ code: 'INVALID_TEXT', field: 'title' });
  });
});

describe('two audience texts', () => {
  it('say the same whatever order their keys came in', () => {
    expect(sameTexts([{ lang: 'ja', value: '祭' }], [{ value: '祭', lang: 'ja' }])).toBe(true);
  });

  it.each([
    [[text('ja', 'まつり')]],
    [[text('en', '祭')]],
    [[]],
    [[text('ja', '祭'), text('en', 'Matsuri')]],
  ])('differ: %j', (other) => {
    expect(sameTexts([text('ja', '祭')], other)).toBe(false);
  });
});
