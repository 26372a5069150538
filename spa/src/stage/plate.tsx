import { type JSX, Show } from 'solid-js';

interface Props {
  readonly title: string;
  readonly hint?: string;
  readonly children?: JSX.Element;
}

/** A page with one thing to say and a way on. */
export function Plate(props: Props) {
  return (
    <div class="lone">
      <h1 class="d">{props.title}</h1>
      <Show when={props.hint}>
        <p>{props.hint}</p>
      </Show>
      {props.children}
    </div>
  );
}
