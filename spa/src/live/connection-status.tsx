import { Match, Show, Switch } from 'solid-js';
import { WavesIcon } from '../design/icons.tsx';
import { language } from '../text/language.ts';
import { words } from '../text/words.ts';
import { exactClock } from '../time/format.ts';
import { now } from '../time/now.ts';
import type { Status } from './freshness.ts';
import type { StageView } from './stage-feed.ts';

interface Props {
  readonly view: StageView;
  readonly zone: string;
}

/** Since when nothing came, as a time; empty where nothing ever did. */
const since = (status: Status, zone: string): string =>
  status.kind === 'stale' && status.since ? exactClock(status.since, language(), zone) : '';

const isByPicture = (status: Status): boolean => status.kind === 'fallback' && status.by === 'picture';

/** Which channel holds, in a word and a shape. */
export function ConnectionWords(props: Props) {
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

/** A sentence on what holds while the live connection is down. A blip is no reason to push the page down. */
export function ConnectionNote(props: Props) {
  const kind = () => props.view.status.kind;
  const time = () => since(props.view.status, props.zone);
  const link = () => props.view.link;
  const seconds = () => {
    now();
    return Math.max(0, Math.ceil(((link().retryAt ?? 0) - Date.now()) / 1000));
  };
  return (
    <Show when={kind() === 'stale' || (kind() === 'fallback' && link().attempt > 2)}>
      <aside class="note warn" aria-label={words().connection}>
        <span class="lamp warn" aria-hidden="true" />
        <div>
          <p>
            <b>
              <Show when={kind() === 'fallback'} fallback={words().staleNote(time())}>
                {isByPicture(props.view.status) ? words().pictureNote : words().fallbackNote}
              </Show>
            </b>
          </p>
          <p class="m">
            <Show when={!link().up} fallback={words().asking}>
              {words().reconnecting(Math.max(1, link().attempt), seconds())}
            </Show>
          </p>
        </div>
      </aside>
    </Show>
  );
}
