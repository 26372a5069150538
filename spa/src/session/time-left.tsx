import { words } from '../text/words.ts';
import { countdown } from '../time/format.ts';
import { now } from '../time/now.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;

/** `34:38` to a moment of server time, `2 d 3 h` where it is far off. */
export function timeLeft(at: number): string {
  const left = at - now();
  return left < DAY ? countdown(left) : words().days(Math.floor(left / DAY), Math.floor((left % DAY) / 3_600_000));
}

/** The countdown; in its last minute and when it is late, words instead: what has not begun has not begun. */
export function TimeLeft(props: { readonly until: number }) {
  const left = () => props.until - now();
  return <>{left() > MINUTE ? words().remaining(timeLeft(props.until)) : left() > 0 ? words().soon : words().late}</>;
}
