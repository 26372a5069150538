import { Show } from 'solid-js';
import type { Desk } from '../desk/create-desk.ts';
import { ViewerCount } from '../stream/viewer-count.tsx';
import { pick, plain } from '../text/pick.ts';
import { pictureOf } from './address.ts';
import { sourceDeskWords } from './source-desk-words.ts';

/** The picture that the stage's page has now, and how many watch it. */
export function SourceOnPage(props: { readonly desk: Desk; readonly lang: string }) {
  const state = () => props.desk.screens().state;
  const given = () => state()?.sources ?? [];
  const first = () => given()[0];
  const isOnSpare = () => {
    const stage = props.desk.stages.all()?.find(({ id }) => id === state()?.stage);
    const picture = stage && pictureOf(stage);
    return picture?.isOnSpare === true && picture.floor.id === first()?.id;
  };
  return (
    <Show when={state()?.curtain === 'UP'}>
      <p class="m seen0">
        <Show when={first()} fallback={<span class="lamp warn">{sourceDeskWords().notGiven}</span>}>
          {(source) => (
            <>
              <span class="lamp" classList={{ warn: isOnSpare() }}>
                {sourceDeskWords().seen}: <span lang={props.lang}>{plain(pick(source().label, props.lang).value)}</span>
              </span>
              <Show when={isOnSpare()}>
                <span>{sourceDeskWords().fromSpare}</span>
              </Show>
              <Show when={given().length > 1}>
                <span>{sourceDeskWords().choices(given().length - 1)}</span>
              </Show>
            </>
          )}
        </Show>
        <ViewerCount viewers={state()?.viewers} />
      </p>
    </Show>
  );
}
