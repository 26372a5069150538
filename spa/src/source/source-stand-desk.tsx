import { Show, untrack } from 'solid-js';
import type { Stage } from '#graphql/schema.generated';
import { ActButton } from '../desk/act-button.tsx';
import type { Desk } from '../desk/create-desk.ts';
import { perform } from '../desk/perform.ts';
import { sourcesPath } from '../desk/route.ts';
import { stageName } from '../stage/stage-acts.ts';
import { type Address, addressName, pictureOf } from './address.ts';
import { createHome } from './kept-home.ts';
import { moveSource, sourceLabel } from './source-acts.ts';
import { sourceDeskWords } from './source-desk-words.ts';

/** What picture the stage has, and the one act that moves it to its spare when its own is lost, and back. */
export function SourceStand(props: { readonly desk: Desk; readonly stage: Stage }) {
  const picture = () => pictureOf(props.stage);
  const home = createHome(
    () => props.stage,
    untrack(() => props.desk.storage),
  );
  const mover = (floor: string, to: Address, label: string) => (
    <ActButton
      acts={props.desk.acts}
      lane="show"
      name="source"
      doing={sourceDeskWords().moving}
      act={() => void perform(props.desk, 'show', 'source', () => moveSource(props.desk, props.stage.id, floor, to))}
    >
      {label}
    </ActButton>
  );
  return (
    <div class="source0">
      <Show when={picture()} fallback={<NoFloor desk={props.desk} stage={props.stage} />}>
        {(now) => (
          <>
            <span class="lamp" classList={{ warn: now().isOnSpare }}>
              {sourceDeskWords()[now().isOnSpare ? 'onSpare' : 'plays'](
                sourceLabel(now().floor),
                addressName(now().floor),
              )}
            </span>
            <Show when={props.desk.mayAct}>
              <Show when={now().spare}>
                {(spare) =>
                  mover(
                    now().floor.id,
                    spare(),
                    sourceDeskWords().toSpare(stageName(props.stage), addressName(spare())),
                  )
                }
              </Show>
              <Show when={now().isOnSpare && home()}>
                {(own) =>
                  mover(now().floor.id, own(), sourceDeskWords().back(stageName(props.stage), addressName(own())))
                }
              </Show>
            </Show>
          </>
        )}
      </Show>
    </div>
  );
}

function NoFloor(props: { readonly desk: Desk; readonly stage: Stage }) {
  return (
    <Show when={!props.stage.sources?.length}>
      <span class="lamp warn">{sourceDeskWords().none}</span>
      <Show when={props.desk.mayAct}>
        <a href={sourcesPath(props.stage.id)}>{sourceDeskWords().assign}</a>
      </Show>
    </Show>
  );
}
