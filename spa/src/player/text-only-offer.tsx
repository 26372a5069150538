import type { Picture } from './create-playing.ts';
import { playerWords } from './player-words.ts';

/** Offered once to those whose device asks pages to use little data; whichever they choose is remembered. */
export const TextOnlyOffer = (props: { readonly picture: Picture }) => (
  <p class="plate offer">
    {playerWords().savesData}
    <button type="button" onClick={() => props.picture.setTextOnly(true)}>
      {playerWords().textOnly}
    </button>
    <button type="button" onClick={() => props.picture.setTextOnly(false)}>
      {playerWords().keepPicture}
    </button>
  </p>
);
