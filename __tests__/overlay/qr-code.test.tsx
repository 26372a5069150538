import { render } from '@solidjs/testing-library';
import { encode } from 'uqr';
import { QrCode } from '../../spa/src/overlay/qr-code.tsx';

const TEXT = 'https://live.example.org/matsuri26/main';

/** The modules that the paths draw, as rows of `#` and spaces. */
function drawn(container: HTMLElement): string[] {
  const svg = container.querySelector('svg');
  const size = Number(svg?.getAttribute('viewBox')?.split(' ')[2]);
  const rows = Array.from({ length: size }, () => Array.from({ length: size }, () => ' '));
  const [ground, modules] = [...container.querySelectorAll('path')];
  expect(ground).toHaveAttribute('fill', '#fff');
  expect(modules).toHaveAttribute('fill', '#000');
  for (const [, x, y, length] of modules?.getAttribute('d')?.matchAll(/M(\d+) (\d+)h(\d+)v1H\1z/g) ?? [])
    rows[Number(y)]?.fill('#', Number(x), Number(x) + Number(length));
  return rows.map((row) => row.join(''));
}

describe('a QR code', () => {
  it('has exactly the dark modules of its text, black on white', () => {
    const { container } = render(() => <QrCode text={TEXT} />);
    const { data } = encode(TEXT, { ecc: 'M', border: 4 });
    expect(drawn(container)).toEqual(data.map((row) => row.map((dark) => (dark ? '#' : ' ')).join('')));
  });

  it('has four modules of white around it', () => {
    const { container } = render(() => <QrCode text={TEXT} />);
    const rows = drawn(container);
    const size = rows.length;
    const edge = rows.filter((_, y) => y < 4 || y >= size - 4).join('');
    expect(edge.trim()).toBe('');
    expect(rows.every((row) => row.startsWith('    ') && row.endsWith('    '))).toBe(true);
    expect(rows[4]?.[4]).toBe('#');
  });
});
