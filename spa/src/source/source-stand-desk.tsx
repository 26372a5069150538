import { Show, untrack } from 'solid-js';
import type { Stage } from '#graphql/schema.generated';
import { ChannelIncoming } from '../broadcast/incoming.tsx';
import { ActButton } from '../desk/act-button.tsx';
import type { Desk } from '../desk/create-desk.ts';
import { perform } from '../desk/perform.ts';
import { sourcesPath } from '../desk/route.ts';
import { stageName } from '../stage/stage-acts.ts';
import { type Address, addressName, pictureOf } from './address.ts';
import { createHome } from './kept-home.ts';
import { moveSource, sourceLabel } from './source-acts.ts';
import { sourceDeskWords } from './source-desk-words.ts';

interface Props {
  readonly desk: Desk;
  readonly stage: Stage;
}

/** What picture the stage has, and the one act that moves it to its spare when its own is lost, and back. */
export function SourceStand(props: Props) {
  const picture = () => pictureOf(props.stage);
  const home = createHome(
    () => props.stage,
    untrack(() => props.desk.storage),
  );
  /** The other place that the picture can be moved to: the spare, or from there its own. */
  const other = () => (picture()?.isOnSpare ? home() : picture()?.spare);
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
            <ChannelIncoming desk={props.desk} channel={now().floor.channel} />
            <Show when={props.desk.mayAct && now().isOnSpare && !other()}>
              <ToSources stage={props.stage} />
            </Show>
            <Show when={props.desk.mayAct && other()}>
              {(to) => (
                <MoveButton
                  desk={props.desk}
                  stage={props.stage}
                  source={now().floor.id}
                  to={to()}
                  label={sourceDeskWords()[now().isOnSpare ? 'back' : 'toSpare'](
                    stageName(props.stage),
                    addressName(to()),
                  )}
                />
              )}
            </Show>
          </>
        )}
      </Show>
    </div>
  );
}

function MoveButton(props: Props & { readonly source: string; readonly to: Address; readonly label: string }) {
  const move = () => moveSource(props.desk, props.stage.id, props.source, props.to);
  return (
    <ActButton
      acts={props.desk.acts}
      lane="show"
      name="source"
      doing={sourceDeskWords().moving}
      act={() => void perform(props.desk, 'show', 'source', move)}
    >
      {props.label}
    </ActButton>
  );
}

function NoFloor(props: Props) {
  return (
    <Show when={!props.stage.sources?.length}>
      <span class="lamp warn">{sourceDeskWords().none}</span>
      <Show when={props.desk.mayAct}>
        <ToSources stage={props.stage} />
      </Show>
    </Show>
  );
}

const ToSources = (props: { readonly stage: Stage }) => (
  <a href={sourcesPath(props.stage.id)}>{sourceDeskWords().assign}</a>
);
