/** Settles when what the page shows now is on screen; at once where nobody looks, since there nothing is drawn. */
export const drawn = (): Promise<void> =>
  new Promise((done) => (document.hidden ? done() : requestAnimationFrame(() => setTimeout(done))));
