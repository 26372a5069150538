import { For, Show } from 'solid-js';
import { encoderSettings } from '#graphql/broadcast/broadcast';
import { broadcastWords } from './broadcast-words.ts';
import { bitrate } from './signal.ts';

/** What the encoder is set to, in the words that OBS has for it. */
export function EncoderSettings(props: { readonly type: string }) {
  const lines = (): readonly (readonly string[])[] => {
    const words = broadcastWords();
    const { set } = words;
    const wanted = encoderSettings(props.type);
    const kbps = (kilobits: number) => bitrate(kilobits * 1_000);
    return [
      set.service,
      [set.size, `${wanted.width}×${wanted.height}, ${words.frames(wanted.frameRate)}`],
      [set.rate, `${wanted.videoBitrate} kbps`],
      set.control,
      [set.keyframe, words.seconds(wanted.keyframe)],
      set.encoder,
      [set.sound, words.soundIs(kbps(wanted.audioBitrate))],
      [set.most, words.mostIs(kbps(wanted.most))],
    ];
  };
  return (
    <div>
      <h3>{broadcastWords().settings}</h3>
      <dl class="needs">
        <For each={lines()}>
          {([name, value]) => (
            <div>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          )}
        </For>
      </dl>
      <Show when={props.type === 'BASIC'}>
        <p class="m">{broadcastWords().asSent}</p>
      </Show>
    </div>
  );
}
