import { Index, Show, untrack } from 'solid-js';
import { Texts } from '../text/texts.tsx';
import { Choice } from './choice.tsx';
import type { Picture } from './create-playing.ts';
import type { Quality } from './player.ts';
import { playerWords } from './player-words.ts';
import { SAVING } from './playing.ts';

interface Props {
  readonly picture: Picture;
  readonly onClose: () => void;
}

const nameOf = ({ height }: Quality): string => (height > 0 ? `${height}p` : playerWords().audioOnly);

/** `6.0 Mbps`, `64 kbps`. */
const rateOf = ({ bitrate }: Quality): string =>
  bitrate >= 1_000_000 ? `${(bitrate / 1_000_000).toFixed(1)} Mbps` : `${Math.round(bitrate / 1_000)} kbps`;

/** Which rendition, which source, and whether there is a picture at all. Escape and anything outside close it. */
export function SettingsMenu(props: Props) {
  const picture = untrack(() => props.picture);
  const { view } = picture;
  const element = () => view().element;
  /** Another source need not have the rendition that was chosen. */
  const held = () => view().player.qualities.find(({ name }) => name === view().quality);
  const isSaving = () => view().choices.saveData && !held();
  const now = () => view().player.showing;
  const leaveTo = (video: HTMLVideoElement) => {
    props.onClose();
    void video.requestPictureInPicture();
  };
  const textOnly = () => {
    props.onClose();
    picture.setTextOnly(true);
  };
  return (
    <div class="menu">
      <Show when={view().player.qualities.length > 0}>
        <fieldset>
          <legend class="k">{playerWords().quality}</legend>
          <Choice
            group="quality"
            label={playerWords().auto}
            note={now() ? playerWords().now(nameOf(now()!)) : ''}
            checked={!held() && !isSaving()}
            choose={() => picture.setQuality(null)}
          />
          <Index each={view().player.qualities}>
            {(quality) => (
              <Choice
                group="quality"
                label={nameOf(quality())}
                note={rateOf(quality())}
                checked={held()?.name === quality().name}
                choose={() => picture.setQuality(quality().name)}
              />
            )}
          </Index>
          <Choice
            group="quality"
            label={playerWords().saveData}
            note={playerWords().upTo(SAVING)}
            checked={isSaving()}
            choose={() => picture.saveData()}
          />
        </fieldset>
      </Show>
      <Show when={view().sources.length > 1}>
        <fieldset>
          <legend class="k">{playerWords().source}</legend>
          <Index each={view().sources}>
            {(source) => (
              <Choice
                group="source"
                label={source().label?.length ? <Texts of={source().label} /> : source().id}
                checked={view().source?.id === source().id}
                choose={() => picture.chooseSource(source().id)}
              />
            )}
          </Index>
        </fieldset>
      </Show>
      <Show when={document.pictureInPictureEnabled && element()}>
        {(video) => (
          <button type="button" class="b0" onClick={() => leaveTo(video())}>
            {playerWords().pictureInPicture}
          </button>
        )}
      </Show>
      <button type="button" class="b0" onClick={textOnly}>
        {playerWords().textOnly}
      </button>
    </div>
  );
}
