import { createSignal } from 'solid-js';
import { deviceStorage } from '../page/storage.ts';

/** Whose time the page shows: the viewer's device's, or that of the place where the event is. */
export type ZoneChoice = 'device' | 'event';

const REMEMBERED = 'butai.zone';

export const deviceZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

const [zoneChoice, set] = createSignal<ZoneChoice>(deviceStorage.getItem(REMEMBERED) === 'event' ? 'event' : 'device');

export { zoneChoice };

export function setZoneChoice(choice: ZoneChoice): void {
  deviceStorage.setItem(REMEMBERED, choice);
  set(choice);
}

/** The IANA zone to show times in, for an event in `eventZone`. */
export const zoneFor = (eventZone: string | null | undefined): string =>
  zoneChoice() === 'event' && eventZone ? eventZone : deviceZone();
