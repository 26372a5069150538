import { Show } from 'solid-js';
import { now } from '../time/now.ts';
import { type ConnectionProps, isByPicture, since } from './connection-status.tsx';
import { connectionWords } from './connection-words.ts';

/** A sentence on what holds while the live connection is down. A blip is no reason to push the page down. */
export function ConnectionNote(props: ConnectionProps) {
  const kind = () => props.view.status.kind;
  const time = () => since(props.view.status, props.zone);
  const link = () => props.view.link;
  const seconds = () => {
    now();
    return Math.max(0, Math.ceil(((link().retryAt ?? 0) - Date.now()) / 1000));
  };
  return (
    <Show when={kind() === 'stale' || (kind() === 'fallback' && link().attempt > 2)}>
      <aside class="note warn" aria-label={connectionWords().connection}>
        <span class="lamp warn" aria-hidden="true" />
        <div>
          <p>
            <b>
              <Show when={kind() === 'fallback'} fallback={connectionWords().staleNote(time())}>
                {isByPicture(props.view.status) ? connectionWords().pictureNote : connectionWords().fallbackNote}
              </Show>
            </b>
          </p>
          <p class="m">
            <Show when={!link().up} fallback={connectionWords().asking}>
              {connectionWords().reconnecting(Math.max(1, link().attempt), seconds())}
            </Show>
          </p>
        </div>
      </aside>
    </Show>
  );
}
