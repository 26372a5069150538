import { deviceOf } from '../../spa/src/playback/device.ts';

const MAC =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15';
const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/131.0 Mobile/15E148 Safari/604.1';
const ANDROID = 'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0';

describe('a device', () => {
  it.each([
    ['an iPhone, whatever browser it says', IPHONE, 5, 'PHONE', 'SAFARI'],
    ['an iPad, which says that it is a Mac', MAC, 5, 'TABLET', 'SAFARI'],
    ['a Mac', MAC, 0, 'DESKTOP', 'SAFARI'],
    ['an Android phone', `${ANDROID} Mobile Safari/537.36`, 5, 'PHONE', 'CHROME'],
    ['an Android tablet', `${ANDROID} Safari/537.36`, 5, 'TABLET', 'CHROME'],
    [
      'a PC with Edge',
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/131.0.0.0 Safari/537.36 Edg/131.0',
      0,
      'DESKTOP',
      'EDGE',
    ],
    [
      'a PC with Firefox',
      'Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0',
      0,
      'DESKTOP',
      'FIREFOX',
    ],
    ['something else', 'Links (2.29)', 0, 'DESKTOP', 'OTHER'],
  ])('is %s', (_what, userAgent, maxTouchPoints, device, browser) => {
    expect(deviceOf({ userAgent, maxTouchPoints })).toEqual({ device, browser });
  });
});
