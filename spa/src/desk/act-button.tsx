import { type JSX, Show } from 'solid-js';
import type { Acts, Lane } from './acts.ts';

interface Props {
  readonly acts: Acts;
  readonly lane: Lane;
  /** Names the act among those that may run. */
  readonly name: string;
  /** The label while it is under way. */
  readonly doing: string;
  readonly act: () => void;
  readonly class?: string;
  /** Why it cannot be done now. */
  readonly blocked?: boolean;
  readonly label?: string;
  readonly children: JSX.Element;
}

/** A button that does one thing once. It keeps the focus and its place while it waits, so it is never `disabled`. */
export function ActButton(props: Props) {
  const isDoing = () => props.acts.busy(props.lane) === props.name;
  const isBlocked = () => Boolean(props.blocked) || !props.acts.ready(props.lane);
  return (
    <button
      type="button"
      class={props.class}
      aria-disabled={isBlocked()}
      aria-label={isDoing() ? undefined : props.label}
      onClick={() => !isBlocked() && props.act()}
    >
      <Show when={isDoing()} fallback={props.children}>
        <span>{props.doing}</span>
      </Show>
    </button>
  );
}
