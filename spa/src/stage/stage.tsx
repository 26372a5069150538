import { Match, Switch } from 'solid-js';
import type { LiveState, Text } from '#graphql/schema.generated';
import type { StageView } from '../live/stage-feed.ts';
import type { House } from '../page/house.ts';
import { words } from '../text/words.ts';
import { Plate } from './plate.tsx';
import { type Scene, sceneOf } from './scene.ts';
import { StageBefore } from './stage-before.tsx';
import { StageClosed } from './stage-closed.tsx';
import { StageOpen } from './stage-open.tsx';

export interface StageProps {
  readonly view: StageView;
  readonly state: LiveState;
  readonly name: readonly Text[];
  readonly zone: string;
  readonly house: House;
}

const OPEN: readonly Scene[] = ['picture', 'break', 'down'];

/** A stage in whichever scene it is. */
export function Stage(props: StageProps) {
  const scene = () => sceneOf(props.state, props.view.programme.length);
  return (
    <Switch fallback={<StageClosed of={props} scene={scene()} />}>
      <Match when={scene() === 'unannounced'}>
        <Plate title={words().notAnnounced} hint={words().notAnnouncedHint} />
      </Match>
      <Match when={scene() === 'starts' && props.state.next}>
        {(next) => <StageBefore of={props} next={next()} />}
      </Match>
      <Match when={OPEN.includes(scene())}>
        <StageOpen of={props} scene={scene()} />
      </Match>
    </Switch>
  );
}
