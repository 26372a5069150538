import { Match, Switch } from 'solid-js';
import { WavesIcon } from '../design/icons.tsx';
import { language } from '../text/language.ts';
import { words } from '../text/words.ts';
import { exactClock } from '../time/format.ts';
import type { Status } from './freshness.ts';
import type { StageView } from './stage-feed.ts';

export interface ConnectionProps {
  readonly view: StageView;
  readonly zone: string;
}

/** Since when nothing came, as a time; empty where nothing ever did. */
export const since = (status: Status, zone: string): string =>
  status.kind === 'stale' && status.since ? exactClock(status.since, language(), zone) : '';

export const isByPicture = (status: Status): boolean => status.kind === 'fallback' && status.by === 'picture';

/** Which channel holds, in a word and a shape. */
export function ConnectionWords(props: ConnectionProps) {
  const kind = () => props.view.status.kind;
  const byPicture = () => isByPicture(props.view.status);
  const time = () => since(props.view.status, props.zone);
  return (
    <Switch>
      <Match when={kind() === 'live'}>
        <span class="conn">
          <WavesIcon />
          {words().connected}
        </span>
      </Match>
      <Match when={kind() === 'stale'}>
        <span class="conn lamp warn">{time() ? words().staleSince(time()) : words().unreachable}</span>
      </Match>
      <Match when={props.view.link.attempt === 0}>
        <span class="conn lamp">{words().connecting}</span>
      </Match>
      <Match when={kind() === 'fallback'}>
        <span class="conn lamp warn">{byPicture() ? words().throughPicture : words().polling}</span>
      </Match>
    </Switch>
  );
}
