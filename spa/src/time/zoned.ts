const formats = new Map<string, Intl.DateTimeFormat>();

function format(zone: string): Intl.DateTimeFormat {
  const known =
    formats.get(zone) ??
    new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
    });
  formats.set(zone, known);
  return known;
}

/** Whether this machine knows the IANA zone. */
export function isKnownZone(zone: string): boolean {
  try {
    return zone !== '' && format(zone) !== undefined;
  } catch (cause) {
    if (cause instanceof RangeError) return false;
    throw cause;
  }
}

/** What a clock on the wall shows there, as a `datetime-local` field has it: `2026-11-21T18:30`, with seconds only where there are some. */
export function wallTime(at: string | number, zone: string): string {
  const parts = Object.fromEntries(
    format(zone)
      .formatToParts(new Date(at))
      .map(({ type, value }) => [type, value]),
  );
  const seconds = parts.second === '00' ? '' : `:${parts.second}`;
  return `${parts.year}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}${seconds}`;
}

/** How far the wall is ahead of UTC at that moment, in milliseconds. */
const offsetAt = (at: number, zone: string): number =>
  Date.parse(`${wallTime(at, zone)}Z`) - Math.floor(at / 1000) * 1000;

/**
 * The moment at which the wall there shows this, as ISO 8601 in UTC with milliseconds; of two such moments (clocks are put back) the first. Null
 * where the wall never shows it (clocks are put forward), or where it is no time.
 */
export function momentOf(wall: string, zone: string): string | null {
  const asUtc = Date.parse(`${wall}Z`);
  if (Number.isNaN(asUtc) || !isKnownZone(zone)) return null;
  const day = 86_400_000;
  const candidates = [asUtc - day, asUtc + day].map((near) => asUtc - offsetAt(near, zone)).sort((a, b) => a - b);
  const moment = candidates.find((each) => each + offsetAt(each, zone) === asUtc);
  return moment === undefined ? null : new Date(moment).toISOString();
}
