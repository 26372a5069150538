/** What a time says, in a language and a zone. */

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making one takes long (about 0.1 ms), and a timetable needs the same few many times. */
function format(language: string, zone: string, name: string, options: Intl.DateTimeFormatOptions) {
  const key = `${language} ${zone} ${name}`;
  const known = formats.get(key) ?? new Intl.DateTimeFormat(language, { ...options, timeZone: knownZone(zone) });
  formats.set(key, known);
  return known;
}

/** The zone, or UTC for one that this device has never heard of: an event's page must not fail for it. */
function knownZone(zone: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  } catch (error) {
    if (error instanceof RangeError) return 'UTC';
    throw error;
  }
}

/** `18:30`, in 24 hours in every language. */
export const clock = (at: number, language: string, zone: string): string =>
  format(language, zone, 'clock', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at);

/** `18:30:09`. */
export const exactClock = (at: number, language: string, zone: string): string =>
  format(language, zone, 'exact', { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }).format(
    at,
  );

const dayFormat = (language: string, zone: string) =>
  format(language === 'en' ? 'en-GB' : language, zone, 'day', {
    month: language === 'ja' ? 'long' : 'short',
    day: 'numeric',
    weekday: 'short',
  });

/** `11月20日(金)`, `Fri 20 Nov`. */
export const day = (at: number, language: string, zone: string): string => dayFormat(language, zone).format(at);

/** What people call the zone: `JST`, `Japan Time`. */
export const zoneName = (at: number, language: string, zone: string): string => {
  const parts = format(language, zone, 'zone', { timeZoneName: 'shortGeneric' }).formatToParts(at);
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? zone;
};

/** `34:38`, `1:02:03` as `mm:ss` or `h:mm:ss`, for less than a day; negative counts as nothing left. */
export function countdown(milliseconds: number): string {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
  const two = (value: number) => String(value % 60).padStart(2, '0');
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? `${minutes}:${two(seconds)}` : `${Math.floor(minutes / 60)}:${two(minutes)}:${two(seconds)}`;
}

/** `11月20日(金) – 21日(土)`: the days from start to end, in the language's own way of writing a range. */
export function dateRange(
  event: { readonly startsAt?: string | null; readonly endsAt?: string | null },
  language: string,
  zone: string,
): string {
  if (!event.startsAt || !event.endsAt) return '';
  const dates = dayFormat(language, zone);
  return dates.formatRange(Date.parse(event.startsAt), Date.parse(event.endsAt));
}
