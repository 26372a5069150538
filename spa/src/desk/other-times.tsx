import { Show } from 'solid-js';
import { language } from '../text/language.ts';
import { clock, day, zoneName } from '../time/format.ts';
import { deviceZone } from '../time/zone.ts';
import { momentOf } from '../time/zoned.ts';
import type { Edit } from './create-edit.ts';
import { deskWords } from './desk-words.ts';

/** What the typed times are on the operator's own clock; nothing where that is the same. */
export function OtherTimes(props: { readonly edit: Edit; readonly zone: string }) {
  const at = (name: string) => Date.parse(momentOf(props.edit.value(name), props.zone) ?? '');
  const starts = () => at('startsAt');
  const ends = () => at('endsAt');
  const say = (moment: number, zone: string) => `${day(moment, language(), zone)} ${clock(moment, language(), zone)}`;
  const differs = () =>
    !Number.isNaN(starts()) && !Number.isNaN(ends()) && say(starts(), deviceZone()) !== say(starts(), props.zone);
  return (
    <Show when={differs()}>
      <p class="hint">
        {deskWords().inYourTime(
          say(starts(), deviceZone()),
          say(ends(), deviceZone()),
          zoneName(starts(), language(), deviceZone()),
        )}
      </p>
    </Show>
  );
}
