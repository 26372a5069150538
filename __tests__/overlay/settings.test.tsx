import { settingsOf } from '../../spa/src/overlay/settings.ts';

describe('the address of an overlay', () => {
  it('says for which stage, what, how and in which language', () => {
    expect(settingsOf('/overlay/e.a', '?widgets=results&theme=light&lang=ja')).toEqual({
      stage: 'e.a',
      widgets: ['results'],
      theme: 'light',
      language: 'ja',
    });
  });

  it('may leave out all but the stage', () => {
    expect(settingsOf('/overlay/e.a/', '')).toEqual({
      stage: 'e.a',
      widgets: ['survey', 'results'],
      theme: 'dark',
      language: null,
    });
  });

  it('is no error where it says what nobody knows', () => {
    expect(settingsOf('/overlay', '?widgets=weather,survey&theme=pink&lang=tlh')).toEqual({
      stage: '',
      widgets: ['survey'],
      theme: 'dark',
      language: null,
    });
  });
});
