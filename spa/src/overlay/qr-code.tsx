import { encode } from 'uqr';

/** Modules of white around the code, without which readers do not find it (ISO/IEC 18004). */
const QUIET_ZONE = 4;

/** The dark modules as a path, a run of them in a row at a time. */
function pathOf(rows: readonly (readonly boolean[])[]): string {
  const runs = rows.flatMap((row, y) =>
    row.flatMap((dark, x) => {
      if (!dark || row[x - 1]) return [];
      const end = row.indexOf(false, x);
      return `M${x} ${y}h${end - x}v1H${x}z`;
    }),
  );
  return runs.join('');
}

/** A text as a QR code, black on white whatever the theme: some readers take nothing else. */
export function QrCode(props: { readonly text: string }) {
  const code = () => encode(props.text, { ecc: 'M', border: QUIET_ZONE });
  return (
    <svg class="qr" viewBox={`0 0 ${code().size} ${code().size}`} shape-rendering="crispEdges" aria-hidden="true">
      <path d={`M0 0h${code().size}v${code().size}H0z`} fill="#fff" />
      <path d={pathOf(code().data)} fill="#000" />
    </svg>
  );
}
