import type { JSX } from 'solid-js';

interface Props {
  readonly group: string;
  readonly label: JSX.Element;
  readonly note?: string;
  readonly checked: boolean;
  readonly choose: () => void;
}

/** One line of a menu of which one holds. */
export const Choice = (props: Props) => (
  <label>
    <input type="radio" name={props.group} checked={props.checked} onChange={() => props.choose()} />
    <span>{props.label}</span>
    <span class="m">{props.note}</span>
  </label>
);
