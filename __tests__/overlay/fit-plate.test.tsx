import { fitPlate } from '../../spa/src/overlay/fit-plate.ts';

/** A plate with so many answers, which is as high as `height` says, in hundredths of the picture's pixels. */
function plateWith(answers: number, height: (layout: number, shown: number) => number) {
  document.documentElement.style.fontSize = '100px';
  const plate = document.createElement('section');
  plate.innerHTML = '<p data-spare></p>'.repeat(answers);
  const shown = () => plate.querySelectorAll('[data-spare]:not([hidden])').length;
  Object.defineProperty(plate, 'offsetHeight', { get: () => height(Number(plate.dataset.fit), shown()) });
  return { plate, shown };
}

afterEach(() => {
  document.documentElement.style.fontSize = '';
});

describe('a plate', () => {
  it('keeps its ordinary layout where that has room', () => {
    const { plate } = plateWith(0, () => 854);
    fitPlate(plate);
    expect(plate.dataset.fit).toBe('0');
  });

  it('takes the first layout in which it does not leave the safe area', () => {
    const { plate } = plateWith(0, (layout) => [1_200, 900, 700, 500][layout] ?? 0);
    fitPlate(plate);
    expect(plate.dataset.fit).toBe('2');
  });

  it('shows as many answers as there is room for rather than growing', () => {
    const { plate, shown } = plateWith(60, (_layout, count) => count * 100);
    fitPlate(plate);
    expect([plate.dataset.fit, shown()]).toEqual(['0', 8]);
  });

  it('grows where only few answers would be left', () => {
    const { plate, shown } = plateWith(60, (layout, count) => (count * 400) / 2 ** layout);
    fitPlate(plate);
    expect([plate.dataset.fit, shown()]).toEqual(['1', 4]);
  });

  it('returns to the ordinary layout with all its answers once there is room again', () => {
    let high = true;
    const { plate, shown } = plateWith(5, () => (high ? 2_000 : 100));
    fitPlate(plate);
    expect([plate.dataset.fit, shown()]).toEqual(['3', 3]);
    high = false;
    fitPlate(plate);
    expect([plate.dataset.fit, shown()]).toEqual(['0', 5]);
  });
});
