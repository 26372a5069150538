import { For } from 'solid-js';
import type { Playback, PlaybackNumbers, PlaybackOfDevice } from '#graphql/schema.generated';
import { people } from '../stream/viewer-words.ts';
import { BROWSER_NAMES, playbackDeskWords } from './playback-desk-words.ts';
import { renditionsFigure, spread, stalledFigure, stallsFigure, troublesFigure } from './playback-figures.ts';

/** A line for all devices, and one for each kind. Narrow screens scroll it within its frame. */
export function PlaybackTable(props: { readonly playback: Playback; readonly label: string }) {
  const words = playbackDeskWords;
  const name = ({ device, browser }: PlaybackOfDevice) =>
    `${words().devices[device]} · ${BROWSER_NAMES[browser] ?? words().otherBrowser}`;
  return (
    <section class="got-frame" tabindex="0" aria-label={props.label}>
      <table class="got">
        <thead>
          <tr>
            <th scope="col">{words().device}</th>
            <th scope="col">{words().viewers}</th>
            <Head name={words().firstFrame} unit={words().spread} />
            <Head name={words().stalls} unit={words().perMinute} />
            <th scope="col">{words().stalled}</th>
            <Head name={words().latency} unit={words().spread} />
            <th scope="col">{words().rendition}</th>
            <th scope="col">{words().trouble}</th>
          </tr>
        </thead>
        <tbody>
          <Line name={words().all} of={props.playback.total} />
          <For each={props.playback.devices}>{(each) => <Line name={name(each)} of={each.numbers} />}</For>
        </tbody>
      </table>
    </section>
  );
}

const Head = (props: { readonly name: string; readonly unit: string }) => (
  <th scope="col">
    {props.name} <small>{props.unit}</small>
  </th>
);

const Line = (props: { readonly name: string; readonly of: PlaybackNumbers }) => (
  <tr>
    <th scope="row">{props.name}</th>
    <td class="n">{people(props.of.viewers)}</td>
    <td class="n">{spread(props.of.firstFrameMs)}</td>
    <td class="n">{stallsFigure(props.of)}</td>
    <td class="n">{stalledFigure(props.of)}</td>
    <td class="n">{spread(props.of.latencyMs)}</td>
    <td>{renditionsFigure(props.of)}</td>
    <td>{troublesFigure(props.of)}</td>
  </tr>
);
