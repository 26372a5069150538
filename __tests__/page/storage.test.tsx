import { jest } from '@jest/globals';
import { render, screen } from '@solidjs/testing-library';

afterEach(() => jest.restoreAllMocks());

describe('a browser that keeps nothing for pages', () => {
  it('lets them start all the same, and what is chosen lasts as long as the page', async () => {
    const denied = () => {
      throw new DOMException('denied', 'SecurityError');
    };
    jest.spyOn(window, 'localStorage', 'get').mockImplementation(denied);
    jest.spyOn(window, 'sessionStorage', 'get').mockImplementation(denied);
    const { deviceStorage, tabStorage } = await import('../../spa/src/page/storage.ts');
    for (const storage of [deviceStorage, tabStorage]) {
      storage.setItem('a', '1');
      expect([storage.getItem('a'), storage.getItem('b')]).toEqual(['1', null]);
      storage.removeItem('a');
      expect(storage.getItem('a')).toBeNull();
    }

    const { setLanguage, inLanguage } = await import('../../spa/src/text/language.ts');
    render(() => <p>{inLanguage({ ja: '舞台', en: 'Stage' })()}</p>);
    setLanguage('ja');
    expect(screen.getByText('舞台')).toBeVisible();
  });
});
