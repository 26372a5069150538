/** Layouts of a plate (`data-fit` in overlay.css), each with more room or smaller type than the one before; in the last one long texts are cut. */
const LAYOUTS = 4;

/** Between the baseline of the plates and the top of the safe area, in rem: hundreds of pixels at 1080p. */
const ROOM = 8.54;

/** So many of what need not all be there are worth a larger plate. */
const FEW = 3;

/**
 * Gives a plate the first layout in which it stays within the picture, with as much of what need not all be there (`data-spare`) as fits. An overlay
 * cannot scroll, and nobody stands beside it to shorten a question.
 */
export function fitPlate(plate: HTMLElement): void {
  const room = Math.round(ROOM * Number.parseFloat(getComputedStyle(document.documentElement).fontSize));
  const fits = () => plate.offsetHeight <= room;
  const spare = [...plate.querySelectorAll<HTMLElement>('[data-spare]')];
  for (let layout = 0; layout < LAYOUTS; layout += 1) {
    plate.dataset.fit = String(layout);
    for (const each of spare) each.hidden = false;
    for (const each of spare.slice(FEW).reverse()) {
      if (fits()) return;
      each.hidden = true;
    }
    if (fits()) return;
  }
}
