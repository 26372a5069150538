import { type Accessor, createEffect, createSignal } from 'solid-js';
import type { Stage } from '#graphql/schema.generated';
import type { PageStorage } from '../page/storage.ts';
import { type Address, pictureOf } from './address.ts';

/**
 * Where a stage's floor came from when this browser last saw it elsewhere than on a spare: the way back. The stage's row keeps only where it is now. Null
 * where this browser never saw it.
 */
export function createHome(stage: Accessor<Stage>, storage: PageStorage): Accessor<Address | null> {
  const key = () => `butai.home.${stage().id}`;
  const read = () => JSON.parse(storage.getItem(key()) ?? 'null') as Address | null;
  const [home, setHome] = createSignal<Address | null>(read());
  createEffect(() => {
    const picture = pictureOf(stage());
    if (picture && !picture.isOnSpare) {
      const { channel = null, url = null } = picture.floor;
      storage.setItem(key(), JSON.stringify({ channel, url }));
    }
    setHome(read());
  });
  return home;
}
