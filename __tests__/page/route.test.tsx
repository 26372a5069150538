import { routeOf, stagePath } from '../../spa/src/page/route.ts';
import { chooseLanguage } from '../../spa/src/text/language.ts';

describe('an address', () => {
  it.each([
    ['/', { page: 'event', event: null }],
    ['/matsuri', { page: 'event', event: 'matsuri' }],
    ['/matsuri/', { page: 'event', event: 'matsuri' }],
    ['/matsuri/a', { page: 'stage', event: 'matsuri', stage: 'matsuri.a' }],
  ])('%s leads to its page', (path, route) => {
    expect(routeOf(path)).toEqual(route);
  });

  it('of a stage leads to the stage', () => {
    expect(routeOf(stagePath('matsuri.a'))).toMatchObject({ stage: 'matsuri.a' });
  });
});

describe('the language of the page', () => {
  it.each([
    ['is the one in the address', '?lang=ja', 'en', ['en-GB'], 'ja'],
    ['else the one chosen before', '', 'en', ['ja-JP'], 'en'],
    ['else the first of the browser’s that it speaks', '', null, ['pt-BR', 'ja-JP', 'en'], 'ja'],
    ['else English', '?lang=xx', null, ['pt-BR'], 'en'],
  ])('%s', (_case, search, remembered, preferred, expected) => {
    expect(chooseLanguage(search, remembered, preferred)).toBe(expected);
  });
});
